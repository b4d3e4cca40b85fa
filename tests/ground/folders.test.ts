import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { endPostgres, launchKopa, startKopa, temporaryFolder } from '../support/services.ts'

const isRoot = process.getuid?.() === 0

test('a pid file that names somebody else\'s process after a crash of the machine does not keep Kopa from starting', async () => {
  const kopa = await startKopa()
  await kopa.stop()
  const stranger = spawn('sleep', ['600'], isRoot ? { uid: 65534, gid: 65534 } : {})
  onTestFinished(() => { stranger.kill() })
  await fs.writeFile(path.join(kopa.dataFolder, 'postgres/postmaster.pid'), `${stranger.pid}\n${kopa.dataFolder}/postgres\n1\n5432\n.\n\n0 0\nready\n`)
  await kopa.restart()
  expect(stranger.exitCode).toBe(null)
  expect(await kopa.stop()).toBe(0)
})

test('a first start that was killed half-way is made good by the next one', async () => {
  const dataFolder = await temporaryFolder()
  const first = launchKopa({ KOPA_DATA: dataFolder, PORT: '0' })
  let names: string[] = []
  while (!names.some(name => name.startsWith('postgres.new-'))) names = await fs.readdir(dataFolder)
  await first.kill9()
  const kopa = await startKopa({ dataFolder })
  expect(await kopa.stop()).toBe(0)
  expect((await fs.readdir(dataFolder)).filter(name => name.includes('.new-'))).toEqual([])
})

test('a data folder with a long path, blanks and letters of many languages works', async () => {
  const dataFolder = path.join(await temporaryFolder(), 'ļoti gara "mape", '.repeat(8), '数据')
  const kopa = await startKopa({ dataFolder })
  await kopa.kill9()
  await kopa.restart()
  expect(await kopa.stop()).toBe(0)
})

test.skipIf(!isRoot)('started by root in a folder that is closed to others, the database runs as nobody', async () => {
  const closed = await temporaryFolder()
  await fs.chmod(closed, 0o700)
  const kopa = await startKopa({ dataFolder: path.join(closed, 'data') })
  expect((await fs.stat(path.join(kopa.dataFolder, 'postgres'))).uid).toBe(65534)
  expect(await kopa.stop()).toBe(0)
})

test.skipIf(!isRoot)('started by somebody who is not root, everything is theirs', async () => {
  const dataFolder = await temporaryFolder()
  await fs.chown(dataFolder, 65534, 65534)
  const kopa = launchKopa({ KOPA_DATA: dataFolder, PORT: '0' }, { uid: 65534, gid: 65534 })
  await kopa.said(/Kopa is ready/)
  expect((await fs.stat(path.join(dataFolder, 'postgres'))).uid).toBe(65534)
  expect(await kopa.stop()).toBe(0)
  await endPostgres(dataFolder)
})

test.skipIf(!isRoot)('a folder that root has used is refused to others with one sentence', async () => {
  const parent = await temporaryFolder()
  await fs.chmod(parent, 0o755)
  const kopa = await startKopa({ dataFolder: path.join(parent, 'data') })
  await kopa.stop()
  await fs.chown(kopa.dataFolder, 1234, 1234)
  const other = launchKopa({ KOPA_DATA: kopa.dataFolder, PORT: '0' }, { uid: 1234, gid: 1234 })
  expect(await other.ended).toBe(1)
  expect(other.output()).toContain('belongs to another user of this machine (number 65534)')
})
