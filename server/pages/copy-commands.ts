import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { pageCopies } from '@kopa/shared/pages/copies-contract.ts'
import type { CopiedPage } from '@kopa/shared/pages/page-copy.ts'
import { subtreeOf } from '@kopa/shared/pages/tree.ts'
import type { MemberContext, Work } from '../core/context.ts'
import type { FileCopy, FileCopying } from '../core/copied-files.ts'
import type { Engine } from '../documents/engine.ts'
import { checkTitle, findOpenPage, lastOf, lockTree, makeRoom } from './commands.ts'
import { entryOf, getPageRow, listPageRows, type PageRow } from './queries.ts'

export interface CopyParts { documents: Engine, files: FileCopying }

/** A page that is to be copied, as it was when it was read, with what its copy is called. */
interface Source { row: PageRow, id: string, title: string }
/** `files`: those that the copy has of its own */
interface Composed extends Source { clientId: number, updates: readonly Uint8Array[], files: FileCopy[] }
interface Wanted { sources: readonly Source[], isTemplate: boolean, isPrivate?: boolean | undefined }

/** Pages of one copy: each is a document to be opened, and is in memory before it is stored. */
const mostPages = 200
/** Bytes of their documents. */
const mostBytes = 64 * 1024 * 1024

export async function duplicatePage(context: MemberContext, { pageId, title, below = false }: Input<typeof pageCopies.duplicatePage>, parts: CopyParts) {
  const { database, actor, workspaceId, newId } = context
  const wanted = checkTitle(title)
  const rows = await listPageRows(database, actor, workspaceId)
  const source = findOpenPage(rows, pageId)
  const branch = below ? subtreeOf(rows, pageId).filter(({ archivedAt }) => archivedAt === null) : [source]
  const sources = branch.map(row => ({ row, id: newId(), title: row.id === pageId ? wanted : row.title }))
  return makeOf(context, { sources, isTemplate: source.isTemplate }, parts)
}

export async function keepPageTemplate(context: MemberContext, { pageId, title, isPrivate }: Input<typeof pageCopies.keepPageTemplate>, parts: CopyParts) {
  const { database, actor, workspaceId, newId } = context
  const wanted = checkTitle(title)
  const row = findOpenPage(await listPageRows(database, actor, workspaceId), pageId)
  return makeOf(context, { sources: [{ row, id: newId(), title: wanted }], isTemplate: true, isPrivate }, parts)
}

/**
 * Composed in a thread first, then planted in one transaction with rows, files and facts. What the pages said when they were read is what the
 * copies say; that they are there and open is looked at again when those are stored.
 */
async function makeOf(context: MemberContext, { sources, isTemplate, isPrivate }: Wanted, parts: CopyParts) {
  const composed = await composeAll(context, sources, parts)
  return parts.files.withBytes(composed.flatMap(({ files }) => files), () => context.write(async work => {
    const rows = await lockTree(work.transaction, context)
    const copies = composed.map(copy => placed(copy, { rows, composed, companyId: isPrivate === true ? context.actor.companyId : null }))
    const [first] = copies
    if (!first) throw new AppError('notFound')
    const { parentId, row: { id: after } } = first
    const orderKey = await makeRoom(work.transaction, rows, isTemplate ? { parentId: null, after: lastOf(rows, null) } : { parentId, after })
    const planted = copies.map(copy => (copy === first ? { ...copy, orderKey, parentId: isTemplate ? null : parentId } : copy))
    await plantCopies(context, work, { planted, isTemplate }, parts)
    return entryOf(await getPageRow(work.transaction, context.actor, context.workspaceId, first.id))
  }))
}

async function composeAll({ database, actor: { userId }, newId }: MemberContext, sources: readonly Source[], { documents, files }: CopyParts): Promise<Composed[]> {
  if (sources.length > mostPages) throw new AppError('copyTooLarge')
  const pages = Object.fromEntries(sources.map(({ row, id }) => [row.id, id]))
  const listed = Map.groupBy(await files.list(database, Object.keys(pages)), ({ pageId }) => pageId)
  const composed: Composed[] = []
  let bytes = 0
  for (const source of sources) {
    const own = Object.fromEntries((listed.get(source.row.id) ?? []).map(({ fileId }) => [fileId, newId()]))
    const { answer, clientId, updates } = await documents.copy({ documentId: source.row.id, kind: 'page', how: { title: source.title, files: own, pages }, userId })
    bytes += updates.reduce((sum, update) => sum + update.byteLength, 0)
    if (bytes > mostBytes) throw new AppError('copyTooLarge')
    composed.push({ ...source, clientId, updates, files: copiesOf(answer as CopiedPage, own, source.id) }) // what the kind's copy says of itself (kinds.ts)
  }
  return composed
}

const copiesOf = ({ files }: Pick<CopiedPage, 'files'>, own: Readonly<Record<string, string>>, pageId: string): FileCopy[] =>
  files.flatMap(from => (own[from] === undefined ? [] : [{ from, to: own[from], pageId, boardDocumentId: null }]))

interface Placed extends Composed { privateTo: string | null, parentId: string | null, orderKey: string }

/**
 * What was read behind a wall stays there, also when the wall came down while it was composed: what their company had deleted until then may be in it.
 * A page that went behind its company's wall meanwhile takes its copy along.
 */
function placed(copy: Composed, { rows, composed, companyId }: { rows: PageRow[], composed: readonly Composed[], companyId: string | null }): Placed {
  const now = findOpenPage(rows, copy.row.id)
  const above = composed.find(({ row }) => row.id === copy.row.parentId)
  return { ...copy, privateTo: companyId ?? copy.row.privateTo ?? now.privateTo, parentId: above?.id ?? now.parentId, orderKey: copy.row.orderKey }
}

async function plantCopies(context: MemberContext, { transaction, emit }: Work, { planted, isTemplate }: { planted: readonly Placed[], isTemplate: boolean }, { documents, files }: CopyParts): Promise<void> {
  const { workspaceId, actor: { userId }, now } = context
  const at = now()
  await documents.createComposed(transaction, workspaceId, planted.map(({ id, privateTo, clientId, updates }) => ({ id, kind: 'page' as const, privateTo, userId, at, clientId, updates })))
  await transaction.insertInto('pages')
    .values(planted.map(({ id, row, title, parentId, orderKey }) => ({ id, workspaceId, parentId, orderKey, title, icon: row.icon, isTemplate, createdBy: userId, createdAt: at, changedBy: userId, changedAt: at }))).execute()
  for (const { id, row, privateTo } of planted) {
    await emit('page.created', { workspaceId, pageId: id, privateTo })
    await noteCopy(emit, { workspaceId, pageId: id, source: row, as: isTemplate ? 'template' : 'page', privateTo })
  }
  await files.insert(context, { transaction, emit }, planted.flatMap(({ files: own }) => own))
}

/** Nobody learns of what they may not see from what was made of it. */
const noteCopy = (emit: Work['emit'], { source, privateTo, ...fact }: { workspaceId: string, pageId: string, source: PageRow, as: 'page' | 'template', privateTo: string | null }): Promise<void> =>
  emit('page.copied', { ...fact, from: source.privateTo === privateTo || source.privateTo === null ? source.id : null, privateTo })

/** A page in which nobody has written yet says what a template says. Its wall is its own: who begins it from what only their company sees shows that to whoever sees the page. */
export async function beginPage(context: MemberContext, { pageId, templateId }: Input<typeof pageCopies.beginPage>, { documents, files }: CopyParts) {
  const { database, actor, workspaceId, newId } = context
  const page = await getPageRow(database, actor, workspaceId, pageId)
  const template = await getPageRow(database, actor, workspaceId, templateId)
  if (page.archivedAt || template.archivedAt) throw new AppError('pageArchived')
  if (!template.isTemplate) throw new AppError('notATemplate')
  const own = Object.fromEntries((await files.list(database, [templateId])).map(({ fileId }) => [fileId, newId()]))
  const { answer } = await documents.copy({ documentId: templateId, kind: 'page', how: { title: template.title, files: own, isTold: true }, userId: actor.userId })
  const { content, ...used } = answer as CopiedPage // what the kind's copy says of itself (kinds.ts)
  const copies = copiesOf(used, own, pageId)
  return files.withBytes(copies, async () => {
    const along = context.along(async work => {
      await files.insert(context, work, copies)
      const { privateTo } = await work.transaction.selectFrom('documents').select('privateTo').where('id', '=', pageId).executeTakeFirstOrThrow()
      await noteCopy(work.emit, { workspaceId, pageId, source: template, as: 'page', privateTo })
    })
    const told = async (isDone: unknown) => { if (isDone !== true) throw new AppError('pageNotBlank') }
    await documents.edit({ documentId: pageId, userId: actor.userId, verb: 'begin', args: [content], told, along })
    return entryOf(await getPageRow(database, actor, workspaceId, pageId))
  })
}
