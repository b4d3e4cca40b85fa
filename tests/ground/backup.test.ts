import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Oracle } from '../engine/oracle.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { randomForTest } from '../support/random.ts'
import { launch, startKopa, temporaryFolder, until } from '../support/services.ts'
import { password, twoCompanies, visit, type Person } from '../support/world.ts'

/** `scripts/kopa ...`, without the bootstrap. */
async function kopa(words: string[], env: Record<string, string>): Promise<{ code: number | null, words: string }> {
  const running = launch(process.execPath, [path.join(import.meta.dirname, '../../server/kopa.ts'), ...words], env)
  return { code: await running.ended, words: running.output() }
}

async function upload(person: Person, workspaceId: string, pageId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'picture.png')
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: person.headers, body: form })
  return (await response.json() as { id: string }).id
}

const bytesOf = async (person: { url: string, headers: Record<string, string> }, fileId: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(`${person.url}/api/files/${fileId}`, { headers: person.headers })).arrayBuffer())

test('a backup made while people write brings everything back on an empty folder: all that was acknowledged before, files, versions, audit', async () => {
  const random = randomForTest()
  const first = await startKopa({ env: { LOG_LEVEL: 'error' } })
  const { ana, bo, workspaceId, pageId } = await twoCompanies(first.url)
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours', isPrivate: true })
  const { token } = await ana.people.createToken({ name: 'script' })
  const fileId = await upload(ana, workspaceId, page.id)
  const { version } = await bo.versions.createVersion({ workspaceId, pageId, name: 'Before the storm' })

  const [before, during] = [new Oracle(first.url), new Oracle(first.url)]
  await before.sitDown([pageId], [ana, bo])
  for (let round = 0; round < 40; round++) before.type(limit => random.below(limit))
  await until(() => before.allAcknowledged())
  before.leave()
  await during.sitDown([pageId], [ana, bo])
  let isOver = false
  const typing = (async () => {
    while (!isOver) {
      during.type(limit => random.below(limit))
      await pause(5) // makes the load, waits for nothing
    }
  })()
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  const made = await kopa(['backup', file], { KOPA_DATA: first.dataFolder })
  expect(made, made.words).toMatchObject({ code: 0 })
  expect(made.words).toContain(createHash('sha256').update(await fs.readFile(file)).digest('hex'))
  expect((await fs.stat(file)).mode & 0o077).toBe(0)
  isOver = true
  await typing
  during.leave()
  await first.stop()
  await fs.rm(first.dataFolder, { recursive: true })

  const dataFolder = path.join(await temporaryFolder(), 'new')
  const restored = await kopa(['restore', file], { KOPA_DATA: dataFolder })
  expect(restored, restored.words).toMatchObject({ code: 0 })
  const verified = await kopa(['verify'], { KOPA_DATA: dataFolder })
  expect(verified, verified.words).toMatchObject({ code: 0, words: expect.stringContaining('Whole: ') })

  const second = await startKopa({ dataFolder, env: { LOG_LEVEL: 'error', PORT: new URL(first.url).port } })
  const anew = Object.assign(visit(second.url), { userId: ana.userId, companyId: ana.companyId, name: ana.name, email: ana.email })
  anew.cookie = ana.cookie
  expect((await anew.people.getSession({})).me).toBeNull()
  await anew.people.signIn({ email: ana.email, password })
  expect(await before.missing(anew)).toEqual([])
  expect(before.owed).toBeGreaterThan(70)
  expect((await bytesOf(anew, fileId)).equals(tinyImage)).toBe(true)
  expect((await anew.versions.listVersions({ workspaceId, pageId })).versions.map(({ id }) => id)).toContain(version.id)
  const script = visit(second.url)
  script.token = token
  expect((await script.people.getSession({})).me?.id).toBe(ana.userId)
  const outsider = Object.assign(visit(second.url), {})
  await outsider.people.signIn({ email: bo.email, password })
  expect((await outsider.ask('GET', `/files/${fileId}`)).status).toBe(404)
  await second.stop()
})
