import fs from 'node:fs'
import path from 'node:path'
import { root, toolsFolder } from './places.js'
import { run, say, Sentence } from './processes.js'

const wantedNode = '24.21.0'
const wantedPnpm = '12.21.0'

/**
 * pnpm, and Node 24 where the system's is older, in .tools/: both come as npm packages that carry the program.
 * Answers the Node to run with, how to call pnpm, and the environment for both.
 */
export async function fetchTools() {
  const isSystemNodeEnough = Number(process.versions.node.split('.')[0]) >= 24
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const wanted = { pnpm: wantedPnpm, ...(isSystemNodeEnough ? {} : { [`node-${platform}`]: wantedNode }) }
  if (Object.entries(wanted).some(([name, version]) => versionOf(name) !== version)) await fetchPackages(wanted)

  const node = isSystemNodeEnough ? process.execPath : path.join(folderOf(`node-${platform}`), 'bin/node')
  const env = environment(path.dirname(node))
  return { node, pnpm: path.join(folderOf('pnpm'), 'bin/pnpm.mjs'), env }
}

const folderOf = name => path.join(toolsFolder, 'node_modules', name)

function versionOf(name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folderOf(name), 'package.json'), 'utf8')).version
  } catch {
    return null
  }
}

async function fetchPackages(wanted) {
  const names = Object.entries(wanted).map(([name, version]) => `${name}@${version}`)
  say(`fetching ${names.join(' and ')} (once) ...`)
  fs.writeFileSync(path.join(toolsFolder, 'package.json'), '{ "private": true }\n')
  const { code, output } = await run('npm', ['install', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund', '--save-exact', ...names], {
    cwd: toolsFolder, env: environment(path.dirname(process.execPath)),
  })
  if (code !== 0) throw new Sentence(fetchSentence(output))
}

/** Whatever the package manager said, in one sentence first. */
export function fetchSentence(output) {
  const tail = output.trim().split('\n').slice(-12).join('\n')
  const isUnreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network|fetch failed|error sending request|META_FETCH_FAIL/i.test(output)
  const reason = isUnreachable
    ? 'the package registry cannot be reached. Check the network and the registry in your npm settings, then run the command again.'
    : /ENOSPC|No space left/i.test(output) ? 'the disk is full.' : 'the package manager ended with an error.'
  return `Kopa could not fetch its packages: ${reason}\n\n${tail}`
}

/** npm tells its own life to everything it runs (npm_*); pnpm would take it for its own. How to reach the registry stays. */
const keptSetting = /^npm_config_(registry|proxy|https?_proxy|noproxy|cafile|strict_ssl)$/i

function environment(nodeFolder) {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || keptSetting.test(name))
  const env = Object.fromEntries(entries)
  // Each thread would keep memory pools of its own that are never given back (glibc; measured on documents opened and closed).
  // What Node has compiled is kept: a start takes half the time.
  return { MALLOC_ARENA_MAX: '2', NODE_COMPILE_CACHE: path.join(toolsFolder, 'compiled'), ...env, PATH: `${nodeFolder}${path.delimiter}${env.PATH ?? ''}`, HOME: usableHome(env.HOME) }
}

/** Users that only run services often have no home; npm and pnpm need a place for their caches. */
function usableHome(home) {
  try {
    fs.accessSync(home, fs.constants.W_OK)
    return home
  } catch {
    const own = path.join(root, '.tools/home')
    fs.mkdirSync(own, { recursive: true })
    return own
  }
}
