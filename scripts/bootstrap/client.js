import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root, toolsFolder } from './places.js'
import { run, say, Sentence } from './processes.js'

const mark = path.join(toolsFolder, 'client-built')
const dist = path.join(root, 'client/dist')

/** Builds the client into client/dist; does nothing when its sources are those of the last build. */
export async function buildClient({ node, env }) {
  if (!fs.existsSync(path.join(root, 'client/main.tsx'))) return
  const state = stateOf()
  if (fs.existsSync(path.join(dist, 'index.html')) && fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === state) return
  say('building the client ...')
  fs.rmSync(mark, { force: true })
  const fresh = `${dist}.new`
  const { code, output } = await run(node, ['node_modules/vite/bin/vite.js', 'build', '--outDir', fresh, '--emptyOutDir'], { env: { ...env, NO_COLOR: '1' } })
  if (code !== 0) {
    fs.rmSync(fresh, { recursive: true, force: true })
    throw new Sentence(`The client could not be built.\n\n${output.replace(/^ +at .*\n?/gm, '').trim()}`)
  }
  swap(fresh)
  fs.writeFileSync(mark, state)
}

/** A build that fails half-way never replaces the one that works. */
function swap(fresh) {
  const old = `${dist}.old`
  fs.rmSync(old, { recursive: true, force: true })
  if (fs.existsSync(dist)) fs.renameSync(dist, old)
  fs.renameSync(fresh, dist)
  fs.rmSync(old, { recursive: true, force: true })
}

/** By content: a fresh clone and a switched branch have new times on old files. */
function stateOf() {
  const hash = createHash('sha256')
  const sources = ['client', 'shared', 'vite.config.ts', 'lingui.config.ts', 'pnpm-lock.yaml'].flatMap(listFiles)
  for (const file of sources.sort((a, b) => (a < b ? -1 : 1))) hash.update(file).update('\0').update(fs.readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

function listFiles(name) {
  const full = path.join(root, name)
  if (!fs.existsSync(full)) return []
  if (fs.statSync(full).isFile()) return /\.test\.tsx?$/.test(name) ? [] : [name]
  return fs.readdirSync(full).filter(entry => !/^(node_modules|dist.*)$/.test(entry)).flatMap(entry => listFiles(path.join(name, entry)))
}
