import { AppError } from '@kopa/shared/errors.ts'
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

export async function restoreVersion({ actor: { userId } }: MemberContext, { versions }: Engine, page: { id: string, archivedAt: Date | null }, versionId: string): Promise<void> {
  if (page.archivedAt) throw new AppError('pageArchived')
  await versions.restore(page.id, versionId, userId)
}

export const eraseHistory = ({ actor: { userId } }: MemberContext, { versions }: Engine, pageId: string): Promise<void> => versions.erase(pageId, userId)
