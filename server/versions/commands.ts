import { AppError, type ErrorCode } from '@kopa/shared/errors.ts'
import type { MemberContext } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { entryOf, findAuthors } from './queries.ts'

export async function createVersion({ database, actor: { userId } }: MemberContext, { versions }: Engine, pageId: string, name: string) {
  const trimmed = name.trim()
  if (!trimmed) throw new AppError('invalid', { fields: 'name' })
  const version = await versions.capture({ documentId: pageId, reason: 'named', name: trimmed, userId })
  if (!version) throw new AppError('unavailable') // rebuilt at this very moment
  return entryOf(version, await findAuthors(database, [version]))
}

/** A document as those who may see it find it; `whenArchived`: what is said to whoever would change it then; `partners`: other companies whose tasks may stand in it. */
export interface Versioned { id: string, archivedAt: Date | null, whenArchived: ErrorCode, partners: readonly string[] }

export async function restoreVersion({ actor: { userId, companyId } }: MemberContext, { versions }: Engine, document: Versioned, versionId: string): Promise<{ keptTasks: string[] }> {
  if (document.archivedAt) throw new AppError(document.whenArchived)
  const kept = await versions.restore(document.id, companyId, versionId, { userId, args: [document.partners] })
  return { keptTasks: Array.isArray(kept) ? kept.map(String) : [] }
}

export const eraseHistory = ({ actor: { userId } }: MemberContext, { versions }: Engine, pageId: string): Promise<void> => versions.erase(pageId, userId)
