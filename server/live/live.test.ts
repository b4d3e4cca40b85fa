import { beforeAll, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { listen, type Screen } from '../../tests/support/live-client.ts'
import { until } from '../../tests/support/services.ts'
import { colleague, signUp, twoCompanies, visit, type Person } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })

/** Opens a screen and waits until it is told things. */
async function open(person: Person): Promise<Screen> {
  const screen = await listen(person)
  // Which workspaces it may hear of is looked up after it is open; a change of the person is told without that.
  await person.people.changeMe({ name: person.name })
  await screen.hears('me')
  screen.told.length = 0
  return screen
}

const aboutPages = ({ told }: Screen): number => told.filter(({ about }) => about === 'pages').length

/** Two companies whose first page has been folded: nothing of it is told any more. */
async function quietWorld() {
  const world = await twoCompanies(app.url)
  await until(async () => await app.database.selectFrom('pageTexts').select('pageId').where('pageId', '=', world.pageId).executeTakeFirst() !== undefined)
  return world
}

test('what happens behind a wall is told on its own side only', async () => {
  const { ana, bo, workspaceId } = await quietWorld()
  const [hers, his] = [await open(ana), await open(bo)]
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours', isPrivate: true })
  await ana.pages.renamePage({ workspaceId, pageId: page.id, title: 'Still ours' })
  await ana.pages.movePage({ workspaceId, pageId: page.id, parentId: null, after: null })
  await ana.pages.archivePage({ workspaceId, pageId: page.id })
  await ana.pages.restorePage({ workspaceId, pageId: page.id })
  await hers.hears('pages')
  await bo.people.changeMe({ name: bo.name })
  await his.hears('me')
  expect(his.told).toEqual([{ about: 'me' }])
})

test('who was removed from a workspace hears of that, and nothing of the workspace any more', async () => {
  const { ana, workspaceId } = await quietWorld()
  const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  const [hers, evas] = [await open(ana), await open(eva)]
  await Promise.all([
    ana.workspaces.removeMember({ workspaceId, userId: eva.userId }),
    evas.hears('workspaces').then(() => ana.pages.createPage({ workspaceId, title: 'After' })),
  ])
  await hers.hears('pages')
  await eva.people.changeMe({ name: 'Eva' })
  await evas.hears('me')
  expect(evas.told.map(({ about }) => about)).toEqual(['workspaces', 'me'])
})

test('signing out, revoking a token and suspending close what they held open, and nothing else', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  const script = visit(app.url)
  const { id, token } = await eva.people.createToken({ name: 'script' })
  script.token = token
  const [hers, evas, scripts] = [await open(ana), await open(eva), await listen(script)]
  await eva.people.revokeToken({ tokenId: id })
  expect(await scripts.closed).toBe(closeCode.signIn)
  const other = await signUp(app.url, { name: 'Other', companyName: 'Other' })
  const others = await open(other)
  await other.people.signOut({})
  expect(await others.closed).toBe(closeCode.signIn)
  await ana.people.changeColleague({ userId: eva.userId, isSuspended: true })
  expect(await evas.closed).toBe(closeCode.signIn)
  expect(hers.socket.readyState).toBe(hers.socket.OPEN)
})

test('a whole branch that is archived is told once', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  for (let i = 0; i < 20; i++) await ana.pages.createPage({ workspaceId, parentId: pageId })
  const screen = await open(ana)
  await ana.pages.archivePage({ workspaceId, pageId })
  await screen.hears('pages')
  await ana.people.changeMe({ name: 'Ana' })
  await screen.hears('me')
  expect(aboutPages(screen)).toBe(1)
})

test('a socket that talks, or sends megabytes, is closed; nobody else notices', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const hers = await open(ana)
  const frames: (string | Uint8Array)[] = ['hello', '', '{"about":"pages"}', new Uint8Array(0), new Uint8Array(4 * 2 ** 20), 'x'.repeat(100_000)]
  for (const frame of frames) {
    const screen = await listen(bo)
    screen.socket.send(frame, () => {})
    expect([1006, 1008]).toContain(await screen.closed)
  }
  const silent = await listen(bo)
  silent.socket.send(new Uint8Array(100_000), { fin: false }, () => {})
  expect(await silent.closed).toBe(1006)
  await bo.pages.createPage({ workspaceId, title: 'Goes on' })
  await hers.hears('pages')
})

test('one person opens a hundred screens, not a thousand; others open theirs', async () => {
  const { ana, bo } = await twoCompanies(app.url)
  const outcomes = await Promise.allSettled(Array.from({ length: 120 }, () => listen(bo)))
  const opened = outcomes.filter(outcome => outcome.status === 'fulfilled').map(({ value }) => value)
  await expect(listen(bo)).rejects.toThrow('429')
  expect(opened.length).toBe(100)
  const hers = await open(ana)
  for (const { socket } of opened) socket.close()
  await Promise.all(opened.map(({ closed }) => closed))
  await open(bo)
  expect(hers.socket.readyState).toBe(hers.socket.OPEN)
})

test('strangers and pages of other sites hear nothing', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const tries = [await listen(visit(app.url)), await listen(ana, { origin: 'https://evil.test' }), await listen(ana, { origin: 'null' })]
  expect(await Promise.all(tries.map(({ closed }) => closed))).toEqual(tries.map(() => closeCode.signIn))
  expect(tries.flatMap(({ told }) => told)).toEqual([])
})
