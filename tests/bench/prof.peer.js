// Kopa as a peer of the real-time bench: `npx node bench.js crash --peers <this file>`.
// A whole server with its own PostgreSQL; each document of a case is a page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const password = 'a long enough password'

/** What was made for a data folder: it is all still there after a restart. */
const worlds = new Map()

// The bench takes a peer as a default export.
// oxlint-disable-next-line import/no-default-export
export default {
  name: 'kopa',
  framing: 'y-websocket',
  persistent: true,
  subprotocol: 'kopa.1',
  url: 'ws://127.0.0.1:{port}/sync/{doc}',

  launch: ({ port, dataDir }) => ({
    args: ['--import', '/tmp/s7/profhook.mjs', '--max-semi-space-size=4', '--initial-old-space-size=40', '--heap-growing-percent=20', '--expose-gc', main], // as npm start does
    env: { PORT: String(port), KOPA_DATA: dataDir, LOG_LEVEL: 'warn', MALLOC_ARENA_MAX: '2', KOPA_SOCKETS_PER_PERSON: '100000', KOPA_UPGRADES_PER_MINUTE: '1000000' },
  }),

  async ready({ port, dataDir }) {
    const address = `http://127.0.0.1:${port}`
    const world = worlds.get(dataDir) ?? await found(address)
    worlds.set(dataDir, world)
    return { token: world.token, documentFor: name => documentFor(address, world, name) }
  },

  /** A killed server leaves its database running, for the next one to adopt. */
  async dispose({ dataDir }) {
    worlds.delete(dataDir)
    const pid = postmasterOf(dataDir)
    if (!pid) return
    process.kill(pid, 'SIGQUIT')
    while (isAlive(pid)) await new Promise(resolve => setTimeout(resolve, 20))
  },
}

async function found(address) {
  const signedUp = await ask(address, 'POST', '/sign-up', {
    name: 'Bench', email: 'bench@example.com', password, companyName: 'Bench', timeZone: 'Europe/Riga', language: 'en',
  })
  const cookie = signedUp.cookie
  const { token } = (await ask(address, 'POST', '/me/tokens', { name: 'bench' }, { cookie })).json
  const { workspace } = (await ask(address, 'POST', '/workspaces', { name: 'Bench' }, { cookie })).json
  return { token, workspaceId: workspace.id, pages: new Map() }
}

/** The page of that name; made at its first use. */
function documentFor(address, { token, workspaceId, pages }, name) {
  if (!pages.has(name)) {
    const made = ask(address, 'POST', `/workspaces/${workspaceId}/pages`, { title: name }, { authorization: `Bearer ${token}` })
    pages.set(name, made.then(({ json }) => json.page.id))
  }
  return pages.get(name)
}

async function ask(address, method, path, body, headers = {}) {
  const response = await fetch(`${address}/api${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  const json = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(json)}`)
  return { json, cookie: response.headers.get('set-cookie')?.split(';')[0] }
}

function postmasterOf(dataDir) {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
