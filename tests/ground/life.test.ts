import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { findPostmaster, isAlive } from '../../server/core/postgres-process.ts'
import { createDatabase, freePort, launchKopa, startKopa, temporaryFolder, type TestKopa, until } from '../support/services.ts'

const postmasterOf = (kopa: TestKopa) => findPostmaster(path.join(kopa.dataFolder, 'postgres'))

const isHealthy = async (kopa: TestKopa) => fetch(`${kopa.url}/api/health`).then(({ status }) => status === 200, () => false)

async function ask(kopa: TestKopa, question: string): Promise<unknown> {
  const client = new pg.Client({ host: path.join(kopa.dataFolder, 'postgres'), user: 'kopa', database: 'kopa' })
  await client.connect()
  const { rows } = await client.query({ text: question, rowMode: 'array' }).finally(() => client.end())
  return rows[0]?.[0]
}

test('Kopa starts on an empty folder, says where it is, and ends in order when it is told to', async () => {
  const kopa = await startKopa()
  expect(kopa.output).toContain(`Kopa is ready: ${kopa.url}\n`)
  expect(await isHealthy(kopa)).toBe(true)
  expect(await kopa.stop()).toBe(0)
  expect(await postmasterOf(kopa)).toBe(null)
})

test('what the database calls committed is on disk', async () => {
  const kopa = await startKopa()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) expect(await ask(kopa, `show ${setting}`)).toBe('on')
  expect(await ask(kopa, 'show server_encoding')).toBe('UTF8')
  expect(await ask(kopa, 'show listen_addresses')).toBe('')
})

test('after a hard kill the next Kopa adopts the running database', async () => {
  const kopa = await startKopa()
  const before = await postmasterOf(kopa)
  await kopa.kill9()
  expect(await postmasterOf(kopa)).toBe(before)
  await kopa.restart()
  expect(await postmasterOf(kopa)).toBe(before)
  expect(await isHealthy(kopa)).toBe(true)
  expect(await kopa.stop()).toBe(0)
  expect(await postmasterOf(kopa)).toBe(null)
})

test('a killed database comes back by itself, under the same server', async () => {
  const kopa = await startKopa()
  for (let round = 0; round < 3; round++) {
    const before = await postmasterOf(kopa)
    if (before === null) throw new Error('no database runs')
    process.kill(before, 'SIGKILL')
    await until(async () => ![null, before].includes(await postmasterOf(kopa)) && await isHealthy(kopa))
  }
  expect(isAlive(kopa.pid)).toBe(true)
  expect(await kopa.stop()).toBe(0)
})

test('a server that is stopped while its database is down still ends in order', async () => {
  const kopa = await startKopa()
  const before = await postmasterOf(kopa)
  if (before === null) throw new Error('no database runs')
  process.kill(before, 'SIGKILL')
  expect(await kopa.stop()).toBe(0)
  await until(async () => await postmasterOf(kopa) === null)
})

test('a second Kopa on the same folder is refused, and the first does not notice', async () => {
  const first = await startKopa()
  const before = await postmasterOf(first)
  const second = launchKopa({ KOPA_DATA: first.dataFolder, PORT: String(await freePort()) })
  expect(await second.ended).toBe(1)
  expect(second.output()).toBe(`Kopa did not start. Another Kopa is already running on the data folder ${first.dataFolder}. Stop it first, or set KOPA_DATA to another folder.\n`)
  expect(await postmasterOf(first)).toBe(before)
  expect(await isHealthy(first)).toBe(true)
})

test('of two Kopas started at once on an empty folder exactly one runs', async () => {
  const dataFolder = await temporaryFolder()
  const both = await Promise.all([freePort(), freePort()]).then(ports => ports.map(port => launchKopa({ KOPA_DATA: dataFolder, PORT: String(port) })))
  const outcomes = await Promise.all(both.map(kopa => kopa.said(/Kopa is ready|Another Kopa/)))
  expect(outcomes.map(([words]) => words).sort()).toEqual(['Another Kopa', 'Kopa is ready'])
  await Promise.all(both.map(kopa => kopa.stop()))
})

test('two servers share one database of somebody\'s own', async () => {
  const { connectionString } = await createDatabase()
  const [one, other] = await Promise.all([startKopa({ env: { DATABASE_URL: connectionString } }), startKopa({ env: { DATABASE_URL: connectionString } })])
  expect(await isHealthy(one)).toBe(true)
  expect(await isHealthy(other)).toBe(true)
  expect(await postmasterOf(one)).toBe(null)
  expect([await one.stop(), await other.stop()]).toEqual([0, 0])
})

test('somebody who opens Kopa to the network without encryption is warned', async () => {
  const kopa = await startKopa({ env: { HOST: '0.0.0.0' } })
  await until(() => kopa.output.includes('without encryption'))
})
