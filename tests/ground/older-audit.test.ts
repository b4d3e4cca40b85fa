import { expect, test } from 'vitest'
import { listChains } from '../../server/audit/queries.ts'
import { openConnection, openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { migrate } from '../../server/core/migrate.ts'
import { verifyChain } from '../support/audit.ts'
import { createDatabase } from '../support/services.ts'

/** Events of a Kopa from before there were chains: `KOPA_EVENTS=200000` is an old installation, and prints how long it takes. */
const count = Number(process.env.KOPA_EVENTS ?? 6000)
const id = (number: string): string => `('00000000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`

/** Every third is of a workspace, every third of a company, every third of the server; in an order that is not that of their ids. */
const plant = `insert into events (id, name, workspace_id, company_id, payload, at)
  select ${id('n')}, 'page.renamed', case when n % 3 = 0 then ${id('7 + n % 5')} end, case when n % 3 = 1 then ${id('90')} end,
    jsonb_build_object('pageId', ${id('500 + n')}, 'privateTo', null, 'z', n % 7, 'a', 'ā'), timestamptz '2026-01-01T00:00:00.123Z' + n * interval '1 second'
  from generate_series(1, ${count}) n order by md5(n::text)`

test('events of an older Kopa become chains without a gap, the same ones wherever that is done', async () => {
  const { connectionString } = await createDatabase()
  const database = openDatabase({ connectionString }, createLog('silent'), { most: 1 })
  const client = await openConnection({ connectionString })
  await client.query('drop schema public cascade; create schema public')
  await migrate(database, { last: '0002-walls-hold' })
  await client.query('alter table events drop constraint events_workspace_id_fkey, drop constraint events_company_id_fkey')
  await client.query(plant)
  await client.query('alter table events add constraint events_workspace_id_fkey foreign key (workspace_id) references workspaces not valid, add constraint events_company_id_fkey foreign key (company_id) references companies not valid')
  await client.end()
  const from = performance.now()
  await migrate(database)
  console.info(`${count} events chained in ${Math.round(performance.now() - from)} ms`)

  const chains = await listChains(database)
  expect(chains.map(({ kind }) => kind)).toEqual(['company', 'server', ...Array<string>(5).fill('workspace')])
  expect(chains.reduce((sum, { head }) => sum + head.sequence, 0)).toBe(count)
  for (const chain of chains) expect(await verifyChain(database, chain.id), chain.id).toMatchObject({ fault: null, head: chain.head })
  if (count === 6000) expect(chains.find(({ kind }) => kind === 'server')?.head).toEqual({ sequence: 2000, hash: 'da1926eb73b85b2ba10a4ce0d05305559fbc848e4e9b335cb818c69851eb1aa4' })
  await database.destroy()
}, 600_000)
