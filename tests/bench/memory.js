// What an open document costs the node process, and what is given back: `node tests/bench/memory.js --docs 500`.
// Every figure is of the process alone (its database counts apart, as `familyMb`), from /proc: Linux only.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import WebSocket from 'ws'
import * as Y from 'yjs'
import kopa from './kopa.peer.js'

const { values: options, positionals: nodeOptions } = parseArgs({
  allowPositionals: true, // after `--`: options of Node, to try them
  options: {
    docs: { type: 'string', default: '500' },
    clients: { type: 'string', default: '2' },
    chars: { type: 'string', default: '5000' },
    edits: { type: 'string', default: '7' },
    rest: { type: 'string', default: '60' },
  },
})
const [docs, clients, chars, edits, rest] = [options.docs, options.clients, options.chars, options.edits, options.rest].map(Number)

async function run() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kopa-memory-'))
  const [port, metricsPort] = [await freePort(), await freePort()]
  const server = start({ port, dataDir, metricsPort })
  try {
    await answers(port, server)
    const world = await kopa.ready({ port, dataDir })
    const print = await printer(server.pid, metricsPort)
    await sleep(10_000) // what starting has left is given back
    await print('boot')
    const ids = []
    for (let i = 0; i < docs; i++) ids.push(await world.documentFor(`many-${i}`))
    await sleep(20_000) // rooms that were opened to fold the new pages are let go
    await print('pages made')
    await visit({ port, token: world.token, ids, print })
    await sleep(rest * 1000)
    await print('after all left')
  } finally {
    server.kill('SIGKILL')
    await kopa.dispose({ dataDir })
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function start({ port, dataDir, metricsPort }) {
  const { args, env } = kopa.launch({ port, dataDir })
  return spawn(process.execPath, [...nodeOptions, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env, KOPA_METRICS_PORT: String(metricsPort) },
  })
}

async function visit({ port, token, ids, print }) {
  const doc = seeded() // one for all: what counts is what the server holds
  const writers = []
  const sockets = []
  for (const id of ids) {
    for (let i = 0; i < clients; i++) sockets.push(await open(`ws://127.0.0.1:${port}/sync/${id}`, token))
    writers.push(sockets.at(-1))
  }
  await sleep(3000)
  await print('open, empty')
  const seed = updateFrame(Y.encodeStateAsUpdate(doc))
  for (const socket of writers) {
    socket.send(seed)
    await sleep(1)
  }
  await sleep(6000)
  await print('seeded')
  for (let round = 0; round < edits; round++) {
    const edit = updateFrame(edited(doc))
    for (const [i, socket] of writers.entries()) {
      socket.send(edit)
      if (i % 5 === 4) await sleep(10)
    }
  }
  await sleep(6000)
  await print('typed')
  await sleep(rest * 1000)
  await print('at rest')
  if (sockets.some(socket => socket.readyState !== WebSocket.OPEN)) throw new Error('the server has closed sockets: these figures say nothing')
  for (const socket of sockets) socket.terminate()
}

/** About 15 KB of history for 5,000 characters: words typed here and there by several people. */
function seeded() {
  const doc = new Y.Doc()
  const text = doc.getText('text')
  while (text.length < chars) {
    doc.clientID = 10_000 + Math.floor(Math.random() * 5)
    text.insert(Math.floor(Math.random() * (text.length + 1)), 'words and more '.slice(0, 3 + Math.floor(Math.random() * 12)))
  }
  return doc
}

function edited(doc) {
  let update
  doc.once('update', bytes => { update = bytes })
  doc.getText('text').insert(0, 'ab')
  return update
}

function open(url, token) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['kopa.1'], { headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false })
    socket.on('error', reject)
    socket.on('close', code => reject(new Error(`a socket was closed with ${code}`)))
    socket.on('open', () => socket.send(Buffer.from([0, 0, 1, 0])))
    socket.on('message', data => { if (data[0] === 0 && data[1] === 1) resolve(socket) })
  })
}

function updateFrame(update) {
  const size = []
  for (let left = update.length; ; left >>= 7) {
    size.push(left > 127 ? 128 | (left & 127) : left)
    if (left <= 127) break
  }
  return Buffer.from([0, 2, ...size, ...update])
}

/** Prints a line for each moment. `perDocKb`: above the start. */
async function printer(pid, metricsPort) {
  let first
  return async moment => {
    const held = heldBy(pid)
    first ??= held
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    const figures = Object.fromEntries([...text.matchAll(/^kopa_memory_bytes\{kind="(\w+)"\} (\d+)/gm)].map(([, kind, bytes]) => [kind, mb(Number(bytes) / 1024)]))
    const perDocKb = Math.round((held.pssKb - first.pssKb) / docs)
    const [mallocMb, anonymousMb, filesMb, familyMb] = [held.mallocKb, held.anonymousKb, held.filesKb, familyOf(pid).reduce((sum, member) => sum + pssOf(member), 0)].map(mb)
    process.stdout.write(`${JSON.stringify({ moment, pssMb: mb(held.pssKb), perDocKb, mallocMb, anonymousMb, filesMb, familyMb, threads: held.threads, ...figures })}\n`)
  }
}

const mb = kilobytes => Math.round(kilobytes / 102.4) / 10
const kbIn = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

function pssOf(pid) {
  try {
    return kbIn(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss')
  } catch {
    return 0 // gone meanwhile: connections of the database come and go
  }
}

/** What the process holds by where it lies: malloc's main heap, other memory (V8's heaps, other threads' malloc), files. */
function heldBy(pid) {
  const held = { pssKb: 0, mallocKb: 0, anonymousKb: 0, filesKb: 0, threads: kbIn(readFileSync(`/proc/${pid}/status`, 'utf8'), 'Threads') }
  for (const mapping of readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
    const pss = kbIn(mapping, 'Pss')
    const path = mapping.slice(0, mapping.indexOf('\n')).split(/\s+/)[5] ?? ''
    held.pssKb += pss
    if (path === '[heap]') held.mallocKb += pss
    else if (path.startsWith('/')) held.filesKb += pss
    else held.anonymousKb += pss
  }
  return held
}

function familyOf(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return [pid, ...children.flatMap(child => familyOf(Number(child)))]
}

function freePort() {
  return new Promise(resolve => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

async function answers(port, server) {
  while (!await fetch(`http://127.0.0.1:${port}/api/health`).then(answer => answer.ok, () => false)) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    await sleep(50)
  }
}

await run()
