import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { day } from '@kopa/shared/time.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { listen } from '../support/live-client.ts'
import { startKopa } from '../support/services.ts'
import { password, refusalOf, secretOf, signUp, twoCompanies, visit, type Person } from '../support/world.ts'

describe('sessions', () => {
  let app: TestApp
  beforeAll(async () => { app = await startApp() })
  const found = async (): Promise<Person> => signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const isIn = async (cookie: string): Promise<boolean> => {
    const visitor = visit(app.url)
    visitor.cookie = cookie
    return (await visitor.people.getSession({})).me !== null
  }
  const age = async (userId: string, change: { expiresAt?: Date, createdAt?: Date }): Promise<void> => {
    await app.database.updateTable('sessions').set(change).where('userId', '=', userId).execute()
  }

  test('a cookie that somebody planted before the sign-in is worth nothing after it', async () => {
    const ana = await found()
    const planted = `kopa_session=${'planted'.repeat(6)}`
    const victim = visit(app.url)
    victim.cookie = planted
    await victim.people.signIn({ email: ana.email, password })
    expect(await isIn(planted)).toBe(false)
    const answer = await fetch(`${app.url}/api/sign-in`, { method: 'POST', headers: { cookie: planted, 'content-type': 'application/json' }, body: JSON.stringify({ email: ana.email, password }) })
    const mine = answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? ''
    expect(mine).not.toBe(planted)
    expect(await isIn(mine)).toBe(true)
  })

  test('signing in again ends the session that this browser had', async () => {
    const ana = await found()
    const before = ana.cookie
    await ana.people.signIn({ email: ana.email, password })
    expect([await isIn(before), await isIn(ana.cookie)]).toEqual([false, true])
  })

  test('a session whose time is over lets nobody in, is written down as ended, and closes what it held open', async () => {
    const ana = await found()
    const screen = await listen(ana)
    await age(ana.userId, { expiresAt: new Date(Date.now() - 1000) })
    expect(await isIn(ana.cookie)).toBe(false)
    expect(await screen.closed).toBe(closeCode.signIn)
    const ended = await app.database.selectFrom('events').select('companyId').where('name', '=', 'session.ended').where('userId', '=', ana.userId).execute()
    expect(ended).toEqual([{ companyId: ana.companyId }])
    expect(await app.database.selectFrom('sessions').select('id').where('userId', '=', ana.userId).execute()).toEqual([])
  })

  test('however busy, a session ends ninety days after its sign-in', async () => {
    const [ana, bo] = [await found(), await found()]
    await age(ana.userId, { createdAt: new Date(Date.now() - 90 * day - 1000) })
    await age(bo.userId, { createdAt: new Date(Date.now() - 90 * day + 60_000), expiresAt: new Date(Date.now() + day) })
    expect([await isIn(ana.cookie), await isIn(bo.cookie)]).toEqual([false, true])
  })

  test('an invitation is worth what its author may do today', async () => {
    const { ana, workspaceId } = await twoCompanies(app.url)
    const invite = async (by: Person) => secretOf((await by.people.inviteCompany({ workspaceId, role: 'admin', daysValid: 30 })).url)
    const eva = await signUp(app.url, { name: 'Eva', invitation: secretOf((await ana.people.inviteColleague({ workspaceId, role: 'admin', daysValid: 1 })).url) })
    const [first, second, third] = [await invite(eva), await invite(eva), await invite(eva)]
    await ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'editor' })
    expect(await refusalOf(visit(app.url).people.previewInvitation({ secret: first }))).toMatchObject({ code: 'invitationWithdrawn' })
    expect(await refusalOf(signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: first }))).toMatchObject({ code: 'invitationWithdrawn' })
    await ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'admin' })
    await ana.people.changeColleague({ userId: eva.userId, isSuspended: true })
    expect(await refusalOf(signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: second }))).toMatchObject({ code: 'invitationWithdrawn' })
    await ana.people.changeColleague({ userId: eva.userId, isSuspended: false })
    await ana.workspaces.removeMember({ workspaceId, userId: eva.userId })
    expect(await refusalOf(signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: third }))).toMatchObject({ code: 'invitationWithdrawn' })
  })
})

const cookieOf = async (url: string): Promise<string> => {
  const body = JSON.stringify({ name: 'Ana', email: `cookie.${process.pid}@example.com`, password, companyName: 'Alder', timeZone: 'Europe/Riga', language: 'en' })
  const answer = await fetch(`${url}/api/sign-up`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return answer.headers.get('set-cookie') ?? ''
}

test.each([
  ['http', {}, /^kopa_session=\w{20,}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/],
  ['https', { KOPA_URL: 'https://kopa.example.com' }, /^__Host-kopa_session=\w{20,}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax; Secure$/],
])('over %s the cookie is as closed as it can be', async (scheme, env, form) => {
  const { url } = await startApp({ env })
  expect(await cookieOf(url)).toMatch(form)
  const transport = (await fetch(`${url}/api/session`)).headers.get('strict-transport-security')
  if (scheme === 'https') expect(transport).toMatch(/max-age=31536000/)
  else expect(transport).toBeNull()
})

describe('tries are counted', () => {
  const wrong = { password: 'not the password' }
  const tryOften = async (url: string, email: string, count: number, headers = (_index: number): Record<string, string> => ({})) => {
    const statuses: number[] = []
    for (let i = 0; i < count; i++) statuses.push((await visit(url).ask('POST', '/sign-in', { email, ...wrong }, headers(i))).status)
    return statuses
  }

  test('ten wrong passwords a minute for one account; others behind the same address are served', async () => {
    const { url } = await startApp({ triesFactor: 1 })
    const [ana, bo] = [await signUp(url, { name: 'Ana', companyName: 'Alder' }), await signUp(url, { name: 'Bo', companyName: 'Birch' })]
    expect(await tryOften(url, ana.email, 12, i => ({ 'x-forwarded-for': `10.0.0.${i}` }))).toEqual([...Array<number>(10).fill(401), 429, 429])
    const refused = await refusalOf(visit(url).people.signIn({ email: ` ${ana.email.toUpperCase()} `, password }))
    expect(refused.code).toBe('tooManyTries')
    expect(refused.message).toMatch(/Wait [1-5]?\d seconds|Wait 60 seconds/)
    expect((await visit(url).people.signIn({ email: bo.email, password })).me.id).toBe(bo.userId)
    expect((await ana.people.getSession({})).me).not.toBeNull()
  })

  test('an address that tries one password on many accounts is stopped as well', async () => {
    const { url } = await startApp({ triesFactor: 0.1 })
    const statuses = await Promise.all(Array.from({ length: 14 }, (_, i) => visit(url).ask('POST', '/sign-in', { email: `a${i}@example.com`, ...wrong })))
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(2)
  })

  test('behind a proxy that is known, the address it names counts', async () => {
    const { url } = await startApp({ triesFactor: 0.1, env: { KOPA_PROXIES: '127.0.0.1' } })
    expect(await tryOften(url, 'ana@example.com', 3, i => ({ 'x-forwarded-for': `10.0.0.${i}` }))).toEqual([401, 401, 401])
    expect(await tryOften(url, 'ana@example.com', 2, () => ({ 'x-forwarded-for': '10.0.9.9' }))).toEqual([401, 429])
  })

  test('signed-in people count for themselves', async () => {
    const { url } = await startApp({ triesFactor: 0.1 })
    const [ana, bo] = [await signUp(url, { name: 'Ana', companyName: 'Alder' }), await signUp(url, { name: 'Bo', companyName: 'Birch' })]
    for (let i = 0; i < 3; i++) await ana.people.createToken({ name: 'x' })
    expect(await refusalOf(ana.people.createToken({ name: 'x' }))).toMatchObject({ code: 'tooManyTries' })
    await bo.people.createToken({ name: 'x' })
  })

  test('whoever opens sockets without a pause is refused before anything is looked up; others behind the same address are served', async () => {
    const { url } = await startApp({ env: { KOPA_UPGRADES_PER_MINUTE: '20' } })
    const { ana, bo, pageId } = await twoCompanies(url)
    for (const path of ['/api/live', `/sync/${pageId}`]) {
      for (const visitor of [ana, visit(url)]) {
        for (let tries = 0; tries < 20; tries++) expect(await upgrade(visitor, path)).toBe(101)
        expect(await upgrade(visitor, path)).toBe(429)
      }
      expect(await upgrade(bo, path)).toBe(101)
    }
  })
})

/** @returns the status with which the server answers */
function upgrade({ url, headers }: Pick<Person, 'url' | 'headers'>, path: string): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers: { ...headers, origin: url } })
  return new Promise((resolve, reject) => {
    socket.on('open', () => { socket.terminate(); resolve(101) }).on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0)).on('error', reject)
  })
}

test('what the server writes down holds no password, token, address, title or search', async () => {
  const kopa = await startKopa({ env: { LOG_LEVEL: 'debug' } })
  const { ana, workspaceId, pageId } = await twoCompanies(kopa.url)
  const { token } = await ana.people.createToken({ name: 'canaryname' })
  const invitation = await ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1, note: 'canarynote' })
  await ana.pages.renamePage({ workspaceId, pageId, title: 'canarytitle' })
  await ana.pages.searchPages({ words: 'canarysearch' })
  const broken = [
    ana.ask('POST', '/sign-in', { email: 'canary@example.com', password: 'canarypassword' }), ana.ask('POST', '/me/password', { current: 'canarypassword', next: 'canarypassword' }),
    ana.ask('POST', '/invitations/preview', { secret: 'canarysecretcanarysecret' }), ana.ask('GET', '/pages/search?words=%00canarysearch'), ana.ask('POST', '/workspaces', 'canarybody'),
    ana.ask('GET', '/workspaces', undefined, { authorization: 'Bearer kopa_canarytokencanarytoken' }), ana.ask('GET', `/live?token=canarytoken`),
    ana.ask('POST', '/sign-up', { name: 'canary', email: ana.email, password: 'canarypassword', companyName: 'canarycompany', timeZone: 'Europe/Riga', language: 'en' }),
  ]
  await Promise.all(broken)
  await kopa.stop()
  const secrets = [token, secretOf(invitation.url), ana.cookie.split('=')[1] ?? '', password, ana.email]
  expect(kopa.output.length).toBeGreaterThan(100)
  for (const secret of [...secrets, 'canary']) expect(kopa.output).not.toContain(secret)
})
