import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root, toolsFolder } from './places.js'
import { run, say, Sentence } from './processes.js'
import { fetchSentence } from './tools.js'

const mark = path.join(toolsFolder, 'installed')
const floors = ['shared', 'server', 'client', 'tests']

/** Installs exactly what the lockfile says; does nothing when that has been done. */
export async function installPackages({ node, pnpm, env }) {
  const state = stateOf()
  if (isInstalled(state)) return
  say('installing packages ...')
  fs.rmSync(mark, { force: true })
  // CI: pnpm asks nobody whether it may replace packages of another platform or version.
  const { code, output } = await run(node, [pnpm, 'install', '--frozen-lockfile'], { env: { ...env, CI: 'true' } })
  if (code !== 0) throw new Sentence(/OUTDATED_LOCKFILE/.test(output) ? outdated : fetchSentence(output))
  fs.writeFileSync(mark, state)
}

const outdated = 'Kopa could not install its packages: pnpm-lock.yaml does not fit the package.json files. Run "pnpm install" and commit the lockfile.'

function stateOf() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...floors.map(floor => `${floor}/package.json`)]
  for (const file of files) hash.update(fs.readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

function isInstalled(state) {
  const folders = ['.', ...floors].map(floor => path.join(root, floor, 'node_modules'))
  return folders.every(folder => fs.existsSync(folder)) && fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === state
}
