import { beforeAll, describe, expect, test } from 'vitest'
import { addPassage } from '@kopa/shared/pages/passages.ts'
import { startFilling } from '../../server/search/fill-commands.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { sideOf, withBoard, writeTasks } from '../support/board-client.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { openPage } from '../support/page-client.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { colleague, refusalOf, signUp, twoCompanies, type Person } from '../support/world.ts'

/** What is found, as words are typed; and what is not there for those who may not see it. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const titles = async (person: Person, words: string, rest: object = {}): Promise<string[]> =>
  (await person.search.search({ words, ...rest })).found.map(({ title }) => title.text)
const nothingFound = { found: [], isSlip: false, next: null, counts: { page: 0, board: 0, task: 0, file: 0 } }
const untilFound = (person: Person, words: string, wanted: string[]): Promise<void> =>
  until(async () => JSON.stringify(await titles(person, words)) === JSON.stringify(wanted))

async function upload(person: Person, path: string, name: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), name)
  await fetch(`${app.url}/api/workspaces/${path}/files`, { method: 'POST', headers: person.headers, body: form })
}

describe('is found', () => {
  test('with and without diacritics, by the beginnings of words, with a slip of a key, and marked', async () => {
    const { ana, bo, workspaceId } = await twoCompanies(app.url)
    const { page } = await ana.pages.createPage({ workspaceId, title: 'Palaišanas plāns' })
    await plant(ana, page.id, [paragraph('Celtņa atļauja jāsaņem līdz maijam')])
    await untilFound(bo, 'atlauj', ['Palaišanas plāns'])
    for (const words of ['atļauja', 'ATLAUJA', 'palaisanas celt', 'plans atļ', 'palaišnas', 'atluaja', 'celtna atlaujo', 'palaisxanas']) expect(await titles(bo, words), words).toEqual(['Palaišanas plāns'])
    expect([await titles(bo, 'nekas'), await titles(bo, 'palaisanas nekas')]).toEqual([[], []])
    const { found: [hit] } = await bo.search.search({ words: 'plan atlau' })
    const marked = (one?: { text: string, marks: [number, number][] }) => one?.marks.map(([from, to]) => one.text.slice(from, to))
    expect([marked(hit?.title), marked(hit?.excerpt)]).toEqual([['plān'], ['atļau']])
  })

  test('a board, a task with its description, and a file, each by kind and by who is responsible', async () => {
    const { ana, bo, boardId, one, workspaceId, pageId } = await withBoard(app.url)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Draft contract' }, { title: 'Other' }])
    const { pageId: described } = await ana.boards.openTaskPage({ ...one, taskId })
    await plant(ana, described, [paragraph('with the liability clause')])
    await upload(ana, `${workspaceId}/pages/${pageId}`, 'crane-drāft.png')
    await untilFound(bo, 'liability', ['Draft contract'])
    expect((await bo.search.search({ words: 'contract liab' })).found).toMatchObject([{ kind: 'task', placeId: boardId, itemId: taskId, place: 'Launch', excerpt: { text: 'with the liability clause' } }])
    expect((await titles(bo, 'draft')).toSorted()).toEqual(['Draft contract', 'crane-drāft.png'])
    expect(await titles(bo, 'draft', { kind: 'file', authorId: ana.userId, companyId: ana.companyId, changedWithin: 'day' })).toEqual(['crane-drāft.png'])
    expect(await titles(bo, 'draft', { kind: 'file', companyId: bo.companyId })).toEqual([])
    expect((await bo.search.search({ words: 'launch', kind: 'board' })).found).toMatchObject([{ placeId: boardId }])
    await ana.boards.archiveBoard(one)
    expect([await titles(bo, 'liability'), await titles(bo, 'liability', { archived: 'true' })]).toEqual([[], ['Draft contract']])
    await ana.boards.restoreBoard(one)
    expect(await titles(bo, 'liability')).toEqual(['Draft contract'])
    // As if board and description had settled in the same moment, and neither seen the other.
    await app.database.deleteFrom('searchEntries').where('itemId', '=', taskId).where('piece', '>', 0).execute()
    await writeTasks(ana, boardId, [{ title: 'One more' }])
    await untilFound(bo, 'liability', ['Draft contract'])
  })

  test('in a page of any length, and what was there before there was a search', async () => {
    const { ana, bo, workspaceId } = await twoCompanies(app.url)
    const { page } = await ana.pages.createPage({ workspaceId, title: 'Long' })
    await plant(ana, page.id, [...Array.from({ length: 60 }, (_, at) => paragraph(`w${at} filler `.repeat(120))), paragraph('needle at the end')])
    await untilFound(bo, 'long needle', ['Long'])
    expect((await bo.search.search({ words: 'needle' })).found).toMatchObject([{ excerpt: { text: expect.stringContaining('needle at the end') } }])
    await app.database.deleteFrom('searchEntries').execute()
    expect(await titles(bo, 'needle')).toEqual([])
    const filling = startFilling({ database: app.database, log: app.app.log })
    await untilFound(bo, 'needle', ['Long'])
    await filling.stop()
  })
})

test('more than fits comes in a second answer, none twice; how many there are is counted by kind, of what one may see; a person is asked for without words', async () => {
  const { ana, bo, workspaceId, boardId } = await withBoard(app.url)
  await writeTasks(ana, boardId, [{ title: 'Tungsten task', for: bo }])
  for (let at = 0; at < 25; at++) await ana.pages.createPage({ workspaceId, title: `Tungsten ${at}`, isPrivate: at === 0 })
  await until(async () => (await titles(bo, 'tungsten task')).length === 1 && (await bo.search.search({ words: 'tungsten', counted: 'true' })).counts?.page === 24)
  const first = await bo.search.search({ words: 'tungsten', counted: 'true' })
  const second = await bo.search.search({ words: 'tungsten', after: first.next ?? '' })
  expect([first.counts, first.found.length, second.found.length, second.next, second.counts]).toEqual([{ page: 24, board: 0, task: 1, file: 0 }, 20, 5, null, null])
  expect(new Set([...first.found, ...second.found].map(({ title }) => title.text)).size).toBe(25)
  expect((await ana.search.search({ words: 'tungsten', counted: 'true', kind: 'task' })).counts).toEqual({ page: 25, board: 0, task: 1, file: 0 })
  expect([await titles(ana, 'tungsten', { authorId: bo.userId }), (await ana.search.search({ authorId: bo.userId })).found.map(({ title }) => title.text)]).toEqual([['Tungsten task'], ['Tungsten task']])
  expect((await bo.search.search({ authorId: ana.userId, counted: 'true', kind: 'page' })).counts?.page).toBe((await bo.pages.listPages({ workspaceId })).pages.length)
  expect((await bo.search.search({ words: 'tungstem' })).isSlip).toBe(true)
})

describe('is not there for those who may not see it', () => {
  test('what is behind a wall, in no field and no number, before and after the wall goes up', async () => {
    const { ana, bo, workspaceId } = await twoCompanies(app.url)
    const { page } = await ana.pages.createPage({ workspaceId, title: 'Zirconium margin' })
    await plant(ana, page.id, [paragraph('our floor is fortytwo')])
    await upload(ana, `${workspaceId}/pages/${page.id}`, 'zirconium.png')
    await untilFound(bo, 'fortytwo', ['Zirconium margin'])
    await ana.pages.changeWall({ workspaceId, pageId: page.id, isPrivate: true })
    for (const words of ['zirconium', 'zircon', 'zirconum', 'fortytwo', 'fortytow']) {
      expect(await bo.search.search({ words, counted: 'true' }), words).toEqual(nothingFound)
      expect((await ana.search.search({ words })).found.length, words).toBeGreaterThan(0)
    }
    await ana.pages.changeWall({ workspaceId, pageId: page.id, isPrivate: false })
    expect((await titles(bo, 'zirconium')).toSorted()).toEqual(['Zirconium margin', 'zirconium.png'])
  })

  test('a company\'s side of a board and of a page', async () => {
    const { ana, bo, boardId, one, workspaceId, pageId } = await withBoard(app.url)
    const side = await sideOf(ana, one)
    await writeTasks(ana, side, [{ title: 'Palladium task' }])
    await writeTasks(ana, boardId, [{ title: 'Shared task' }])
    const { documentId } = await ana.pages.openPageSide({ workspaceId, pageId })
    const writer = openPage(ana, documentId ?? '')
    await writer.synced
    addPassage(writer.doc, { id: crypto.randomUUID(), place: { before: [], after: [], order: 'U' }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Palladium passage' }] }] })
    await until(async () => (await titles(ana, 'palladium')).length === 2)
    writer.leave()
    await untilFound(bo, 'shared task', ['Shared task'])
    expect(await bo.search.search({ words: 'palladium', counted: 'true' })).toEqual(nothingFound)
    expect((await ana.search.search({ words: 'palladium passage' })).found).toMatchObject([{ kind: 'page', placeId: pageId, privateTo: ana.companyId }])
  })

  test('other workspaces, and one\'s own after leaving it or being suspended', async () => {
    const { ana, workspaceId } = await twoCompanies(app.url)
    await ana.pages.createPage({ workspaceId, title: 'Osmium' })
    const [eva, sam, eve] = [await colleague(ana, workspaceId, 'Eva', 'viewer'), await colleague(ana, workspaceId, 'Sam', 'viewer'), await signUp(app.url, { name: 'Eve', companyName: 'Elsewhere' })]
    await untilFound(eva, 'osmium', ['Osmium'])
    await ana.workspaces.removeMember({ workspaceId, userId: eva.userId })
    await ana.people.changeColleague({ userId: sam.userId, isSuspended: true })
    expect([await titles(eva, 'osmium'), await titles(eve, 'osmium'), await titles(eve, 'osmium', { workspaceId })]).toEqual([[], [], []])
    expect((await refusalOf(sam.search.search({ words: 'osmium' }))).status).toBe(401)
  })
})

test('whatever is typed is words or nothing, never an error of the database', async () => {
  const { ana } = await twoCompanies(app.url)
  for (const words of ["a' | 'b", '100%_', ':*', '!!', '\\', "'", '& | ! <->', '🚀', '‮שלום', 'ا', 'x'.repeat(200), 'a b '.repeat(50), '\u0301', '\uFDFA'.repeat(100)]) {
    expect(Array.isArray((await ana.search.search({ words })).found), words).toBe(true)
  }
  for (const wrong of [{ words: 'x'.repeat(201) }, { words: ' ' }, { words: '' }, { words: 'a\0b' }, { words: 'a', kind: 'secret' as never }, { words: 'a', companyId: 'x' }, { words: 'a', archived: 'maybe' as never }]) {
    expect((await refusalOf(ana.search.search(wrong))).status, JSON.stringify(wrong)).toBe(422)
  }
})
