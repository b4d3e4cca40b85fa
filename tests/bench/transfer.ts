import path from 'node:path'
import { emptyBoard, type PortableBoard, portableTask } from '@kopa/shared/transfer/board-file.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { exportFormats } from '@kopa/shared/transfer/kinds.ts'
import { startServer } from '../campaigns/soaked-server.ts'
import { bringFile, previewFile, takeBoard } from '../support/board-files.ts'
import { signUp } from '../support/world.ts'

/**
 * How long a large file keeps the server's event loop: `node tests/bench/transfer.ts [tasks] [formats]` (of exports: `json,csv`). Prints figures and judges nothing; asked are 10 ms at
 * most. KOPA_PROFILE=1 also says where it was kept. A table of the same tasks is read as well: it is another reader.
 */
const tasks = Number(process.argv[2] ?? 15_000)
const formats = process.argv[3]?.split(',').filter(Boolean) ?? exportFormats

function largeBoard(): PortableBoard {
  const idOf = (at: number) => `task-${String(at).padStart(6, '0')}`
  const words = 'Agree with the partner what is to be delivered, by whom and until when; write it down here. '
  return {
    ...emptyBoard('Large', 'Europe/Riga'),
    columns: [{ id: 'todo', title: 'To do', stage: 'open', limit: null }],
    tasks: Array.from({ length: tasks }, (_, at) => portableTask({
      id: idOf(at), title: `Step ${at}: ${words.slice(0, 40)}`, column: 'todo', place: at, parent: at % 50 === 0 ? null : idOf(at - (at % 50)),
      plan: at % 50 === 0 ? null : { ...freshPlan, duration: 480 }, deadline: { day: '2027-03-09' },
      description: at % 8 === 0 ? [{ type: 'paragraph', content: [{ type: 'text', text: words.repeat(5) }] }] : [],
    })),
    links: Array.from({ length: tasks }, (_, at) => ({ from: idOf(at), to: idOf(Math.min(tasks - 1, at + 1)), type: 'FS' as const, lag: { kind: 'working' as const, amount: 0 } })),
  }
}

const kopa = await startServer(4710, { NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'event-loop.js')}`, ...process.env['KOPA_PROFILE'] && { KOPA_PROFILE: '1' } })
const ana = await signUp(kopa.url, { name: 'Ana', companyName: 'Alder' })
const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'W' })

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(resolve => { setTimeout(resolve, 20) })
}

let lines = 0
async function measured<T>(name: string, act: () => Promise<T>, rest = 0): Promise<T> {
  const said = (words: string) => kopa.output().split(words).length - 1
  const before = said('event loop measured')
  process.kill(kopa.pid, 'SIGUSR2')
  await until(() => said('event loop measured') > before)
  const since = performance.now()
  const result = await act()
  const took = performance.now() - since
  await new Promise(resolve => { setTimeout(resolve, rest) })
  process.kill(kopa.pid, 'SIGUSR2')
  await until(() => said('event loop {') > lines)
  lines++
  const { max, collecting, p99, late, active, found } = JSON.parse(kopa.output().split('event loop {').at(-1)?.replace(/^/, '{').split('\n')[0] ?? '{}') as { max: number, collecting: number, p99: number, late: number, active: number, found: string[] }
  console.log(`${name}: ${Math.round(took)} ms; the loop was kept ${max} ms at most (99 of 100: ${p99} ms; collecting garbage ${collecting} ms at most), ${late} times above 10 ms, ${active} ms in all`)
  for (const line of found) console.log(`  ${line}`)
  return result
}

const content = JSON.stringify(largeBoard())
console.log(`${(content.length / 1e6).toFixed(1)} MB, ${tasks} tasks`)
const table = `Title;Deadline\n${Array.from({ length: tasks }, (_, at) => `Step ${at} ${'of the plan '.repeat(10)};2027-03-09`).join('\n')}`
await bringFile(ana, workspaceId, { name: 'small.csv', content: 'Title\nOne' })
await measured('nothing', () => new Promise(resolve => { setTimeout(resolve, 1000) }))
await measured('preview of JSON', () => previewFile(ana, workspaceId, { name: 'large.json', content }))
const { result, error } = await measured('import of JSON, and what comes after it', () => bringFile(ana, workspaceId, { name: 'large.json', content }), 4000)
if (!result) throw new Error(JSON.stringify(error))
await measured('import of CSV', () => bringFile(ana, workspaceId, { name: 'large.csv', content: table }), 4000)
const one = { workspaceId, boardId: result.board.id }
for (const format of exportFormats.filter(one => formats.includes(one))) await measured(`export as ${format}`, () => takeBoard(ana, one, format))
await kopa.stop()
process.exit(0)
