import fs from 'node:fs/promises'
import { expect, test } from 'vitest'

test('the lockfile names no registry: packages come from wherever npm is set up to get them', async () => {
  const lockfile = await fs.readFile(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8')
  expect(lockfile.split('\n').filter(line => /tarball:|registry[^:]*:\/\//i.test(line))).toEqual([])
})
