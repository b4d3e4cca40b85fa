import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { password, refusalOf, secretOf, signUp, twoCompanies, visit } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })
afterAll(() => app.close())

test('a wrong password and an unknown address get the same answer', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const stranger = visit(app.url)
  const wrong = await refusalOf(stranger.people.signIn({ email: ana.email, password: 'not her password' }))
  const unknown = await refusalOf(stranger.people.signIn({ email: 'nobody@example.com', password: 'not her password' }))
  expect(wrong).toEqual(unknown)
  expect(wrong).toMatchObject({ status: 401, code: 'wrongCredentials' })
})

test('an address is known in any case, a second account with it is refused', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const { me } = await visit(app.url).people.signIn({ email: ana.email.toUpperCase(), password })
  expect(me.id).toBe(ana.userId)
  const again = visit(app.url).people.signUp({ name: 'Other', email: ana.email.toUpperCase(), password, companyName: 'Elm', timeZone: 'Europe/Riga', language: 'lv' })
  expect(await refusalOf(again)).toMatchObject({ status: 409, code: 'emailTaken' })
})

test('a person who was refused reads why in their language, field by field', async () => {
  const answer = await visit(app.url).ask('POST', '/sign-up', { name: '', email: 'x' }, { 'accept-language': 'lv-LV,lv;q=0.9' })
  expect(answer.status).toBe(422)
  expect(answer.json).toMatchObject({ error: { code: 'invalid', message: expect.stringContaining('nav derīga') } })
})

test('fields that nobody asked for are refused, not taken over', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  for (const extra of [{ companyRole: 'admin' }, { companyId: ana.companyId }, { id: ana.userId }, { isDemo: true }]) {
    expect((await ana.ask('PATCH', '/me', { name: 'Ana', ...extra })).status).toBe(422)
  }
})

test('an unknown time zone is named as the fault', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  expect(await refusalOf(ana.people.changeMe({ timeZone: 'Mars/Olympus' }))).toMatchObject({ code: 'invalid', details: { fields: 'timeZone' } })
})

test('signing out ends the session for good', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const stolen = visit(app.url)
  stolen.cookie = ana.cookie
  await ana.people.signOut({})
  expect((await stolen.people.getSession({})).me).toBeNull()
})

test('the database holds neither session secrets nor token secrets', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const { token } = await ana.people.createToken({ name: 'script' })
  const secret = ana.cookie.split('=')[1] ?? ''
  expect(secret.length).toBeGreaterThan(20)
  const sessions = await app.database.selectFrom('sessions').selectAll().execute()
  const tokens = await app.database.selectFrom('accessTokens').selectAll().execute()
  expect(JSON.stringify([sessions, tokens])).not.toContain(secret)
  expect(tokens.some(row => row.secretHash.toString('latin1').includes(token) || row.name.includes(token))).toBe(false)
})

test('changing the password ends all other sessions, this one stays', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const other = visit(app.url)
  await other.people.signIn({ email: ana.email, password })
  expect(await refusalOf(ana.people.changePassword({ current: 'wrong wrong', next: 'a whole new phrase' }))).toMatchObject({ code: 'wrongPassword' })
  await ana.people.changePassword({ current: password, next: 'a whole new phrase' })
  expect((await other.people.getSession({})).me).toBeNull()
  expect((await ana.people.getSession({})).me?.id).toBe(ana.userId)
  expect(await refusalOf(visit(app.url).people.signIn({ email: ana.email, password }))).toMatchObject({ code: 'wrongCredentials' })
})

test('one can end a session of one\'s own, never another person\'s', async () => {
  const { ana, bo } = await twoCompanies(app.url)
  const [session] = (await ana.people.listSessions({})).sessions
  expect(session?.isThis).toBe(true)
  expect(await refusalOf(bo.people.endSession({ sessionId: session?.id ?? '' }))).toMatchObject({ status: 404 })
  await ana.people.endSession({ sessionId: session?.id ?? '' })
  expect((await ana.people.getSession({})).me).toBeNull()
})

test('a token acts as its person until it is revoked', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const { id, token } = await ana.people.createToken({ name: 'script' })
  const script = visit(app.url)
  script.token = token
  expect((await script.workspaces.listWorkspaces({})).workspaces.map(workspace => workspace.id)).toEqual([workspaceId])
  await ana.people.revokeToken({ tokenId: id })
  expect(await refusalOf(script.workspaces.listWorkspaces({}))).toMatchObject({ status: 401 })
  expect((await ana.people.listTokens({})).tokens).toEqual([])
})

test('an invitation works once, and says why when it does not', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const invitation = await ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 })
  const secret = secretOf(invitation.url)
  const preview = await visit(app.url).people.previewInvitation({ secret })
  expect(preview).toMatchObject({ kind: 'company', role: 'viewer', invitedBy: { companyName: 'Alder Homes' }, companies: ['Alder Homes', 'Birch Trade'] })
  await signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: secret })
  const late = signUp(app.url, { name: 'Dan', companyName: 'Dogwood', invitation: secret })
  expect(await refusalOf(late)).toMatchObject({ status: 410, code: 'invitationUsed' })
})

test('two people who accept one invitation at the same moment: one joins', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const secret = secretOf((await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1 })).url)
  const [cai, dan] = await Promise.all([signUp(app.url, { name: 'Cai', companyName: 'Cedar' }), signUp(app.url, { name: 'Dan', companyName: 'Dogwood' })])
  const outcomes = await Promise.allSettled([cai.people.acceptInvitation({ secret }), dan.people.acceptInvitation({ secret })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('withdrawn and expired invitations are refused with their own sentences', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const withdrawn = await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1 })
  expect(await refusalOf(bo.people.withdrawInvitation({ invitationId: withdrawn.id }))).toMatchObject({ status: 404 })
  await ana.people.withdrawInvitation({ invitationId: withdrawn.id })
  expect(await refusalOf(visit(app.url).people.previewInvitation({ secret: secretOf(withdrawn.url) }))).toMatchObject({ code: 'invitationWithdrawn' })
  const expired = await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1 })
  await app.database.updateTable('invitations').set({ expiresAt: new Date(Date.now() - 1000) }).where('id', '=', expired.id).execute()
  expect(await refusalOf(signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: secretOf(expired.url) }))).toMatchObject({ code: 'invitationExpired' })
  expect(await refusalOf(visit(app.url).people.previewInvitation({ secret: 'x'.repeat(43) }))).toMatchObject({ status: 404 })
})

test('a colleague joins the company and the workspace; somebody of another company does not', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const link = await ana.people.inviteColleague({ workspaceId, role: 'commenter', daysValid: 3 })
  expect(await refusalOf(bo.people.acceptInvitation({ secret: secretOf(link.url) }))).toMatchObject({ code: 'otherCompanysInvitation' })
  const eva = await signUp(app.url, { name: 'Eva', invitation: secretOf(link.url) })
  expect(eva.companyId).toBe(ana.companyId)
  const [workspace] = (await eva.workspaces.listWorkspaces({})).workspaces
  expect(workspace).toMatchObject({ id: workspaceId, role: 'commenter' })
  expect(await refusalOf(eva.people.inviteColleague({ role: 'admin', daysValid: 3 }))).toMatchObject({ status: 403 })
})

test('an administrator suspends own people only, and never the last administrator', async () => {
  const { ana, bo } = await twoCompanies(app.url)
  const eva = await signUp(app.url, { name: 'Eva', invitation: secretOf((await ana.people.inviteColleague({ role: 'editor', daysValid: 3 })).url) })
  expect(await refusalOf(ana.people.changeColleague({ userId: bo.userId, isSuspended: true }))).toMatchObject({ status: 404 })
  expect(await refusalOf(eva.people.changeColleague({ userId: ana.userId, isSuspended: true }))).toMatchObject({ status: 403 })
  expect(await refusalOf(ana.people.changeColleague({ userId: ana.userId, isSuspended: true }))).toMatchObject({ code: 'lastAdmin' })
  await ana.people.changeColleague({ userId: eva.userId, isSuspended: true })
  expect((await eva.people.getSession({})).me).toBeNull()
  expect(await refusalOf(visit(app.url).people.signIn({ email: eva.email, password }))).toMatchObject({ code: 'wrongCredentials' })
  await ana.people.changeColleague({ userId: eva.userId, isSuspended: false })
  expect((await visit(app.url).people.signIn({ email: eva.email, password })).me.id).toBe(eva.userId)
})

test('a request from a page of another site is refused', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  for (const origin of ['https://evil.test', 'null', `${app.url}.evil.test`, 'https://evil.test/127.0.0.1']) {
    const answer = await ana.ask('POST', '/workspaces', { name: 'x' }, { origin })
    expect(answer.json, origin).toMatchObject({ error: { code: 'foreignOrigin' } })
  }
  expect((await ana.ask('POST', '/workspaces', { name: 'mine' }, { origin: app.url })).status).toBe(200)
})

test('odd JSON is refused and the server goes on', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const send = (body: string, type = 'application/json') =>
    fetch(`${app.url}/api/workspaces`, { method: 'POST', headers: { ...ana.headers, 'content-type': type }, body })
  const bodies = ['', '{', '[]', 'null', '"text"', '{"name":1e400}', '{"name":{"__proto__":1}}', '{"__proto__":{"name":"x"},"name":"y"}',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`, '{"name":"x","constructor":{"prototype":{}}}', `{"name":"${'x'.repeat(2_000_000)}"}`]
  for (const body of bodies) {
    const { status } = await send(body)
    expect(status, body.slice(0, 40)).toBeGreaterThanOrEqual(400)
    expect(status, body.slice(0, 40)).toBeLessThan(500)
  }
  expect((await send('name=x', 'application/x-www-form-urlencoded')).status).toBeLessThan(500)
  expect((await send('name=x', 'text/plain')).status).toBeGreaterThanOrEqual(400)
  expect((await ana.workspaces.createWorkspace({ name: 'still here' })).workspace.name).toBe('still here')
})
