/**
 * What `npm start`, `npm test` and `scripts/kopa` run, on a bare machine with Node 20 and npm: fetches the tools
 * and packages, builds the client, and hands over. Only what Node 20 brings itself may be imported here.
 */
import { checks } from './bootstrap/checks.js'
import { buildClient } from './bootstrap/client.js'
import { withLock } from './bootstrap/lock.js'
import { installPackages } from './bootstrap/packages.js'
import { handOver, Sentence } from './bootstrap/processes.js'
import { fetchTools } from './bootstrap/tools.js'

/**
 * What keeps a server small (docs/decisions/0025): megabytes for what is short-lived, which left alone grows to 64 and never shrinks;
 * garbage is looked for from 40 MB on, and whenever the heap has grown by a fifth (V8's own first look comes far later, and it
 * keeps what it once took); and the server may ask for memory to be given back, once everybody has left.
 */
const forServers = ['--max-semi-space-size=4', '--initial-old-space-size=40', '--heap-growing-percent=20', '--expose-gc']

const commands = {
  start: async () => {
    const tools = await prepare(async ready => { await buildClient(ready) })
    return handOver(tools.node, [...forServers, 'server/main.ts'], tools.env)
  },
  test: async args => {
    const tools = await prepare()
    return checks(tools, args)
  },
  kopa: async args => {
    const isStart = args[0] === 'start'
    const tools = await prepare(async ready => { if (isStart) await buildClient(ready) })
    return handOver(tools.node, [...(isStart ? forServers : []), 'server/kopa.ts', ...args], tools.env)
  },
}

/** One at a time in a checkout: two commands started together must not write the same folders. */
async function prepare(more = async () => undefined) {
  return withLock(async () => {
    const tools = await fetchTools()
    await installPackages(tools)
    await more(tools)
    return tools
  })
}

async function main([name = 'start', ...args]) {
  const command = commands[name]
  if (!command) throw new Sentence(`scripts/bootstrap.js knows ${Object.keys(commands).join(', ')}, not "${name}".`)
  return command(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Sentence ? error.message : error.stack}\n`)
  process.exitCode = 1
}
