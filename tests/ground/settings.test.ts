import fs from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { kopa } from '../support/backups.ts'
import { freePort, launchKopa, startKopaHere, temporaryFolder } from '../support/services.ts'

/** What somebody reads who starts Kopa with a wrong setting. */
async function complaintOf(env: Record<string, string>): Promise<string> {
  const kopa = launchKopa({ KOPA_DATA: await temporaryFolder(), PORT: '0', ...env })
  expect(await kopa.ended).toBe(1)
  expect(kopa.output().trimEnd().split('\n')).toHaveLength(1)
  return kopa.output()
}

test('a port that is no number is refused with one sentence', async () => {
  expect(await complaintOf({ PORT: 'http' })).toBe('Kopa did not start. PORT must be a whole number from 0 to 65535, but it is "http".\n')
})

test('a port that is taken is refused with one sentence', async () => {
  const port = await freePort()
  const other = net.createServer().listen(port, '127.0.0.1')
  onTestFinished(() => { other.close() })
  expect(await complaintOf({ PORT: String(port) })).toContain(`something else already listens on port ${port}`)
})

test('an address that is not this machine\'s is refused with one sentence', async () => {
  expect(await complaintOf({ HOST: '192.0.2.1' })).toContain('HOST: this machine has no address "192.0.2.1"')
})

test('a data folder that cannot be written is refused with one sentence', async () => {
  const file = path.join(await temporaryFolder(), 'file')
  await fs.writeFile(file, 'not a folder')
  expect(await complaintOf({ KOPA_DATA: path.join(file, 'data') })).toContain(`KOPA_DATA: Kopa cannot write to the folder ${file}/data`)
})

test('a database that does not answer is refused with one sentence that hides its password', async () => {
  const port = await freePort()
  const complaint = await complaintOf({ DATABASE_URL: `postgres://kopa:hush@127.0.0.1:${port}/kopa` })
  expect(complaint).toContain(`DATABASE_URL: the database at 127.0.0.1:${port}/kopa cannot be used`)
  expect(complaint).not.toContain('hush')
})

test('a Redis that does not answer is refused with one sentence', async () => {
  const port = await freePort()
  expect(await complaintOf({ REDIS_URL: `redis://:hush@127.0.0.1:${port}` })).toMatch(/REDIS_URL: Redis at 127\.0\.0\.1:\d+ cannot be used/)
})

test('a level that the log does not have is refused with one sentence, by the check as by the start', async () => {
  const sentence = 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but it is "loud".'
  expect(await complaintOf({ LOG_LEVEL: 'loud' })).toBe(`Kopa did not start. ${sentence}\n`)
  expect((await kopa(['check-settings'], { KOPA_DATA: await temporaryFolder(), PORT: '0', LOG_LEVEL: 'loud' })).words).toBe(`kopa: ${sentence}\n`)
})

test('a setting that Kopa does not know is told, and stops nothing', async () => {
  const { code, words } = await kopa(['check-settings'], { KOPA_DATA: await temporaryFolder(), PORT: '0', KOPA_WORKERZ: '3' })
  expect(code).toBe(0)
  expect(words).toMatch(/^KOPA_WORKERZ does nothing: .*\nAll settings can be used\./)
  const started = await startKopaHere({ KOPA_WORKERZ: '3' })
  expect(started.output).toContain('KOPA_WORKERZ does nothing')
})
