import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findPostmaster } from '../../server/core/postgres-process.ts'
import { openEditor, synced } from '../engine/engine-world.ts'
import { atTheEnd, startKopa, temporaryFolder, until } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

/** What a person is told is saved was written to the disk before: by what PostgreSQL asks of the system, not by its settings. KOPA_SAVED=1000 */
const saved = Number(process.env['KOPA_SAVED'] ?? 40)

/** Why nobody's system calls can be seen here, or null. */
function whyNoTrace(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux'
  const sleeper = spawn('sleep', ['60'], { stdio: 'ignore' })
  const tried = spawnSync('timeout', ['--signal=INT', '1', 'strace', '-o', '/dev/null', '-p', String(sleeper.pid)], { encoding: 'utf8' })
  sleeper.kill('SIGKILL')
  if (tried.error) return tried.error.message
  return tried.stderr.includes('attached') ? null : `strace: ${tried.stderr.trim() || 'not installed'}`
}

const noTrace = whyNoTrace()
if (noTrace !== null) console.warn(`SKIPPED: whether what is acknowledged is on disk (${noTrace})`)

interface Span { from: number, to: number }

/** `fdatasync` of files of the write-ahead log, as strace wrote them down: when each began and ended, in milliseconds. */
function syncsIn(trace: string): Span[] {
  const [syncs, open]: [Span[], Map<string, number>] = [[], new Map()]
  for (const line of trace.split('\n')) {
    const [, pid = '', at = '', call = ''] = /^(\d+) +(\d+\.\d+) (.*)$/.exec(line) ?? []
    const took = Number(/<(\d+\.\d+)>$/.exec(call)?.[1] ?? NaN) * 1000
    if (/^f(data)?sync\(\d+<[^>]*pg_wal/.test(call)) {
      if (call.endsWith('<unfinished ...>')) open.set(pid, Number(at) * 1000)
      else if (call.includes(') = 0 ')) syncs.push({ from: Number(at) * 1000, to: Number(at) * 1000 + took })
    }
    const from = open.get(pid)
    if (/^<\.\.\. f(data)?sync resumed>\) += 0 /.test(call) && from !== undefined) {
      syncs.push({ from, to: from + took })
      open.delete(pid)
    }
  }
  return syncs
}

/** Every process of this PostgreSQL, those it starts later included. */
async function traceSyncs(postmaster: number): Promise<{ end: () => Promise<Span[]> }> {
  const file = path.join(await temporaryFolder(), 'trace')
  const children = (await fs.readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')).trim().split(' ')
  const attached = [String(postmaster), ...children].flatMap(pid => ['-p', pid])
  const strace = spawn('strace', ['-f', '-ttt', '-T', '-y', '-e', 'trace=fdatasync,fsync', '-o', file, ...attached], { stdio: ['ignore', 'ignore', 'pipe'] })
  atTheEnd(() => { strace.kill('SIGKILL') })
  let said = ''
  strace.stderr.on('data', chunk => { said += String(chunk) })
  await until(() => children.every(pid => said.includes(`Process ${pid} attached`)))
  return { async end() {
    const ended = new Promise(resolve => { strace.once('close', resolve) })
    strace.kill('SIGINT')
    await ended
    return syncsIn(await fs.readFile(file, 'utf8'))
  } }
}

test.skipIf(noTrace !== null)(`${saved} times: between an edit and its acknowledgement the write-ahead log was forced to disk`, async () => {
  const kopa = await startKopa()
  const { ana, pageId } = await twoCompanies(kopa.url)
  const editor = openEditor(`${kopa.url.replace('http', 'ws')}/sync`, pageId, ana)
  await synced(editor)
  await until(() => editor.saved() >= 1)
  const trace = await traceSyncs(await findPostmaster(path.join(kopa.dataFolder, 'postgres')) ?? 0)
  const edits: Span[] = []
  for (let index = 0; index < saved; index++) {
    const [before, from] = [editor.saved(), Date.now()]
    editor.doc.getText('title').insert(0, 'a')
    await until(() => editor.saved() > before)
    edits.push({ from, to: Date.now() + 1 }) // the clock is read in whole milliseconds
  }
  const syncs = await trace.end()
  expect(edits.filter(edit => !syncs.some(({ from, to }) => from >= edit.from && to <= edit.to))).toEqual([])
  expect(syncs.length).toBeGreaterThanOrEqual(saved)
})
