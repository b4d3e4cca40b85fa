import fs from 'node:fs/promises'
import path from 'node:path'
import { temporaryFolder } from './services.ts'

const root = path.join(import.meta.dirname, '../..')

/**
 * The release after this one: all of it as it is, and one more migration.
 * @returns its server/main.ts, for launchKopa
 */
export async function nextRelease(statements: readonly string[]): Promise<string> {
  const folder = await temporaryFolder()
  const server = path.join(folder, 'server')
  // A copy, not a link: what is imported is looked for beside where a file really lies.
  await fs.cp(path.join(root, 'server'), server, { recursive: true, verbatimSymlinks: true })
  for (const name of ['shared', 'node_modules']) await fs.symlink(path.join(root, name), path.join(folder, name))
  await fs.writeFile(path.join(server, 'migrations/9999-next-release.ts'), `import { sql } from 'kysely'

export async function up(database) {
  for (const statement of ${JSON.stringify(statements)}) await sql.raw(statement).execute(database)
}
`)
  return path.join(server, 'main.ts')
}
