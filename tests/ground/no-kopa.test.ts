import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { kopa } from '../support/backups.ts'
import { createDatabase, temporaryFolder } from '../support/services.ts'

test('where there is no Kopa, a command says so in one sentence and makes nothing, not even a folder', async () => {
  const folder = await temporaryFolder()
  const missing = path.join(folder, 'missing')
  await fs.mkdir(path.join(folder, 'empty'))
  for (const words of [['backup', path.join(folder, 'now.kopa')], ['audit', 'head'], ['reset-password', 'ana@company.com'], ['migrate']]) {
    expect(await kopa(words, { KOPA_DATA: missing }), words.join(' ')).toEqual({ code: 1, words: `kopa: There is no Kopa in ${missing}: set KOPA_DATA to its data folder.\n` })
  }
  expect((await kopa(['verify'], { KOPA_DATA: path.join(folder, 'empty') })).words).toBe(`kopa: There is no Kopa in ${folder}/empty: set KOPA_DATA to its data folder.\n`)
  expect(await fs.readdir(folder, { recursive: true })).toEqual(['empty'])
})

test('in a database that is not Kopa\'s a command makes nothing and says so', async () => {
  const folder = await temporaryFolder()
  const DATABASE_URL = `postgres://kopa:hush@localhost/postgres?host=${encodeURIComponent(inject('postgresSocket'))}`
  expect(await kopa(['backup', path.join(folder, 'now.kopa')], { KOPA_DATA: folder, DATABASE_URL })).toEqual({ code: 1, words: 'kopa: There is no Kopa in the database at localhost/postgres: set DATABASE_URL to its database.\n' })
  expect(await fs.readdir(folder)).toEqual([])
})

test('a file in a folder that is not there is refused with a sentence before anything is written', async () => {
  const { connectionString } = await createDatabase()
  const missing = path.join(await temporaryFolder(), 'missing')
  for (const words of [['backup', `${missing}/x.kopa`], ['audit', 'export', '--server', '--out', `${missing}/x`]]) {
    expect(await kopa(words, { DATABASE_URL: connectionString }), words.join(' ')).toEqual({ code: 2, words: `kopa: There is no folder ${missing}: make it first, or name a file elsewhere.\n` })
  }
})
