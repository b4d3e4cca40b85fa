import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

/**
 * The long forms of what `npm test` does in short, one after the other: `node tests/campaigns/run.ts`, or some of them by
 * name. Each one's output goes into a file; here is only said what was run and how it ended. docs/proofs.md tells of each.
 */

interface Campaign { name: string, /** words of the test file's name, for Vitest */ tests?: string, /** of the test's own name */ only?: string, script?: string[], env?: Record<string, string> }

const campaigns: Campaign[] = [
  { name: 'kills', tests: 'tests/engine/crashes', env: { KOPA_CRASHES: '200' } },
  { name: 'rules', tests: 'tests/engine/rule-crashes', env: { KOPA_CRASHES: '50' } },
  { name: 'redis', tests: 'tests/engine/node-faults', env: { KOPA_CRASHES: '200', KOPA_STOPPED: '3' } },
  // Each round stops both nodes in turn.
  ...Array.from({ length: 10 }, (_, index) => ({ name: `stopped-${index + 1}`, tests: 'tests/engine/node-faults', env: { KOPA_CRASHES: '4', KOPA_STOPPED: '45' } })),
  { name: 'acknowledged', tests: 'tests/ground/durable', env: { KOPA_SAVED: '1000' } },
  { name: 'full-disks', tests: 'tests/ground/full-disk', env: { KOPA_FULL_DISKS: '20' } },
  { name: 'stories', tests: 'tests/engine/convergence.test', only: 'of a page', env: { KOPA_SEEDS: '20000' } },
  { name: 'boards', tests: 'tests/engine/convergence.test', only: 'of a board', env: { KOPA_SEEDS: '5000' } },
  { name: 'updates', tests: 'tests/engine/fuzz-updates', env: { KOPA_FUZZ: '1000000' } },
  { name: 'messages', tests: 'tests/engine/fuzz-messages', env: { KOPA_FUZZ: '1000000' } },
  { name: 'frames', tests: 'tests/engine/fuzz-frames', env: { KOPA_FRAMES: '500000' } },
  { name: 'revocations', tests: 'tests/journeys/two-nodes-rights', only: 'decided on one node', env: { KOPA_REVOCATIONS: '100' } },
  { name: 'traces', tests: 'tests/engine/recorded-traces', env: { KOPA_TRACES: 'all' } },
  { name: 'typing', tests: 'tests/browser/typed', env: { KOPA_RUNS: '200', KOPA_ROUNDS: '100' } },
  { name: 'leveling', script: ['tests/campaigns/leveling.ts'] },
  { name: 'soak', script: ['tests/campaigns/soak.ts', '--minutes', '60'] },
]

const root = path.join(import.meta.dirname, '../..')
const vitest = ['node_modules/vitest/vitest.mjs', 'run']

/** Resolves with the exit code. */
function run({ tests, only, script, env }: Campaign, output: string): Promise<number | null> {
  const file = openSync(output, 'w')
  const child = spawn(process.execPath, script ?? [...vitest, tests ?? '', ...(only === undefined ? [] : ['-t', only])], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', file, file] })
  return new Promise((resolve, reject) => { child.once('error', reject).once('exit', resolve) })
}

async function runAll(wanted: readonly string[], folder: string): Promise<number> {
  const unknown = wanted.filter(word => !campaigns.some(({ name }) => name.startsWith(word)))
  if (unknown.length > 0) throw new Error(`There is no campaign ${unknown.join(', ')}. There are: ${campaigns.map(({ name }) => name).join(', ')}.`)
  mkdirSync(folder, { recursive: true })
  let failed = 0
  for (const campaign of campaigns.filter(({ name }) => wanted.length === 0 || wanted.some(word => name.startsWith(word)))) {
    const begun = Date.now()
    const code = await run(campaign, path.join(folder, `${campaign.name}.txt`))
    if (code !== 0) failed++
    console.info(`${campaign.name.padEnd(12)} ${code === 0 ? 'passed' : `FAILED (${code})`} after ${Math.round((Date.now() - begun) / 60_000)} min`)
  }
  console.info(`${failed} failed; what each said is in ${folder}`)
  return failed === 0 ? 0 : 1
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { output: { type: 'string', default: 'results/campaigns' } } })
process.exit(await runAll(positionals, path.resolve(values.output)))
