import { beforeAll, expect, test } from 'vitest'
import { reachOf } from '@kopa/shared/policy.ts'
import { listApiRoutes, listRouterRoutes, type ApiRoute } from '../support/api-routes.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { isolatedWorld, tinyImage, type IsolatedWorld, type Persona } from '../support/isolated-world.ts'
import { visit } from '../support/world.ts'

/**
 * Who must not, cannot: every route of the running server, for everybody who might try, with ids of their own,
 * of others, and pairs of both. The routes come from the server, so a new one is tried without being written here.
 */
let app: TestApp
let routes: ApiRoute[]
let world: IsolatedWorld
beforeAll(async () => {
  app = await startApp()
  routes = await listApiRoutes(app.url)
  world = await isolatedWorld(app.url)
})

type Ids = Record<string, string>
interface Answered { status: number, text: string, headers: string[] }

async function ask(token: string, route: ApiRoute, ids: Ids, table?: string): Promise<Answered> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
  const query = route.operation.query ? `?${queryOf(route, ids)}` : ''
  const body = world.bodyOf(route.name, ids)
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(body && !route.operation.upload && { 'content-type': 'application/json' }) }
  const form = new FormData()
  form.append('file', new Blob([table ?? new Uint8Array(tinyImage)]), 'canary.png')
  const response = await fetch(`${app.url}/api${path}${query}`, { method: route.method, headers, body: route.operation.upload ? form : body && JSON.stringify(body) })
  const names = [...response.headers.keys()].filter(name => !name.startsWith('x-ratelimit') && name !== 'content-length')
  return { status: response.status, text: await response.text(), headers: names.toSorted() }
}

/** Only what the operation knows: the rest would be refused as wrong before anybody looks who asks. */
function queryOf({ operation: { query } }: ApiRoute, ids: Ids): URLSearchParams {
  const values = { words: 'canary', workspaceId: ids['workspaceId'], before: ids['versionId'], taskId: 'mine', format: 'json', confirm: 'true' }
  const known = new Set(Object.keys((query as { properties?: object } | undefined)?.properties ?? {}))
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (known.has(name) && value ? [[name, value]] : [])))
}

const isPublic = ({ operation }: ApiRoute): boolean => operation.action === 'public'

/** The partner is in the workspace too, but these bodies name a page, a board or a colleague of Ana's. */
const namesHers = new Set(['createPage', 'createBoard', 'addMember'])

/** What the answer to Ana's ids must be; null: the person may, as the policy says. */
function expectedStatus(persona: Persona, { name, operation, params }: ApiRoute): number | null {
  if (persona === 'anonymous' || persona === 'suspended') return 401
  const isInWorkspace = params.includes('workspaceId')
  if (persona === 'viewer' && isInWorkspace) return reachOf('viewer', operation.action as never) === 'none' ? 403 : null
  if (persona === 'viewer' && params.includes('fileId')) return null
  const isCompanyMatter = !isInWorkspace && (params.includes('userId') || params.includes('invitationId'))
  if (isCompanyMatter && (persona === 'viewer' || persona === 'exMember')) return 403
  if (persona === 'partner' && isInWorkspace && params.includes('userId')) return 403
  if (persona === 'partner' && isInWorkspace && params.length === 1 && !namesHers.has(name)) return null
  return params.length ? 404 : null
}

test('the API description and the contracts together name every route the server has', () => {
  const hidden = ['GET /api/health', 'GET /api/live', 'GET /api/openapi.json', 'GET /sync/:documentId']
  const described = routes.map(({ method, path }) => `${method} /api${path.replace(/\{(\w+)\}/g, ':$1')}`)
  const known = listRouterRoutes(app.app).filter(route => !route.startsWith('GET /api/docs'))
  expect(known.toSorted()).toEqual([...described, ...hidden].toSorted())
  expect(routes.filter(isPublic).map(({ name }) => name).toSorted()).toEqual(['getSession', 'getWelcome', 'lookAround', 'previewInvitation', 'readCalendarFeed', 'signIn', 'signUp'])
  expect(routes.filter(({ name, operation }) => operation.body && !world.bodyOf(name, {})).map(({ name }) => name)).toEqual([])
})

test.each(['anonymous', 'suspended', 'outsider', 'exMember', 'viewer', 'partner'] as const)('%s: no route answers what it must not', async persona => {
  const { token, ids } = world.people[persona]
  const before = await world.look()
  for (const route of routes.filter(one => !isPublic(one))) {
    for (const [kind, tried] of Object.entries(pairsOf(route, world.ana.ids, ids))) {
      const answer = await ask(token, route, tried)
      const name = `${persona} ${route.name} with ${kind}`
      const expected = expectedStatus(persona, route)
      if (expected !== null && kind === 'theirs') expect(answer.status, name).toBe(expected)
      if (kind !== 'theirs') expect([401, 403, 404], name).toContain(answer.status)
      if (answer.status >= 400) expectRefusal(answer, name)
      else if (persona !== 'viewer') for (const secret of world.secrets) expect(answer.text, name).not.toContain(secret)
    }
  }
  expect(await world.look()).toEqual(before)
})

/** Ana's ids; and, where a route takes several, each of the person's own among Ana's. */
function pairsOf({ params }: ApiRoute, theirs: Ids, own: Ids): Record<string, Ids> {
  if (params.length < 2) return { theirs }
  return { theirs, ...Object.fromEntries(params.map(name => [`${name} of their own`, { ...theirs, [name]: own[name] ?? '' }])) }
}

const shapes = new Map<number, string>()

/** All refusals of a kind look alike, to the byte and the header: nothing tells apart what is hidden from what is not there. */
function expectRefusal({ status, text, headers }: Answered, name: string): void {
  const { error } = JSON.parse(text) as { error: { code: string, message: string, details: object } }
  expect(Object.keys(error), name).toEqual(['code', 'message', 'details'])
  if (status !== 404 && status !== 401) return
  const shape = `${text} ${headers.join()}`
  if (!shapes.has(status)) shapes.set(status, shape)
  expect(shape, name).toBe(shapes.get(status))
}

test('ids that never existed are answered as ids of others', async () => {
  const { token } = world.people.outsider
  const nobodys = Object.fromEntries(Object.keys(world.ana.ids).map(name => [name, name === 'sessionId' ? 'f'.repeat(64) : crypto.randomUUID()]))
  for (const route of routes.filter(({ params }) => params.length)) {
    const [hidden, absent] = [await ask(token, route, world.ana.ids), await ask(token, route, nobodys)]
    expect(absent, route.name).toEqual(hidden)
  }
})

test('Ana herself may do all of it: the refusals above were about who, not about how', async () => {
  const last = ['removeRule', 'eraseHistory', 'endOtherSessions', 'changePassword']
  // A partner's part in it: tests/journeys/proposals.test.ts.
  const ofTwo = ['acceptInvitation', 'proposeMove', 'proposeLinks', 'proposeHandOver', 'proposeRemoval', 'proposeCalendar', 'declineProposal', 'withdrawProposal',
    // What there is no run of: tests/journeys/rules.test.ts.
    'undoRuleRun']
  const hers = routes.filter(one => !isPublic(one) && !ofTwo.includes(one.name))
  for (const route of hers.toSorted((a, b) => last.indexOf(a.name) - last.indexOf(b.name))) {
    const table = /import/i.test(route.name) ? 'Title\ncanary' : undefined
    const { status, text } = await ask(world.ana.token, route, world.ana.ids, table)
    expect({ status, text: status < 400 ? '' : text }, route.name).toEqual({ status: 200, text: '' })
  }
  expect((await visit(app.url).people.getSession({})).me).toBeNull()
})
