import { sql } from 'kysely'
import type { Result } from '@kopa/shared/contract.ts'
import type { pageProperties } from '@kopa/shared/pages/properties-contract.ts'
import { subtreeOf } from '@kopa/shared/pages/tree.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable } from '../core/context.ts'
import { getPageRow, listPageRows } from './queries.ts'

type Reader = Pick<Actor, 'companyId'>
type Properties = Result<typeof pageProperties.getPageProperties>

export async function getPageProperties(database: Queryable, reader: Reader, workspaceId: string, pageId: string): Promise<Properties> {
  await getPageRow(database, reader, workspaceId, pageId)
  const page = await database.selectFrom('pages').innerJoin('users as maker', 'maker.id', 'pages.createdBy').leftJoin('users as changer', 'changer.id', 'pages.changedBy').leftJoin('users as owner', 'owner.id', 'pages.ownerId')
    .select(['pages.createdAt', 'pages.changedAt', 'maker.id as makerId', 'maker.name as makerName', 'maker.companyId as makerCompany', 'changer.id as changerId', 'changer.name as changerName', 'changer.companyId as changerCompany',
      'owner.id as ownerId', 'owner.name as ownerName', 'owner.companyId as ownerCompany']).where('pages.id', '=', pageId).executeTakeFirstOrThrow()
  const verified = await database.selectFrom('pageVerifications').innerJoin('users', 'users.id', 'verifiedBy')
    .select(['pageVerifications.companyId', 'until', 'verifiedAt', 'users.id', 'users.name', 'users.companyId as personCompany']).where('pageId', '=', pageId).orderBy('verifiedAt').execute()
  const createdBy = { id: page.makerId, name: page.makerName, companyId: page.makerCompany }
  return {
    createdAt: page.createdAt.toISOString(), createdBy, changedAt: page.changedAt.toISOString(), changedBy: personOf(page.changerId, page.changerName, page.changerCompany),
    owner: personOf(page.ownerId, page.ownerName, page.ownerCompany) ?? createdBy,
    verifications: verified.map(({ companyId, until, verifiedAt, id, name, personCompany }) => ({ companyId, until, by: { id, name, companyId: personCompany }, at: verifiedAt.toISOString(), isChanged: page.changedAt > verifiedAt })),
  }
}

const personOf = (id: string | null, name: string | null, companyId: string | null) => (id === null ? null : { id, name: name ?? '', companyId: companyId ?? '' })

export async function listArchivedPages(database: Queryable, { companyId }: Reader, workspaceId: string) {
  const rows = await database.selectFrom('pages').innerJoin('documents', 'documents.id', 'pages.id').leftJoin('users', 'users.id', 'pages.archivedBy')
    .select(['pages.id', 'pages.archivedAt', 'users.id as userId', 'users.name', 'users.companyId'])
    .where(where => where.or([where('documents.privateTo', 'is', null), where('documents.privateTo', '=', companyId)]))
    .where('pages.workspaceId', '=', workspaceId).where('pages.archivedAt', 'is not', null).orderBy('pages.archivedAt', 'desc').orderBy('pages.id').execute()
  return rows.map(({ id, archivedAt, userId, name, companyId: company }) => ({ id, archivedAt: archivedAt?.toISOString() ?? '', archivedBy: personOf(userId, name, company) }))
}

const mostNaming = 100

/** What names a page or one below it, and is none of them. Only what the reader may see; what their company keeps for itself in a page counts as the page. */
export async function listNamingBranch(database: Queryable, reader: Reader, workspaceId: string, pageId: string): Promise<Result<typeof pageProperties.listNamingBranch>> {
  await getPageRow(database, reader, workspaceId, pageId)
  const ids = subtreeOf(await listPageRows(database, reader, workspaceId), pageId).map(({ id }) => id)
  const targets = ids.map(id => `page:${id}`)
  const mine = sql`(documents.private_to is null or documents.private_to = ${reader.companyId})`
  const pages = await sql<{ id: string, title: string, icon: string | null, privateTo: string | null }>`select distinct pages.id, pages.title, pages.icon, home.private_to as "privateTo"
    from page_links join documents on documents.id = page_links.document_id left join page_sides on page_sides.document_id = documents.id
    join pages on pages.id = coalesce(page_sides.page_id, documents.id) join documents as home on home.id = pages.id
    where page_links.target = any(${targets}::text[]) and ${mine} and (home.private_to is null or home.private_to = ${reader.companyId}) and pages.workspace_id = ${workspaceId}
      and pages.archived_at is null and not pages.is_template and pages.id <> all(${ids}::uuid[]) order by pages.title, pages.id limit ${mostNaming}`.execute(database)
  const tasks = await sql<{ boardId: string, taskId: string, title: string }>`select distinct tasks.board_id as "boardId", tasks.task_id as "taskId", tasks.title
    from page_links join documents on documents.id = page_links.document_id join task_pages on task_pages.page_id = documents.id
    join tasks on tasks.document_id = task_pages.document_id and tasks.task_id = task_pages.task_id join boards on boards.id = tasks.board_id
    where page_links.target = any(${targets}::text[]) and ${mine} and documents.workspace_id = ${workspaceId} and boards.archived_at is null order by tasks.title, tasks.task_id limit ${mostNaming}`.execute(database)
  return { pages: pages.rows, tasks: tasks.rows }
}
