import { beforeAll, expect, test } from 'vitest'
import { operations } from '../support/api-routes.ts'
import { openPage, when } from '../support/page-client.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { password, visit } from '../support/world.ts'

interface Schema { required?: string[], properties?: Record<string, unknown> }
interface Described { operationId: string, requestBody?: { content: Record<string, { schema: Schema }> }, responses: Record<string, { content?: Record<string, { schema: Schema }> }> }
interface ApiDescription { paths: Record<string, Record<string, Described>> }

let kopa: TestKopa
let description: ApiDescription
beforeAll(async () => {
  kopa = await startKopaHere()
  description = await (await fetch(`${kopa.url}/api/openapi.json`)).json() as ApiDescription
})

/** Where an operation is, from the description alone. */
function find(operationId: string): { method: string, path: string, operation: Described } {
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) if (operation.operationId === operationId) return { method: method.toUpperCase(), path, operation }
  }
  throw new Error(`the API description has no operation ${operationId}`)
}

test('a script that knows only the API description signs up, makes a page, gets a token and writes', async () => {
  const script = visit(kopa.url)
  const call = async (operationId: string, body: Record<string, unknown>, params: Record<string, string> = {}) => {
    const { method, path, operation } = find(operationId)
    const { required = [], properties = {} } = operation.requestBody?.content['application/json']?.schema ?? {}
    expect(required.every(name => name in body), `${operationId} needs ${required.join(', ')}`).toBe(true)
    expect(Object.keys(body).every(name => name in properties)).toBe(true)
    const url = Object.entries(params).reduce((left, [name, value]) => left.replace(`{${name}}`, value), path)
    const { status, json } = await script.ask(method, url.replace(/^\/api/, ''), body)
    expect(status, operationId).toBe(200)
    return json as Record<string, unknown>
  }
  const email = `script.${process.pid}@example.com`
  await call('signUp', { companyName: 'Robots', name: 'Robot', email, password, timeZone: 'Europe/Riga', language: 'en' })
  const { workspace } = await call('createWorkspace', { name: 'Automation' })
  const { page } = await call('createPage', { title: 'Made by a script' }, { workspaceId: (workspace as { id: string }).id })
  const { token } = await call('createToken', { name: 'nightly' })
  const robot = visit(kopa.url)
  robot.token = token as string
  expect(find('sync').path).toBe('/sync/{documentId}')
  const client = openPage(robot, (page as { id: string }).id)
  await client.synced
  await when(client.doc, () => client.title() === 'Made by a script')
  client.leave()
})

test('every operation is described: what it takes, what it answers, how it fails', () => {
  for (const [path, methods] of Object.entries(description.paths)) {
    if (path.startsWith('/sync/')) continue
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method} ${path}`
      expect(operation.operationId, name).toBeTruthy()
      expect(operation, name).toHaveProperty('summary')
      const { download, progress } = operations[operation.operationId] ?? {}
      const media = progress ? ['application/x-ndjson'] : download ?? ['application/json']
      expect(Object.keys(operation.responses['200']?.content ?? {}), name).toEqual(media)
      expect(Object.keys(operation.responses), name).toContain('4XX')
      for (const param of path.matchAll(/\{(\w+)\}/g)) expect(JSON.stringify(operation), name).toContain(`"${param[1]}"`)
    }
  }
})

test('the page for people answers and loads nothing from elsewhere', async () => {
  const answer = await fetch(`${kopa.url}/api/docs/`)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).not.toMatch(/(src|href)="https?:/)
})
