import { beforeAll, describe, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { addPassage, readPassages } from '@kopa/shared/pages/passages.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { exportOf } from '../support/audit.ts'
import { openPage, when } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { allFolded, closingOf, openScreen, toldOf } from '../support/told.ts'
import { colleague, refusalOf, twoCompanies, type Person, type World } from '../support/world.ts'

/** What a company keeps for itself in a page that it shares. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

async function sideOf(person: Person, { workspaceId, pageId }: World): Promise<string> {
  const { documentId } = await person.pages.openPageSide({ workspaceId, pageId })
  if (documentId === null) throw new Error('a shared page has sides')
  return documentId
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const place = { before: [], after: [], order: 'U' }

/** Writes a passage, and leaves when another client reads it. */
async function writePassage(person: Person, side: string, words: string): Promise<void> {
  const [writer, reader] = [openPage(person, side), openPage(person, side)]
  await Promise.all([writer.synced, reader.synced])
  addPassage(writer.doc, { id: crypto.randomUUID(), place, content: [paragraph(words)] })
  await when(reader.doc, () => JSON.stringify(readPassages(reader.doc)).includes(words))
  for (const client of [writer, reader]) client.leave()
}

const textOf = async (side: string): Promise<string> =>
  (await app.database.selectFrom('pageSides').select('text').where('documentId', '=', side).executeTakeFirstOrThrow()).text

describe('a passage that one company keeps for itself', () => {
  test('never reaches the partner: no bytes, no rows, no message, no word in the audit', async () => {
    const world = await twoCompanies(app.url)
    const { ana, bo, workspaceId, pageId } = world
    const eva = await colleague(ana, workspaceId, 'Eva', 'viewer')
    await allFolded(app, world)
    const [his, before] = [await openScreen(bo), await bo.pages.listPages({ workspaceId })]
    const side = await sideOf(ana, world)
    await writePassage(ana, side, 'Our lowest price is 40')
    await until(async () => await textOf(side) === 'Our lowest price is 40')
    expect([(await ana.pages.getPage({ workspaceId, pageId })).page.sideId, (await eva.pages.getPage({ workspaceId, pageId })).page.sideId]).toEqual([side, side])

    expect([await bo.pages.getPage({ workspaceId, pageId }), await bo.pages.listPages({ workspaceId })]).toMatchObject([{ page: { sideId: null } }, before])
    expect([await closingOf(bo, side), await toldOf(his, bo)]).toEqual([closeCode.noSuchDocument, ['me']])
    expect(JSON.stringify([await bo.pages.searchPages({ words: 'lowest' }), await bo.pages.listRecentPages({}), await bo.pages.listPresence({ workspaceId })])).not.toMatch(/lowest price/)
    expect((await exportOf(app.database, workspaceId, bo.companyId)).join('\n')).not.toContain(side)
    expect(await sideOf(bo, world)).not.toBe(side)
  })

  test('is in one document for all colleagues, who open it at the same moment; who only reads does not make it', async () => {
    const world = await twoCompanies(app.url)
    const { ana, workspaceId, pageId } = world
    const [eva, vera] = [await colleague(ana, workspaceId, 'Eva', 'editor'), await colleague(ana, workspaceId, 'Vera', 'viewer')]
    expect(await refusalOf(vera.pages.openPageSide({ workspaceId, pageId }))).toMatchObject({ code: 'forbidden' })
    expect(new Set(await Promise.all([ana, eva, ana, eva].map(person => sideOf(person, world)))).size).toBe(1)
  })

  test('closes with its page when that is archived, and is then only read', async () => {
    const world = await twoCompanies(app.url)
    const { ana, workspaceId, pageId } = world
    const side = await sideOf(ana, world)
    await writePassage(ana, side, 'Before')
    const screen = openPage(ana, side)
    await screen.synced
    await ana.pages.archivePage({ workspaceId, pageId })
    expect(await screen.closed).toBe(closeCode.rightsChanged)
    screen.leave()
    expect(await refusalOf(ana.pages.openPageSide({ workspaceId, pageId }))).toMatchObject({ code: 'pageArchived' })
    const reader = openPage(ana, side)
    await reader.synced
    addPassage(reader.doc, { id: crypto.randomUUID(), place, content: [paragraph('After')] })
    // Its socket is ended when the page comes back: what it wrote would be there by then.
    reader.leave()
    await ana.pages.restorePage({ workspaceId, pageId })
    await writePassage(ana, side, 'Restored')
    const again = openPage(ana, side)
    await again.synced
    expect(readPassages(again.doc).map(({ content }) => JSON.stringify(content)).toSorted()).toEqual([JSON.stringify([paragraph('Before')]), JSON.stringify([paragraph('Restored')])])
    again.leave()
  })

  test('has no room in a page that is private anyway; what was kept while it was shared stays, also behind the partner\'s wall', async () => {
    const world = await twoCompanies(app.url)
    const { ana, bo, workspaceId, pageId } = world
    const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours', isPrivate: true })
    expect(await ana.pages.openPageSide({ workspaceId, pageId: page.id })).toEqual({ documentId: null })
    const { page: shared } = await ana.pages.createPage({ workspaceId, title: 'Shared for a while' })
    const his = await sideOf(bo, { ...world, pageId: shared.id })
    await writePassage(bo, his, 'Of Bo')
    await ana.pages.changeWall({ workspaceId, pageId: shared.id, isPrivate: true })
    expect(await refusalOf(bo.pages.openPageSide({ workspaceId, pageId: shared.id }))).toMatchObject({ code: 'notFound' })
    await ana.pages.changeWall({ workspaceId, pageId: shared.id, isPrivate: false })
    expect(await sideOf(bo, { ...world, pageId: shared.id })).toBe(his)
    expect(await refusalOf(bo.pages.openPageSide({ workspaceId, pageId: crypto.randomUUID() }))).toMatchObject({ code: 'notFound' })
    expect(await sideOf(ana, { ...world, pageId })).not.toBe(his)
  })
})
