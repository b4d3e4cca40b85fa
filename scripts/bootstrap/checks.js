import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildClient } from './client.js'
import { run, say, Sentence, show } from './processes.js'
import { installSystemPackages } from './system-packages.js'

/**
 * `npm test`: types, lint, client build, then every test. `npm test -- <words>` runs only the test files whose
 * path has one of the words. Ends with a line of its own that counts all of it; answers the exit code.
 */
export async function checks(tools, words) {
  await installSystemPackages()
  const results = words.length > 0 ? [] : [await types(tools), await lint(tools)]
  results.push(await build(tools), await tests(tools, words))
  const sum = name => results.reduce((total, result) => total + result[name], 0)
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`)
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
}

const passed = { passed: 1, failed: 0, skipped: 0 }
const failed = { passed: 0, failed: 1, skipped: 0 }

const types = tools => check('types', tools, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'])
const lint = tools => check('lint', tools, ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'])

async function check(name, { node, env }, args) {
  say(`${name} ...`)
  const { code, output } = await run(node, args, { env })
  if (code === 0) return passed
  process.stdout.write(`${output.trim()}\n`)
  say(`${name}: FAILED`)
  return failed
}

async function build(tools) {
  try {
    await buildClient(tools)
    return passed
  } catch (error) {
    if (!(error instanceof Sentence)) throw error
    process.stdout.write(`${error.message}\n`)
    say('client build: FAILED')
    return failed
  }
}

async function tests({ node, env }, words) {
  say('tests ...')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kopa-counts-'))
  const counts = path.join(folder, 'counts.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${counts}`]
  const code = await show(node, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...words], { env })
  const result = readCounts(counts, code)
  fs.rmSync(folder, { recursive: true, force: true })
  return result
}

/** A file that could not be loaded has no tests to count, and an error between tests belongs to none: each is a failure. */
function readCounts(counts, code) {
  if (!fs.existsSync(counts)) return failed
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(fs.readFileSync(counts, 'utf8'))
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
  const known = numFailedTests + unloaded
  return { passed: numPassedTests, failed: code !== 0 && known === 0 ? 1 : known, skipped: numPendingTests + numTodoTests }
}
