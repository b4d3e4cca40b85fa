import { describe, expect, test } from 'vitest'
import { openConnection } from '../../server/core/database.ts'
import { nextRelease } from '../support/next-release.ts'
import { randomForTest } from '../support/random.ts'
import { freePort, launchKopa, redisPath, until } from '../support/services.ts'
import { openEditor, synced, textOf } from './engine-world.ts'
import { scene, startTyping, type Scene } from './two-node-scene.ts'

/** What migrations do: tables, columns, indexes, on what everybody writes into. */
const migration = [
  'create table next_release (id uuid primary key, at timestamptz not null)',
  'alter table document_updates add column next_release integer not null default 0',
  'alter table documents add column next_release text',
  'create index documents_next_release on documents (next_release)',
]

/** What a backup does for as long as it takes. Answers how to end it. */
async function holdTables({ env }: Scene): Promise<{ isWaitedFor: () => Promise<boolean>, letGo: () => Promise<void> }> {
  const client = await openConnection({ connectionString: env['DATABASE_URL'] })
  await client.query('begin')
  await client.query('lock table documents, document_updates in access share mode')
  return {
    isWaitedFor: async () => (await client.query(`select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) and relation in ('documents'::regclass, 'document_updates'::regclass) and mode = 'AccessExclusiveLock'`)).rowCount === 1,
    letGo: () => client.end(),
  }
}

/** Each release shows what is written on the other. */
async function expectTogether({ nodes, people, world: { pageId } }: Scene): Promise<void> {
  const [hers, his] = nodes.map(({ url }, index) => openEditor(`${url.replace('http', 'ws')}/sync`, pageId, people[index] ?? people[0]))
  if (!hers || !his) throw new Error('there are two nodes')
  await synced(hers, his)
  hers.doc.getText('title').insert(0, 'from the older ')
  await until(() => textOf(his).includes('from the older'))
  his.doc.getText('title').insert(0, 'from the newer ')
  await until(() => textOf(hers).includes('from the newer'))
  hers.leave()
  his.leave()
}

async function expectRefused({ env, nodes: [{ dataFolder }] }: Scene): Promise<void> {
  const older = launchKopa({ ...env, KOPA_DATA: dataFolder, PORT: String(await freePort()) })
  expect(await older.ended).toBe(1)
  expect(older.output()).toContain('This database was written by a newer Kopa: it knows "9999-next-release", this one does not.')
}

describe.skipIf(redisPath() === null)('a new version that changes the schema', { timeout: 240_000 }, () => {
  test('comes to one node after the other, also during a backup, while people write: nobody loses anything, and the older node goes on', async () => {
    const there = { ...await scene(2), random: randomForTest() }
    const { oracle, people, documentIds, nodes: [one, two], world: { ana, workspaceId }, random } = there
    const next = await nextRelease(migration)
    await oracle.sitDown(documentIds, people)
    const typing = startTyping(there)
    const goesOn = async () => {
      const before = oracle.acknowledged
      await until(() => oracle.acknowledged > before + 30)
    }
    const backup = await holdTables(there)
    const coming = two.restart(next)
    await until(backup.isWaitedFor)
    await goesOn()
    await backup.letGo()
    await coming
    await until(() => oracle.isTogether())
    await expectRefused(there)
    await expectTogether(there)
    await ana.pages.createPage({ workspaceId, title: 'Made by the older one' })
    await goesOn()
    await one.restart(next)
    await until(() => oracle.isTogether())
    await goesOn()
    await typing.stop()
    await until(() => oracle.allAcknowledged() && oracle.agrees())
    oracle.leave()
    expect(await oracle.missing(people[0]), `seed ${random.seed}`).toEqual([])
    expect([await one.stop(), await two.stop()]).toEqual([0, 0])
  })
})
