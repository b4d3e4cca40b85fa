import { sql } from 'kysely'
import type { Input } from '@kopa/shared/contract.ts'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { keyBetween, mostKeyLength, spreadKeys } from '@kopa/shared/order.ts'
import type { pages } from '@kopa/shared/pages/contract.ts'
import type { PlantedPage } from '@kopa/shared/pages/planted-page.ts'
import { childrenByParent, depthOf, heightOf, mostDepth, subtreeOf } from '@kopa/shared/pages/tree.ts'
import type { MemberContext, Transaction, Work } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { entryOf, getPageRow, isTouchedByOthers, listPageRows, listPlaces, type PageRow } from './queries.ts'

interface Place { parentId: string | null, after: string | null }

/** Changes of one tree happen one after the other: places are found between siblings. What only points at the workspace need not wait. */
export async function lockTree(transaction: Transaction, { workspaceId, actor }: MemberContext): Promise<PageRow[]> {
  await transaction.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forNoKeyUpdate().executeTakeFirstOrThrow()
  return listPageRows(transaction, actor, workspaceId)
}

export async function createPage(context: MemberContext, input: Input<typeof pages.createPage>, documents: Engine) {
  const { workspaceId, actor: { userId, companyId } } = context
  const title = checkTitle(input.title ?? '')
  const id = context.newId()
  const createdAt = context.now()
  return context.write(async ({ transaction, emit }) => {
    const rows = await lockTree(transaction, context)
    const parent = input.parentId ? findInTree(rows, input.parentId) : null
    const privateTo = input.isPrivate ? companyId : parent?.privateTo ?? null
    if (depthOf(rows, input.parentId ?? null) >= mostDepth) throw new AppError('pageTooDeep')
    const place = { parentId: input.parentId ?? null, after: input.after === undefined ? lastOf(rows, input.parentId ?? null) : input.after }
    const orderKey = await makeRoom(transaction, rows, place)
    const page = { id, parentId: place.parentId, orderKey, title, icon: null, privateTo, isTemplate: false, changedAt: createdAt }
    await plantPage({ transaction, emit }, { ...page, workspaceId, userId, content: [], createdAt, visits: [] }, documents)
    return entryOf({ ...page, archivedAt: null, verified: [], sideId: null })
  })
}

/** A page with its document and its place, made just now or, for the example of the first minute, some time ago. */
export async function plantPage({ transaction, emit }: Work, page: PlantedPage, documents: Engine): Promise<void> {
  const { id, workspaceId, parentId, orderKey, privateTo, userId, title, content, createdAt, changedAt, visits } = page
  await documents.createDocument(transaction, { id, kind: 'page', workspaceId, privateTo, userId, content: { title, content }, at: changedAt })
  await transaction.insertInto('pages')
    .values({ id, workspaceId, parentId, orderKey, title, createdBy: userId, createdAt, changedBy: userId, changedAt }).execute()
  if (visits.length) await transaction.insertInto('pageVisits').values(visits.map(visit => ({ ...visit, pageId: id }))).execute()
  await emit('page.created', { workspaceId, pageId: id, privateTo }, { userId })
}

export function checkTitle(title: string): string {
  const trimmed = title.trim()
  if (trimmed.length > limits.titleCharacters) throw new AppError('titleTooLong', { most: limits.titleCharacters })
  return trimmed
}

export function findOpenPage(rows: PageRow[], id: string): PageRow {
  const row = rows.find(page => page.id === id)
  if (!row) throw new AppError('notFound')
  if (row.archivedAt) throw new AppError('pageArchived')
  return row
}

/** A page of the tree: templates stand outside, and nothing stands below them. */
function findInTree(rows: PageRow[], id: string): PageRow {
  const page = findOpenPage(rows, id)
  if (page.isTemplate) throw new AppError('notFound')
  return page
}

export const lastOf = (rows: PageRow[], parentId: string | null): string | null => childrenByParent(rows).get(parentId)?.at(-1)?.id ?? null

/**
 * The key of a place. `after` must be a sibling there; the moved page itself does not count.
 * When keys have grown long through many moves into one gap, all siblings are numbered anew.
 */
export async function makeRoom(transaction: Transaction, rows: PageRow[], { parentId, after }: Place, moved?: string): Promise<string> {
  const siblings = (childrenByParent(rows).get(parentId) ?? []).filter(({ id }) => id !== moved)
  const index = after === null ? 0 : siblings.findIndex(({ id }) => id === after) + 1
  if (after !== null && index === 0) throw new AppError('notFound')
  const before = siblings[index - 1]?.orderKey ?? null
  const next = siblings[index]?.orderKey ?? null
  const between = before !== null && before === next ? null : keyBetween(before, next)
  if (between !== null && between.length <= mostKeyLength) return between
  const keys = spreadKeys(siblings.length + 1)
  const [key = keyBetween(null, null)] = keys.splice(index, 1)
  await renumber(transaction, siblings, keys)
  return key
}

async function renumber(transaction: Transaction, siblings: PageRow[], keys: string[]): Promise<void> {
  const ids = siblings.map(({ id }) => id)
  await sql`update pages set order_key = places.key from unnest(${ids}::uuid[], ${keys}::text[]) as places (id, key) where pages.id = places.id`.execute(transaction)
}

/** The title is part of the document: people who have the page open see it change. */
export async function renamePage(context: MemberContext, pageId: string, title: string, documents: Engine): Promise<void> {
  const { workspaceId, actor } = context
  const next = checkTitle(title)
  const page = await getPageRow(context.database, actor, workspaceId, pageId)
  if (page.archivedAt) throw new AppError('pageArchived')
  const along = context.along(async ({ transaction, emit }) => {
    await transaction.updateTable('pages').set({ title: next }).where('id', '=', pageId).execute()
    const { privateTo } = await transaction.selectFrom('documents').select('privateTo').where('id', '=', pageId).executeTakeFirstOrThrow()
    await emit('page.renamed', { workspaceId, pageId, privateTo })
  })
  await documents.edit({ documentId: pageId, userId: actor.userId, verb: 'setTitle', args: [next], along })
}

export async function movePage(context: MemberContext, pageId: string, place: Place): Promise<void> {
  const { workspaceId } = context
  await context.write(async ({ transaction, emit }) => {
    const rows = await lockTree(transaction, context)
    const page = findInTree(rows, pageId)
    if (place.parentId) await checkParent(transaction, context, page, findInTree(rows, place.parentId))
    if (depthOf(rows, place.parentId) + heightOf(rows, pageId) > mostDepth) throw new AppError('pageTooDeep')
    const orderKey = await makeRoom(transaction, rows, place, pageId)
    await transaction.updateTable('pages').set({ parentId: place.parentId, orderKey }).where('id', '=', pageId).execute()
    await emit('page.moved', { workspaceId, pageId, parentId: place.parentId, privateTo: page.privateTo })
  })
}

/** Pages that this person does not see may lie between the two: a circle through them would show when their wall comes down. */
async function checkParent(transaction: Transaction, { workspaceId }: MemberContext, page: PageRow, parent: PageRow): Promise<void> {
  const places = await listPlaces(transaction, workspaceId)
  if (subtreeOf(places, page.id).some(({ id }) => id === parent.id)) throw new AppError('pageInsideItself')
  if (parent.privateTo !== null && page.privateTo === null) throw new AppError('wallInside')
}

/** What the person sees below the page goes with it, under one moment by which it comes back together. */
export async function archivePage(context: MemberContext, pageId: string): Promise<void> {
  const { workspaceId, actor } = context
  await context.write(async ({ transaction, emit }) => {
    const rows = await lockTree(transaction, context)
    findOpenPage(rows, pageId)
    const archived = subtreeOf(rows, pageId).filter(({ archivedAt }) => archivedAt === null)
    const ids = archived.map(({ id }) => id)
    await transaction.updateTable('pages').set({ archivedAt: context.now(), archivedBy: actor.userId }).where('id', 'in', ids).execute()
    for (const { id, privateTo } of archived) await emit('page.archived', { workspaceId, pageId: id, privateTo })
  })
}

/** A page whose parent stays archived (or is gone from view) comes back at the end of the top level. */
export async function restorePage(context: MemberContext, pageId: string): Promise<void> {
  const { workspaceId } = context
  await context.write(async ({ transaction, emit }) => {
    const rows = await lockTree(transaction, context)
    const page = rows.find(({ id }) => id === pageId)
    if (!page?.archivedAt) throw new AppError('notFound')
    const moment = page.archivedAt.getTime()
    const restored = subtreeOf(rows, pageId).filter(({ archivedAt }) => archivedAt?.getTime() === moment)
    const ids = restored.map(({ id }) => id)
    await transaction.updateTable('pages').set({ archivedAt: null, archivedBy: null }).where('id', 'in', ids).execute()
    const parent = rows.find(({ id }) => id === page.parentId)
    if (page.parentId !== null && (!parent || parent.archivedAt)) {
      const orderKey = await makeRoom(transaction, rows, { parentId: null, after: lastOf(rows, null) }, pageId)
      await transaction.updateTable('pages').set({ parentId: null, orderKey }).where('id', '=', pageId).execute()
    }
    for (const { id, privateTo } of restored) await emit('page.restored', { workspaceId, pageId: id, privateTo })
  })
}

/**
 * Hiding is for what only the own company has ever made and written: what the partner wrote is theirs too.
 * Sharing opens the one page; private pages below it stay private until somebody shares them.
 */
export async function changeWall(context: MemberContext, pageId: string, isPrivate: boolean, { versions }: Engine): Promise<void> {
  const { database, workspaceId, actor } = context
  const { companyId, userId } = actor
  const isShared = !isPrivate && (await getPageRow(database, actor, workspaceId, pageId)).privateTo !== null
  const forgotten = isShared ? await versions.forgetDeleted([pageId], userId) : new Map<string, number>()
  await context.write(async work => {
    const { transaction, emit } = work
    const rows = await lockTree(transaction, context)
    const page = findOpenPage(rows, pageId)
    if ((page.privateTo !== null) === isPrivate) return
    const ids = isPrivate ? subtreeOf(rows, pageId).map(({ id }) => id) : [pageId]
    if (!isPrivate && rows.find(({ id }) => id === page.parentId)?.privateTo) throw new AppError('wallAbove')
    await lockDocuments(transaction, ids)
    if (isPrivate && await isTouchedByOthers(transaction, ids, companyId)) throw new AppError('wallShared')
    if (!isPrivate) await versions.forgetRest(work, ids, forgotten, userId)
    const privateTo = isPrivate ? companyId : null
    await transaction.updateTable('documents').set({ privateTo }).where('id', 'in', ids).execute()
    for (const id of ids) await emit('page.walled', { workspaceId, pageId: id, privateTo })
  })
}

/** What somebody is writing at this moment has a row that points at the document: the lock waits for it, and it is counted, or forgotten. */
async function lockDocuments(transaction: Transaction, pageIds: string[]): Promise<void> {
  await transaction.selectFrom('documents').select('id').where('id', 'in', pageIds).orderBy('id').forUpdate().execute()
}

export async function recordVisit(context: MemberContext, pageId: string): Promise<void> {
  const { database, actor, workspaceId } = context
  await getPageRow(database, actor, workspaceId, pageId)
  const openedAt = context.now()
  await database.insertInto('pageVisits').values({ userId: actor.userId, pageId, openedAt })
    .onConflict(conflict => conflict.columns(['userId', 'pageId']).doUpdateSet({ openedAt })).execute()
}
