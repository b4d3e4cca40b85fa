import { beforeAll, describe, expect, test } from 'vitest'
import type { PageNode } from '@kopa/shared/pages/page-json.ts'
import { readPage } from '@kopa/shared/pages/page-content.ts'
import { choosePageSettings, readPageSettings } from '@kopa/shared/pages/page-settings.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { openPage, when } from '../support/page-client.ts'
import { paragraph, plant, type Planted } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { type Person, refusalOf, twoCompanies } from '../support/world.ts'

/** Pages that are made of pages: duplicates, templates, what is begun from them. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

async function read(person: Person, pageId: string) {
  const reader = openPage(person, pageId)
  await reader.synced
  const said = readPage(reader.doc)
  reader.leave()
  return said
}

async function upload(person: Person, workspaceId: string, pageId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'plan.png')
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: person.headers, body: form })
  return (await response.json() as { id: string }).id
}

const image = (fileId: string): Planted => ['image', { src: `/api/files/${fileId}`, alt: 'the plan' }]
const mentionOf = (id: string): Planted => ['paragraph', {}, ['mention', { kind: 'page', id, label: 'x' }]]
const statusOf = async (person: Person, fileId: string): Promise<number> => (await fetch(`${app.url}/api/files/${fileId}`, { headers: person.headers })).status
const imageIn = (content: readonly PageNode[]): string => String(content.find(({ type }) => type === 'image')?.attrs?.['src']).replace('/api/files/', '')
const make = async (person: Person, workspaceId: string, title: string, rest: object = {}) => (await person.pages.createPage({ workspaceId, title, ...rest })).page.id
const found = async (person: Person, words: string) => (await person.search.search({ words })).found

async function coverWith(person: Person, pageId: string, fileId: string): Promise<void> {
  const [writer, reader] = [openPage(person, pageId), openPage(person, pageId)]
  await Promise.all([writer.synced, reader.synced])
  choosePageSettings(writer.doc, { icon: '🚀', cover: { fileId, position: 20 } })
  await when(reader.doc, () => readPageSettings(reader.doc).cover !== null)
  writer.leave()
  reader.leave()
}

test('a duplicate stands behind its page with images of its own, and with the pages below it, which name each other', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const last = await make(ana, workspaceId, 'Last')
  const below = await make(bo, workspaceId, 'Budget', { parentId: pageId })
  await make(ana, workspaceId, 'Ours', { parentId: pageId, isPrivate: true })
  const [shown, cover, unused] = [await upload(ana, workspaceId, pageId), await upload(bo, workspaceId, pageId), await upload(ana, workspaceId, pageId)]
  await plant(ana, pageId, [paragraph('as agreed in Riga'), image(shown), mentionOf(below), mentionOf(last)])
  await coverWith(bo, pageId, cover)
  const { page: copy } = await bo.pageCopies.duplicatePage({ workspaceId, pageId, title: ' Copy of it ', below: true })
  expect(copy).toMatchObject({ title: 'Copy of it', parentId: null, isTemplate: false, privateTo: null, archivedAt: null })
  const { pages } = await ana.pages.listPages({ workspaceId })
  expect(pages.filter(({ parentId }) => parentId === null).toSorted((a, b) => (a.orderKey < b.orderKey ? -1 : 1)).map(({ title }) => title)).toEqual(['Launch plan', 'Copy of it', 'Last'])
  const [inside, ...others] = pages.filter(({ parentId }) => parentId === copy.id)
  expect([inside?.title, others]).toEqual(['Budget', []])
  const { title, content, settings } = await read(ana, copy.id)
  expect([title, settings?.['icon'], content[0]?.content?.[0]?.text]).toEqual(['Copy of it', '🚀', 'as agreed in Riga'])
  expect(content.slice(2).map(node => node.content?.[0]?.attrs?.['id'])).toEqual([inside?.id, last])
  const own = [imageIn(content), String((settings?.['cover'] as { fileId: string } | undefined)?.fileId)]
  expect(own.some(id => [shown, cover, unused].includes(id))).toBe(false)
  expect(await app.database.selectFrom('files').select('id').where('pageId', '=', copy.id).execute()).toHaveLength(2)
  await ana.pages.changeWall({ workspaceId, pageId: last, isPrivate: true })
  expect([await statusOf(ana, own[0] ?? ''), await statusOf(bo, own[1] ?? '')]).toEqual([200, 200])
  await until(async () => (await found(ana, 'agreed in Riga')).length === 2)
})

test('a page is kept as a template: in no tree, no search and no list; an empty page begins with it, and one that says something does not', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const shown = await upload(ana, workspaceId, pageId)
  await plant(ana, pageId, [paragraph('zebra agenda'), image(shown)])
  await coverWith(ana, pageId, shown)
  const { page: template } = await ana.pageCopies.keepPageTemplate({ workspaceId, pageId, title: 'Our review' })
  expect(template).toMatchObject({ title: 'Our review', isTemplate: true, parentId: null, privateTo: null })
  const page = await make(bo, workspaceId, '')
  await bo.pageCopies.beginPage({ workspaceId, pageId: page, templateId: template.id })
  const begun = await read(ana, page)
  expect([begun.title, begun.content[0]?.content?.[0]?.text, begun.settings?.['icon']]).toEqual(['Our review', 'zebra agenda', '🚀'])
  expect([imageIn(begun.content) === shown, await statusOf(bo, imageIn(begun.content))]).toEqual([false, 200])
  const refused = async (call: Promise<unknown>) => { const { status, code } = await refusalOf(call); return [status, code] }
  expect(await refused(bo.pageCopies.beginPage({ workspaceId, pageId: page, templateId: template.id }))).toEqual([409, 'pageNotBlank'])
  expect(await refused(bo.pageCopies.beginPage({ workspaceId, pageId: page, templateId: pageId }))).toEqual([409, 'notATemplate'])
  expect(await refused(bo.pages.createPage({ workspaceId, title: 'x', parentId: template.id }))).toEqual([404, 'notFound'])
  expect(await refused(bo.pages.movePage({ workspaceId, pageId: page, parentId: template.id, after: null }))).toEqual([404, 'notFound'])
  await until(async () => (await found(ana, 'zebra')).length === 2)
  expect((await found(ana, 'zebra')).map(({ placeId }) => placeId).toSorted()).toEqual([pageId, page].toSorted())
  await bo.pages.recordVisit({ workspaceId, pageId: template.id })
  const { opened, changed } = await bo.pages.listRecentPages({})
  expect([...opened, ...changed].map(({ id }) => id)).not.toContain(template.id)
  expect((await ana.pageCopies.duplicatePage({ workspaceId, pageId: template.id, title: 'Another' })).page.isTemplate).toBe(true)
  await ana.pages.archivePage({ workspaceId, pageId: template.id })
  expect(await refused(bo.pageCopies.beginPage({ workspaceId, pageId: await make(bo, workspaceId, ''), templateId: template.id }))).toEqual([409, 'pageArchived'])
})

describe('behind a wall', () => {
  test('copies of a private page stay there, with their images; a template may be kept for the own company; what is begun from it is for whom the page is', async () => {
    const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
    const ours = await make(ana, workspaceId, 'Secret', { isPrivate: true })
    await plant(ana, ours, [image(await upload(ana, workspaceId, ours))])
    const { page: copy } = await ana.pageCopies.duplicatePage({ workspaceId, pageId: ours, title: 'Secret copy' })
    const { page: template } = await ana.pageCopies.keepPageTemplate({ workspaceId, pageId: ours, title: 'Secret template', isPrivate: false })
    const { page: own } = await ana.pageCopies.keepPageTemplate({ workspaceId, pageId, title: 'Of Alder', isPrivate: true })
    expect([copy, template, own].map(({ privateTo }) => privateTo)).toEqual([ana.companyId, ana.companyId, ana.companyId])
    const secret = imageIn((await read(ana, copy.id)).content)
    expect([await statusOf(ana, secret), await statusOf(bo, secret)]).toEqual([200, 404])
    expect((await bo.pages.listPages({ workspaceId })).pages.map(({ title }) => title)).toEqual(['Launch plan'])
    const his = await make(bo, workspaceId, 'His')
    const nothing = await refusalOf(bo.pageCopies.beginPage({ workspaceId, pageId: his, templateId: crypto.randomUUID() }))
    for (const { id } of [copy, template, own]) {
      expect(await refusalOf(bo.pageCopies.beginPage({ workspaceId, pageId: his, templateId: id }))).toEqual(nothing)
      expect(await refusalOf(bo.pageCopies.duplicatePage({ workspaceId, pageId: id, title: 'x' }))).toEqual(nothing)
      expect(await refusalOf(bo.pageCopies.keepPageTemplate({ workspaceId, pageId: id, title: 'x' }))).toEqual(nothing)
    }
    await ana.pageCopies.beginPage({ workspaceId, pageId: his, templateId: template.id })
    expect(await statusOf(bo, imageIn((await read(bo, his)).content))).toBe(200)
  })

  test('the partner learns nothing from the facts of what was made of a private page', async () => {
    const { ana, workspaceId } = await twoCompanies(app.url)
    const ours = await make(ana, workspaceId, 'Secret', { isPrivate: true })
    const { page: template } = await ana.pageCopies.keepPageTemplate({ workspaceId, pageId: ours, title: 'T' })
    const page = await make(ana, workspaceId, '')
    await ana.pageCopies.beginPage({ workspaceId, pageId: page, templateId: template.id })
    const facts = await app.database.selectFrom('events').select('payload').where('name', '=', 'page.copied').where('workspaceId', '=', workspaceId).orderBy('id').execute()
    expect(facts.map(({ payload }) => payload)).toEqual([
      { workspaceId, pageId: template.id, from: ours, as: 'template', privateTo: ana.companyId },
      { workspaceId, pageId: page, from: null, as: 'page', privateTo: null },
    ])
  })
})
