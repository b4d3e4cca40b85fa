import { sql } from 'kysely'
import { AppError } from '@kopa/shared/errors.ts'
import type { SeenPage } from '@kopa/shared/pages/first-look.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable } from '../core/context.ts'

type Reader = Pick<Actor, 'companyId'>

/** Pages of a workspace that this company's people may see: the wall is in the query, so nothing behind it is ever read. */
const visiblePages = (database: Queryable, { companyId }: Reader) =>
  database.selectFrom('pages').innerJoin('documents', 'documents.id', 'pages.id')
    .where(where => where.or([where('documents.privateTo', 'is', null), where('documents.privateTo', '=', companyId)]))

const verifiedOf = sql<{ companyId: string, until: string }[]>`coalesce((select json_agg(json_build_object('companyId', company_id, 'until', until) order by verified_at) from page_verifications where page_id = pages.id), '[]')`

const entryColumns = ['pages.id', 'pages.parentId', 'pages.orderKey', 'pages.title', 'pages.icon', 'pages.changedAt', 'pages.archivedAt', 'pages.createdBy', 'pages.isTemplate', 'documents.privateTo', 'pageSides.documentId as sideId', verifiedOf.as('verified')] as const

/** With the reader's own side of each page; those of others are nobody's business. */
const pageEntries = (database: Queryable, reader: Reader) => visiblePages(database, reader)
  .leftJoin('pageSides', join => join.onRef('pageSides.pageId', '=', 'pages.id').on('pageSides.companyId', '=', reader.companyId)).select(entryColumns)

export type PageRow = Awaited<ReturnType<typeof listPageRows>>[number]

export const listPageRows = (database: Queryable, reader: Reader, workspaceId: string) =>
  pageEntries(database, reader).where('pages.workspaceId', '=', workspaceId).orderBy('pages.orderKey').orderBy('pages.id').execute()

/** Where every page of a workspace stands, whoever may see it: for the tree's own order, never for an answer. */
export const listPlaces = (database: Queryable, workspaceId: string) =>
  database.selectFrom('pages').select(['id', 'parentId', 'orderKey']).where('workspaceId', '=', workspaceId).execute()

/** As the contract says it. */
export const entryOf = ({ id, parentId, orderKey, title, icon, privateTo, isTemplate, changedAt, archivedAt, verified, sideId }: Omit<PageRow, 'createdBy'>) =>
  ({ id, parentId, orderKey, title, icon, privateTo, isTemplate, changedAt: changedAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null, verified, sideId })

/** The tree as this reader sees it: a page below one that is hidden from them stands at the top level. */
export async function listPages(database: Queryable, reader: Reader, workspaceId: string) {
  const rows = await listPageRows(database, reader, workspaceId)
  const known = new Set(rows.map(({ id }) => id))
  return rows.map(row => entryOf({ ...row, parentId: row.parentId && known.has(row.parentId) ? row.parentId : null }))
}

/** One page of this workspace; for those who may not see it, it does not exist. */
export async function getPageRow(database: Queryable, reader: Reader, workspaceId: string, pageId: string): Promise<PageRow> {
  const row = await pageEntries(database, reader)
    .where('pages.workspaceId', '=', workspaceId).where('pages.id', '=', pageId).executeTakeFirst()
  if (!row) throw new AppError('notFound')
  return row
}

export async function getText(database: Queryable, pageId: string): Promise<string> {
  const row = await database.selectFrom('pageTexts').select('text').where('pageId', '=', pageId).executeTakeFirst()
  return row?.text ?? ''
}

/** What there is to see of a page that this reader may see, as it was folded last; null: nobody may know, or it was not folded yet. */
export async function findSeenPage(database: Queryable, reader: Reader, workspaceId: string, pageId: string): Promise<SeenPage | null> {
  const row = await visiblePages(database, reader).innerJoin('pageTexts', 'pageTexts.pageId', 'pages.id')
    .select(['pages.title', 'pages.icon', 'pageTexts.html', 'pageTexts.settings'])
    .where('pages.workspaceId', '=', workspaceId).where('pages.id', '=', pageId).executeTakeFirst()
  return row ? { ...row, settings: row.settings as SeenPage['settings'] } : null
}

/** The document of a company's side of a page. */
export async function findPageSide(database: Queryable, pageId: string, companyId: string): Promise<string | null> {
  const row = await database.selectFrom('pageSides').select('documentId').where('pageId', '=', pageId).where('companyId', '=', companyId).executeTakeFirst()
  return row?.documentId ?? null
}

/** Every company's side of these pages. For closing sockets, never for an answer. */
export async function listSidesOf(database: Queryable, pageIds: readonly string[]): Promise<string[]> {
  const sides = await database.selectFrom('pageSides').select('documentId').where('pageId', 'in', pageIds).execute()
  return sides.map(({ documentId }) => documentId)
}

/** Has anybody of another company made one of these pages, written in it or put a file into it? */
export async function isTouchedByOthers(database: Queryable, pageIds: string[], companyId: string): Promise<boolean> {
  const made = database.selectFrom('pages').innerJoin('users', 'users.id', 'pages.createdBy').select('users.id')
    .where('pages.id', 'in', pageIds).where('users.companyId', '!=', companyId)
  const wrote = database.selectFrom('documentClients').innerJoin('users', 'users.id', 'documentClients.userId').select('users.id')
    .where('documentClients.documentId', 'in', pageIds).where('users.companyId', '!=', companyId)
  const filed = database.selectFrom('files').innerJoin('users', 'users.id', 'files.createdBy').select('users.id')
    .where('files.pageId', 'in', pageIds).where('users.companyId', '!=', companyId)
  return await made.union(wrote).union(filed).limit(1).executeTakeFirst() !== undefined
}

const recentColumns = ['pages.id', 'pages.workspaceId', 'workspaces.name as workspaceName', 'pages.title', 'pages.icon', 'documents.privateTo',
  'pages.changedAt', 'changer.id as changerId', 'changer.name as changerName', 'changer.companyId as changerCompanyId', 'pageVisits.openedAt'] as const

/** Living pages of all workspaces the person is in, with who changed them and when the person was there. */
const recentPages = (database: Queryable, { companyId, userId }: Pick<Actor, 'companyId' | 'userId'>) =>
  visiblePages(database, { companyId })
    .innerJoin('memberships', join => join.onRef('memberships.workspaceId', '=', 'pages.workspaceId').on('memberships.userId', '=', userId))
    .innerJoin('workspaces', 'workspaces.id', 'pages.workspaceId')
    .leftJoin('users as changer', 'changer.id', 'pages.changedBy')
    .leftJoin('pageVisits', join => join.onRef('pageVisits.pageId', '=', 'pages.id').on('pageVisits.userId', '=', userId))
    .where('pages.archivedAt', 'is', null).where('pages.isTemplate', '=', false)

export async function listRecentPages(database: Queryable, reader: Pick<Actor, 'companyId' | 'userId'>) {
  const [opened, changed] = await Promise.all([
    recentPages(database, reader).select(recentColumns).where('pageVisits.openedAt', 'is not', null).orderBy('pageVisits.openedAt', 'desc').limit(8).execute(),
    recentPages(database, reader).select(recentColumns).orderBy('pages.changedAt', 'desc').limit(12).execute(),
  ])
  type Row = (typeof opened)[number]
  const asRecent = ({ changerId, changerName, changerCompanyId, changedAt, openedAt, ...page }: Row) => ({
    ...page,
    changedAt: changedAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
    changedBy: changerId ? { id: changerId, name: changerName ?? '', companyId: changerCompanyId ?? '' } : null,
  })
  return { opened: opened.map(asRecent), changed: changed.map(asRecent) }
}

const mostNaming = 100

/**
 * Living pages whose words name something, or what the reader's company keeps for itself in them does; only those that the reader may see.
 * @param target mentionTarget of it
 */
export const listNamingPages = (database: Queryable, reader: Reader, workspaceId: string, target: string) =>
  visiblePages(database, reader).select(['pages.id', 'pages.title', 'pages.icon', 'documents.privateTo'])
    .where('pages.workspaceId', '=', workspaceId).where('pages.archivedAt', 'is', null).where('pages.isTemplate', '=', false).where(sql<boolean>`'page:' || pages.id <> ${target}`)
    .where(sql<boolean>`pages.id in (select coalesce(page_sides.page_id, page_links.document_id) from page_links left join page_sides on page_sides.document_id = page_links.document_id
      where page_links.target = ${target} and coalesce(page_sides.company_id, ${reader.companyId}) = ${reader.companyId})`)
    .orderBy('pages.title').orderBy('pages.id').limit(mostNaming).execute()

/** of all pages together */
const mostNames = 5_000

/** The same for a board and whatever lies on it. `tasks`: ids of those that the page names. */
export async function listPagesNamingBoard(database: Queryable, reader: Reader, workspaceId: string, boardId: string) {
  const named = await database.selectFrom('pageLinks').innerJoin('documents', 'documents.id', 'pageLinks.documentId').where('documents.workspaceId', '=', workspaceId).leftJoin('pageSides', 'pageSides.documentId', 'pageLinks.documentId')
    .select([sql<string>`coalesce(page_sides.page_id, page_links.document_id)`.as('pageId'), 'pageLinks.target'])
    .where(where => where.or([where('pageLinks.target', '=', `board:${boardId}`), where('pageLinks.target', 'like', `task:${boardId}:%`)]))
    .where(sql<boolean>`coalesce(page_sides.company_id, ${reader.companyId}) = ${reader.companyId}`).limit(mostNames).execute()
  if (named.length === 0) return []
  const targets = Map.groupBy(named, ({ pageId }) => pageId)
  const pages = await visiblePages(database, reader).select(['pages.id', 'pages.title', 'pages.icon', 'documents.privateTo'])
    .where('pages.workspaceId', '=', workspaceId).where('pages.archivedAt', 'is', null).where('pages.isTemplate', '=', false).where('pages.id', 'in', [...targets.keys()])
    .orderBy('pages.title').orderBy('pages.id').limit(mostNaming).execute()
  return pages.map(page => ({ ...page, tasks: (targets.get(page.id) ?? []).flatMap(({ target }) => (target.startsWith('task:') ? [target.slice(`task:${boardId}:`.length)] : [])) }))
}

const likePattern = (words: string): string => `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`

/** characters shown around the first hit */
const excerptLength = 160

/** Pages whose title or text holds the words; titles first. */
export async function searchPages(database: Queryable, reader: Pick<Actor, 'companyId' | 'userId'>, words: string, workspaceId?: string) {
  const pattern = likePattern(words)
  const start = sql<number>`greatest(1, position(lower(${words.trim()}) in lower(page_texts.text)) - ${excerptLength / 4})`
  return visiblePages(database, reader)
    .innerJoin('memberships', join => join.onRef('memberships.workspaceId', '=', 'pages.workspaceId').on('memberships.userId', '=', reader.userId))
    .leftJoin('pageTexts', 'pageTexts.pageId', 'pages.id')
    .select(['pages.id', 'pages.workspaceId', 'pages.title', 'pages.icon', 'documents.privateTo',
      sql<string>`coalesce(substring(page_texts.text from ${start}::int for ${excerptLength}), '')`.as('excerpt')])
    .where('pages.archivedAt', 'is', null).where('pages.isTemplate', '=', false)
    .where(where => where.or([where('pages.title', 'ilike', pattern), where('pageTexts.text', 'ilike', pattern)]))
    .$if(workspaceId !== undefined, query => query.where('pages.workspaceId', '=', workspaceId ?? ''))
    .orderBy(sql`pages.title ilike ${pattern}`, 'desc').orderBy('pages.changedAt', 'desc')
    .limit(20).execute()
}
