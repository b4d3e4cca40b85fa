import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { titleOf } from '@kopa/shared/pages/page.ts'
import { openPage, when, type PageClient } from '../support/page-client.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { colleague, refusalOf, signUp, twoCompanies, visit, type Visitor } from '../support/world.ts'

let kopa: TestKopa
const clients: PageClient[] = []
beforeAll(async () => { kopa = await startKopaHere() })
afterAll(() => { for (const client of clients) client.leave() })

const open = (visitor: Visitor, documentId: string, rest: Parameters<typeof openPage>[2] = {}): PageClient => {
  const client = openPage(visitor, documentId, rest)
  clients.push(client)
  return client
}

const write = ({ doc }: PageClient, text: string) => titleOf(doc).insert(titleOf(doc).length, text)

test('two companies write one page', async () => {
  const { ana, bo, pageId } = await twoCompanies(kopa.url)
  const [hers, his] = [open(ana, pageId), open(bo, pageId)]
  await Promise.all([hers.synced, his.synced])
  write(hers, ' by Ana')
  await when(his.doc, () => his.title() === 'Launch plan by Ana')
  write(his, ' and Bo')
  await when(hers.doc, () => hers.title() === 'Launch plan by Ana and Bo')
})

test.each(['viewer', 'commenter', 'suggester'] as const)('a %s reads along and cannot write', async role => {
  const { ana, bo, pageId } = await twoCompanies(kopa.url, { role })
  const [hers, his] = [open(ana, pageId), open(bo, pageId)]
  await Promise.all([hers.synced, his.synced])
  write(his, ' (scribble)')
  write(hers, ', final')
  await when(his.doc, () => his.title().includes('final'))
  const fresh = open(ana, pageId)
  await fresh.synced
  expect(fresh.title()).toBe('Launch plan, final')
})

test('a person made a viewer while writing is a viewer at once', async () => {
  const { ana, pageId, workspaceId } = await twoCompanies(kopa.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  const hers = open(eva, pageId)
  await hers.synced
  await ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'viewer' })
  expect(await hers.closed).toBe(closeCode.rightsChanged)
  write(hers, ' (too late)')
  const fresh = open(ana, pageId)
  await fresh.synced
  expect(fresh.title()).toBe('Launch plan')
})

test('a revoked token, an ended session and a suspended person lose the page at once', async () => {
  const { ana, pageId, workspaceId } = await twoCompanies(kopa.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  const { id, token } = await eva.people.createToken({ name: 'script' })
  const script = visit(kopa.url)
  script.token = token
  const [byToken, bySession] = [open(script, pageId), open(eva, pageId)]
  await Promise.all([byToken.synced, bySession.synced])
  await eva.people.revokeToken({ tokenId: id })
  expect(await byToken.closed).toBe(closeCode.signIn)
  await ana.people.changeColleague({ userId: eva.userId, isSuspended: true })
  expect(await bySession.closed).toBeGreaterThanOrEqual(4400)
  const again = open(eva, pageId)
  expect(await again.closed).toBe(closeCode.signIn)
})

test('a page of another workspace and one behind a wall answer as if they did not exist', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(kopa.url)
  const stranger = await signUp(kopa.url, { name: 'Stranger', companyName: 'Outside' })
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours', isPrivate: true })
  const tries = [open(stranger, pageId), open(bo, page.id), open(bo, crypto.randomUUID()), open(bo, 'no-id')]
  expect(await Promise.all(tries.map(({ closed }) => closed))).toEqual(tries.map(() => closeCode.noSuchDocument))
  for (const { doc } of tries) expect(doc.share.size === 0 || titleOf(doc).length === 0).toBe(true)
})

test('a page of a foreign site cannot open the socket with somebody\'s cookie; nobody can without signing in', async () => {
  const { ana, pageId } = await twoCompanies(kopa.url)
  for (const origin of ['https://evil.test', `${kopa.url}.evil.test`, 'null']) {
    const foreign = open(ana, pageId, { origin })
    expect([1006, closeCode.signIn, closeCode.noAccess]).toContain(await foreign.closed)
    expect(foreign.title()).toBe('')
  }
  const own = open(ana, pageId, { origin: kopa.url })
  await own.synced
  expect(own.title()).toBe('Launch plan')
  expect(await open(visit(kopa.url), pageId).closed).toBe(closeCode.signIn)
})

test('a page that becomes private closes for the other company at once', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(kopa.url)
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Margins' })
  const his = open(bo, page.id)
  await his.synced
  await ana.pages.changeWall({ workspaceId, pageId: page.id, isPrivate: true })
  await his.closed
  expect(await open(bo, page.id).closed).toBe(closeCode.noSuchDocument)
})

test('an archived page can be read, not written', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(kopa.url)
  await ana.pages.archivePage({ workspaceId, pageId })
  const hers = open(ana, pageId)
  await hers.synced
  write(hers, ' (late)')
  const fresh = open(ana, pageId)
  await fresh.synced
  expect(fresh.title()).toBe('Launch plan')
})

test('a server that is told to stop says goodbye, keeps what was sent and ends cleanly', async () => {
  const { ana, pageId } = await twoCompanies(kopa.url)
  const hers = open(ana, pageId)
  await hers.synced
  write(hers, ', sent at the last moment')
  const [code, exit] = await Promise.all([hers.closed, kopa.stop()])
  expect({ code, exit }).toEqual({ code: closeCode.serverStops, exit: 0 })
  hers.leave()
  await kopa.restart()
  const fresh = open(ana, pageId)
  await fresh.synced
  expect(fresh.title()).toBe('Launch plan, sent at the last moment')
})

test('what was written is there after the server is started again', async () => {
  const { ana, pageId } = await twoCompanies(kopa.url)
  const hers = open(ana, pageId)
  await hers.synced
  const watcher = open(ana, pageId)
  await watcher.synced
  write(hers, ', kept')
  await when(watcher.doc, () => watcher.title() === 'Launch plan, kept')
  hers.leave()
  watcher.leave()
  await kopa.kill9()
  await kopa.restart()
  const fresh = open(ana, pageId)
  await fresh.synced
  expect(fresh.title()).toBe('Launch plan, kept')
})

test('what somebody wrote after showing their caret cannot be hidden from them', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(kopa.url)
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours alone' })
  const [hers, his] = [open(ana, page.id), open(bo, page.id)]
  await Promise.all([hers.synced, his.synced])
  // As every browser does: first be seen, then write.
  his.provider.awareness.setLocalStateField('state', 'active')
  await new Promise<void>(resolve => {
    const look = () => { if (hers.provider.awareness.getStates().has(his.doc.clientID)) resolve() }
    hers.provider.awareness.on('change', look)
    look()
  })
  write(his, ', and Bo')
  await when(hers.doc, () => hers.title() === 'Ours alone, and Bo')
  expect(await refusalOf(ana.pages.changeWall({ workspaceId, pageId: page.id, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
})
