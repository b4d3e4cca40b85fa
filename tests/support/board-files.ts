import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import type { BoardWorld } from './board-client.ts'
import type { Person } from './world.ts'

export interface Taken { status: number, type: string | null, name: string, bytes: Uint8Array, text: string }

/** A board as a file, as a browser saves it. */
export async function takeBoard(person: Person, { workspaceId, boardId }: BoardWorld['one'], format: ExportFormat | 'other', headers: Record<string, string> = {}): Promise<Taken> {
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/boards/${boardId}/export?format=${format}`, { headers: { ...person.headers, ...headers } })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '')
  return { status: response.status, type: response.headers.get('content-type'), name, bytes, text: new TextDecoder().decode(bytes) }
}
