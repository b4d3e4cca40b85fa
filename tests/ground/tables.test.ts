import fs from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { readTables } from '../../server/core/table-types.ts'
import { createDatabase } from '../support/services.ts'

test('the table types are those of the migrated schema (else: scripts/kopa tables)', async () => {
  const { connectionString } = await createDatabase()
  const database = openDatabase({ connectionString }, createLog('silent'))
  const written = await fs.readFile(new URL('../../server/core/tables.ts', import.meta.url), 'utf8')
  expect(written).toBe(await readTables(database))
  await database.destroy()
})
