import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { listApiRoutes, type ApiRoute } from '../support/api-routes.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { twoCompanies, visit, type World } from '../support/world.ts'

/** Whatever is sent, the answer is a sentence with a status below 500 and all headers, and the server goes on. */
let app: TestApp
let world: World
let routes: ApiRoute[]
let token: string
beforeAll(async () => {
  app = await startApp()
  routes = await listApiRoutes(app.url)
  world = await twoCompanies(app.url, { role: 'admin' })
  token = (await world.ana.people.createToken({ name: 'hostile' })).token
})

const idsOf = (): Record<string, string> => ({ workspaceId: world.workspaceId, pageId: world.pageId, userId: world.bo.userId })
const pathOf = ({ path }: ApiRoute, ids: Record<string, string>): string => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? crypto.randomUUID())

interface Sending { method?: string, headers?: Record<string, string>, body?: string }

async function send(path: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<Response> {
  return fetch(`${app.url}${path}`, { method, headers: { authorization: `Bearer ${token}`, ...headers }, body, redirect: 'manual' })
}

async function expectSentence(response: Response, name: string): Promise<void> {
  expect(response.status, name).toBeGreaterThanOrEqual(400)
  expect(response.status, name).toBeLessThan(500)
  const { error } = await response.json() as { error: { code: string, message: string } }
  expect(error.message, name).toMatch(/\w[^{}]*\.$/)
  expect(error.message, name).not.toMatch(/ {2}|undefined/)
}

const json = { 'content-type': 'application/json' }
const nul = String.fromCharCode(0)

const bodies: Record<string, Sending> = {
  'nothing': { headers: json, body: '' },
  'half a brace': { headers: json, body: '{' },
  'a list': { headers: json, body: '[]' },
  'null': { headers: json, body: 'null' },
  'a poisoned prototype': { headers: json, body: '{"__proto__":{"companyRole":"admin"},"name":"x"}' },
  'a poisoned constructor': { headers: json, body: '{"constructor":{"prototype":{"isAdmin":true}}}' },
  'what nobody asked for': { headers: json, body: JSON.stringify({ id: 'x', companyId: 'x', role: 'owner', createdAt: '2020', verified: true, isDemo: true }) },
  'numbers for text': { headers: json, body: JSON.stringify({ name: 1e308, title: {}, role: [], words: null, userId: 7, parentId: true }) },
  'a number beyond all bounds': { headers: json, body: '{"daysValid":1e400}' },
  '100,000 brackets': { headers: json, body: '['.repeat(100_000) },
  'two megabytes': { headers: json, body: JSON.stringify({ title: 'x'.repeat(2_000_000) }) },
  'a form of another site': { headers: { 'content-type': 'text/plain' }, body: '{"name":"x"}' },
  'a form': { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=x' },
  'a multipart without an end': { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc' },
  'a multipart without a boundary': { headers: { 'content-type': 'multipart/form-data' }, body: 'abc' },
  'no such type': { headers: { 'content-type': 'application/xml' }, body: '<name>x</name>' },
}

test.each(Object.entries(bodies))('%s as the body: every route that takes one says what is wrong', async (name, sending) => {
  for (const route of routes.filter(({ operation }) => operation.body || operation.upload)) {
    await expectSentence(await send(`/api${pathOf(route, idsOf())}`, { method: route.method, ...sending }), `${route.name}: ${name}`)
  }
})

test('nothing, named JSON, is enough for a route that takes no input, and half of something is not', async () => {
  const { ana, workspaceId, pageId } = world
  const { version } = await ana.versions.createVersion({ workspaceId, pageId, name: 'Now' })
  const restore = `/api/workspaces/${workspaceId}/pages/${pageId}/versions/${version.id}/restore`
  const answer = await send(restore, { method: 'POST', headers: json, body: '' })
  expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: { keptTasks: [] } })
  await expectSentence(await send(restore, { method: 'POST', headers: json, body: ' ' }), 'a space')
  expect((await send(`/api/workspaces/${workspaceId}/pages`, { method: 'POST', headers: json, body: '' })).status).toBe(422)
  // From before there was anything to say: it is about the proposal, which is not there.
  expect((await send(`/api/workspaces/${workspaceId}/boards/${pageId}/proposals/${pageId}/decline`, { method: 'POST' })).status).toBe(404)
})

test('an address for sockets says to who comes without one that there is nothing, and to a stranger with one to sign in', async () => {
  for (const path of ['/api/live', `/sync/${world.pageId}`]) {
    const response = await send(path)
    expect(response.status, path).toBe(404)
    await expectSentence(response, path)
    const [code, reason] = await once(new WebSocket(`${app.url.replace('http', 'ws')}${path}`, { headers: { origin: app.url } }), 'close') as [number, Buffer]
    expect([code, reason.toString()], path).toEqual([4401, 'Please sign in.'])
  }
})

test('text that cannot be stored is refused, field by field', async () => {
  for (const text of [`a${nul}b`, '\ud800', 'x\udc00']) {
    const body = JSON.stringify({ title: text })
    const response = await send(`/api/workspaces/${world.workspaceId}/pages`, { method: 'POST', headers: json, body })
    expect(await response.json()).toMatchObject({ error: { code: 'invalid', details: { fields: 'title' } } })
  }
  await expectSentence(await send('/api/pages/search?words=%00'), 'search for nothing')
  await expectSentence(await send('/api/pages/search?words=%20'), 'search for a space')
  await expectSentence(await send('/api/sign-in', { method: 'POST', headers: json, body: JSON.stringify({ email: `a${nul}`, password: 'x' }) }), 'sign in')
})

test('a body cannot say that the request is about something else than its address', async () => {
  const { page } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Stays' })
  const archived = `/api/workspaces/${world.workspaceId}/pages/${world.pageId}/archive`
  await send(archived, { method: 'POST', headers: json, body: JSON.stringify({ pageId: page.id }) })
  await send(`${archived}?pageId=${page.id}`, { method: 'POST' })
  const { pages } = await world.ana.pages.listPages({ workspaceId: world.workspaceId })
  expect(pages.find(({ id }) => id === page.id)).toMatchObject({ archivedAt: null })
  expect(pages.find(({ id }) => id === world.pageId)?.archivedAt).not.toBeNull()
  await world.ana.pages.restorePage({ workspaceId: world.workspaceId, pageId: world.pageId })
})

test('odd ids are refused as ids', async () => {
  const odd = ['x', '0', '%2e%2e', '..%2f..%2f', '%00', 'null', '1; drop table pages', `urn:uuid:${world.pageId}`, `${world.pageId}%20`, `{${world.pageId}}`, '%F0%9F%98%80', 'a'.repeat(300)]
  for (const id of odd) {
    for (const route of routes.filter(({ params, operation }) => params.length && !operation.upload)) {
      const ids = Object.fromEntries(route.params.map(param => [param, id]))
      const response = await send(`/api${pathOf(route, ids)}`, { method: route.method, ...(route.operation.body && { headers: json, body: '{}' }) })
      await expectSentence(response, `${route.name} ${id}`)
    }
  }
})

test('a path written in another way asks for the same rights, or for nothing', async () => {
  const stranger = visit(app.url)
  const spelled = ['/api/%77orkspaces', '/%61pi/workspaces', '//api/workspaces', '/api//workspaces', '/api/workspaces/', '/api/workspaces;x', '/api/workspaces.', '/API/workspaces',
    '/api/./workspaces', '/x/../api/workspaces', '/api%2fworkspaces', '/api/workspaces%2f', '/api\\workspaces', '/api/%2577orkspaces', '/api/docs/..%2f..%2f..%2fpackage.json',
    '/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fserver/app.ts', '/%2e%2e/%2e%2e/package.json', '/%', '/api/%zz', '/sync/%00']
  for (const path of spelled) {
    const answer = await rawRequest(`GET ${path} HTTP/1.1\r\nhost: kopa\r\nconnection: close\r\n\r\n`)
    const [head = '', body = ''] = answer.split('\r\n\r\n', 2)
    const isPage = head.startsWith('HTTP/1.1 200') && /content-type: text\/html/.test(head)
    expect(isPage || /^HTTP\/1\.1 4\d\d/.test(head), `${path}: ${head}`).toBe(true)
    expect(body, path).not.toMatch(/"workspaces":|"dependencies"|export async function/)
  }
  expect((await stranger.ask('GET', '/workspaces')).status).toBe(401)
})

test('methods that a route does not have are not there', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) await expectSentence(await send('/api/session', { method }), method)
  const head = await send('/api/session', { method: 'HEAD' })
  expect({ status: head.status, text: await head.text() }).toEqual({ status: 200, text: '' })
  expect(await rawRequest('TRACE /api/session HTTP/1.1\r\nhost: kopa\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 4/)
})

test('forms with too much in them, and uploads that break off, leave nothing behind', async () => {
  const form = new FormData()
  for (let i = 0; i < 1000; i++) form.append(`field${i}`, 'x')
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'a.png')
  const path = `/api/workspaces/${world.workspaceId}/pages/${world.pageId}/files`
  await expectSentence(await fetch(app.url + path, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form }), '1000 fields')
  const head = `POST ${path} HTTP/1.1\r\nhost: kopa\r\nauthorization: Bearer ${token}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 100000\r\n\r\n`
  await rawRequest(`${head}--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n${'a'.repeat(5000)}`, { hangUp: true })
  await expectSentence(await send(`/api/workspaces/${world.workspaceId}/pages/${crypto.randomUUID()}/files`, { method: 'POST', ...bodies['a multipart without an end'] }), 'no such page')
})

test('a message in thousands of pieces, each of which would take memory, closes the socket', async () => {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/sync/${world.pageId}`, { headers: { authorization: `Bearer ${token}` } })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  for (let i = 0; i < 2000; i++) socket.send(new Uint8Array(1), { fin: false })
  expect([1006, 1008]).toContain((await closed)[0])
})

/** Bytes on the wire, as no client library would send them. */
function rawRequest(bytes: string, { hangUp = false } = {}): Promise<string> {
  const { hostname, port } = new URL(app.url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes, () => { if (hangUp) socket.destroy() }))
    socket.on('data', chunk => { answer += chunk.toString('latin1') })
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}

const secure: Record<string, RegExp> = {
  'content-security-policy': /default-src 'none'|object-src 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^(SAMEORIGIN|DENY)$/i,
  'referrer-policy': /^same-origin$/,
}

test('every answer carries the headers that protect whoever reads it', async () => {
  const { ana, workspaceId, pageId } = world
  const asked = [
    ...routes.filter(({ method, name }) => method === 'GET' && name !== 'downloadFile').map(route => send(`/api${pathOf(route, { ...idsOf(), workspaceId })}?words=x`)),
    send('/'), send('/sign-in'), send('/favicon.ico'), send('/assets/none.js'), send('/api/none'), send('/api/docs'), send('/api/docs/'), send('/api/docs/static/index.html'), send('/api/openapi.json'), send('/api/health'),
    send('/api/live'), send(`/sync/${pageId}`), send('/%'), send('/api/workspaces/%zz'), send('/api/workspaces', { method: 'POST', headers: json, body: '{' }),
    send('/api/workspaces', { method: 'POST', headers: { origin: 'https://evil.test', authorization: '', cookie: ana.cookie } }),
  ]
  for (const response of await Promise.all(asked)) {
    for (const [name, value] of Object.entries(secure)) expect(response.headers.get(name), `${response.status} ${response.url} ${name}`).toMatch(value)
    expect(response.headers.get('x-powered-by')).toBeNull()
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  }
  for (const broken of ['GARBAGE\r\n\r\n', `GET / HTTP/1.1\r\nhost: kopa\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 'POST /api/sign-in HTTP/1.1\r\nhost: kopa\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n']) {
    const answer = await rawRequest(broken)
    for (const name of Object.keys(secure)) expect(answer.toLowerCase(), broken.slice(0, 20)).toContain(`${name}: `)
  }
})

test('answers that are about a person are kept by nobody on the way', async () => {
  for (const route of routes.filter(({ method, name, params }) => method === 'GET' && name !== 'downloadFile' && params.every(param => param in idsOf()))) {
    const response = await send(`/api${pathOf(route, idsOf())}?words=x`)
    expect(response.headers.get('cache-control'), route.name).toBe('no-store')
  }
})
