import type { Connection } from './socket.ts'

/** Whose sockets: all that is named must match. */
export interface Whose { userId?: string, companyId?: string, workspaceId?: string, documentId?: string, sessionId?: string, tokenId?: string }

export function isWhose({ opening: { documentId, caller, access } }: Connection, whose: Whose): boolean {
  const own: Whose = { ...caller, workspaceId: access.workspaceId, documentId }
  return Object.entries(whose).every(([key, value]) => value === undefined || own[key as keyof Whose] === value)
}
