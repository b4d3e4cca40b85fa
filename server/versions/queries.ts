import { textIn } from '@kopa/shared/boards/stored-value.ts'
import type { Contents } from '@kopa/shared/documents/kinds.ts'
import type { MemberContext, Queryable } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'

type Listed = Awaited<ReturnType<Engine['versions']['list']>>[number]
interface Author { id: string, name: string, companyId: string }

export async function listVersions({ database, actor: { companyId } }: MemberContext, { versions }: Engine, pageId: string, before: string | undefined) {
  const listed = await versions.list(pageId, companyId, before)
  const authors = await findAuthors(database, listed)
  return listed.map(version => entryOf(version, authors))
}

export async function getVersion({ database, actor: { companyId, userId } }: MemberContext, { versions }: Engine, pageId: string, versionId: string) {
  const { version, content } = await versions.read(pageId, companyId, versionId, userId)
  const entry = entryOf(version, await findAuthors(database, [version]))
  // A version says what its document says: that of a page or that of a board.
  const said = content as Contents['page'] | Contents['board']
  return 'columns' in said ? { version: entry, title: textIn(said.settings['title']), content: [], board: said } : { version: entry, title: said.title, content: said.content }
}

/** One question for all of them. */
export async function findAuthors(database: Queryable, versions: readonly Listed[]): Promise<Map<string, Author>> {
  const ids = [...new Set(versions.flatMap(({ createdBy }) => createdBy ?? []))]
  if (ids.length === 0) return new Map()
  const people = await database.selectFrom('users').select(['id', 'name', 'companyId']).where('id', 'in', ids).execute()
  return new Map(people.map(person => [person.id, person]))
}

export const entryOf = ({ id, reason, name, createdAt, createdBy, contentHash }: Listed, authors: ReadonlyMap<string, Author>) => ({
  id, reason, name, createdAt: createdAt.toISOString(), createdBy: authors.get(createdBy ?? '') ?? null, contentHash: contentHash.toString('hex'),
})
