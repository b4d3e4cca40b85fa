import fs from 'node:fs'
import { run, say } from './processes.js'

/** What only tests need, from the system's own packages. */
const needs = [
  { name: 'chromium', places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'], suites: 'browser tests' },
  { name: 'redis-server', places: ['/usr/bin/redis-server', '/usr/bin/valkey-server'], suites: 'tests of several nodes' },
  { name: 'iproute2', places: ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'], suites: 'tests of a broken network' },
]

const missing = () => needs.filter(({ places }) => !places.some(place => fs.existsSync(place)))

/**
 * Installs what is missing where that is allowed. What stays missing is said loudly, and its suites are skipped
 * (they ask chromiumPath() and redisPath() themselves).
 */
export async function installSystemPackages() {
  if (missing().length === 0) return
  const names = missing().map(({ name }) => name)
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) await installByApt(names)
  for (const { name, suites } of missing()) {
    say(`${name} is missing, so the ${suites} are SKIPPED. To run them: apt-get install -y ${name}`)
  }
}

async function installByApt(names) {
  say(`installing ${names.join(' and ')} for the tests ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { env })
  const { code, output } = await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], { env })
  if (code !== 0) say(`the system's packages could not be installed:\n${output.trim().split('\n').slice(-5).join('\n')}`)
}
