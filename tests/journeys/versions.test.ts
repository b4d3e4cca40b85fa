import { beforeAll, describe, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { openConnection } from '../../server/core/database.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage, when } from '../support/page-client.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { colleague, refusalOf, twoCompanies, type World } from '../support/world.ts'

/** What a page said earlier: kept, read, brought back, and deleted for ever. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const wordsOf = (content: unknown): string => JSON.stringify(content)
const one = ({ workspaceId, pageId }: World) => ({ workspaceId, pageId })

/** What the page says, as somebody finds who comes now. */
async function saysNow({ bo, pageId }: World): Promise<string> {
  const { doc, synced, leave } = openPage(bo, pageId)
  await synced
  const words = doc.getXmlFragment('content').toJSON()
  leave()
  return words
}

async function write(world: World, ...words: string[]): Promise<void> {
  await plant(world.ana, world.pageId, words.map(paragraph))
  await until(async () => words.every(word => word.length > 0) && (await saysNow(world)).includes(words.at(-1) ?? ''))
}

/** Somebody wipes the whole page. */
async function wipe({ bo, pageId }: World): Promise<void> {
  const { doc, synced, leave } = openPage(bo, pageId)
  await synced
  const body = doc.getXmlFragment('content')
  body.delete(0, body.length)
  const watcher = openPage(bo, pageId)
  await watcher.synced
  await when(watcher.doc, () => watcher.doc.getXmlFragment('content').length === 0)
  watcher.leave()
  leave()
}

describe('versions', () => {
  test('are kept under a name and say later what the page said', async () => {
    const world = await twoCompanies(app.url)
    await write(world, 'First draft')
    const { version } = await world.ana.versions.createVersion({ ...one(world), name: ' For the board ' })
    expect(version).toMatchObject({ name: 'For the board', reason: 'named', createdBy: { id: world.ana.userId, name: 'Ana Alksne' } })
    await write(world, 'Second thoughts')
    const { version: second } = await world.bo.versions.createVersion({ ...one(world), name: 'Later' })
    expect(second.contentHash).not.toBe(version.contentHash)
    expect((await world.bo.versions.listVersions(one(world))).versions.map(({ name }) => name)).toEqual(['Later', 'For the board'])
    expect((await world.bo.versions.listVersions({ ...one(world), before: second.id })).versions.map(({ name }) => name)).toEqual(['For the board'])
    const read = await world.bo.versions.getVersion({ ...one(world), versionId: version.id })
    expect(read.title).toBe('Launch plan')
    expect(wordsOf(read.content)).toContain('First draft')
    expect(wordsOf(read.content)).not.toContain('Second thoughts')
  })

  test('an editor who wipes everything: one call brings it back, what was there meanwhile is kept, and who did it is known', async () => {
    const world = await twoCompanies(app.url)
    await write(world, 'Months of work', 'and more of it')
    const { version } = await world.ana.versions.createVersion({ ...one(world), name: 'Before' })
    await wipe(world)
    const watcher = openPage(world.bo, world.pageId)
    await watcher.synced
    await world.ana.versions.restoreVersion({ ...one(world), versionId: version.id })
    await when(watcher.doc, () => watcher.doc.getXmlFragment('content').toJSON().includes('and more of it'))
    watcher.leave()
    const { versions } = await world.ana.versions.listVersions(one(world))
    expect(versions.map(({ reason, createdBy }) => [reason, createdBy?.name])).toEqual([['restore', 'Ana Alksne'], ['named', 'Ana Alksne']])
    const { version: again } = await world.ana.versions.createVersion({ ...one(world), name: 'Again' })
    expect(again.contentHash).toBe(version.contentHash)
  })

  test('readers read them and make none; a page, a version and a workspace must belong together', async () => {
    const world = await twoCompanies(app.url)
    const other = await twoCompanies(app.url)
    const viewer = await colleague(world.ana, world.workspaceId, 'Vija', 'viewer')
    const { version } = await world.ana.versions.createVersion({ ...one(world), name: 'One' })
    const editor = await colleague(world.ana, world.workspaceId, 'Edgars', 'editor')
    expect((await viewer.versions.listVersions(one(world))).versions).toHaveLength(1)
    const forbidden = await Promise.all([
      viewer.versions.createVersion({ ...one(world), name: 'Two' }), viewer.versions.restoreVersion({ ...one(world), versionId: version.id }),
      viewer.versions.eraseHistory(one(world)), editor.versions.eraseHistory(one(world)),
    ].map(refusalOf))
    expect(forbidden.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    const unknown = await Promise.all([
      other.ana.versions.getVersion({ ...one(world), versionId: version.id }), other.ana.versions.getVersion({ ...one(other), versionId: version.id }),
      other.ana.versions.restoreVersion({ ...one(other), versionId: version.id }), other.ana.versions.eraseHistory({ ...one(other), pageId: world.pageId }),
      world.ana.versions.getVersion({ ...one(world), versionId: other.pageId }),
    ].map(refusalOf))
    expect(unknown.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect((await refusalOf(world.ana.versions.createVersion({ ...one(world), name: '   ' }))).status).toBe(422)
    expect((await refusalOf(world.ana.versions.createVersion({ ...one(world), name: 'x'.repeat(201) }))).status).toBe(422)
    const { page } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Ours', isPrivate: true })
    expect((await refusalOf(world.bo.versions.listVersions({ workspaceId: world.workspaceId, pageId: page.id }))).status).toBe(404)
  })
})

/** Every value of every row, bytes in hexadecimal. */
async function wholeDatabase(): Promise<string> {
  const client = await openConnection({ connectionString: app.connectionString })
  const { rows: tables } = await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)
  const texts = []
  for (const { name } of tables) texts.push(...(await client.query<{ text: string }>(`select t::text as text from "${name}" as t`)).rows.map(({ text }) => text))
  await client.end()
  return texts.join('\n')
}

test('whoever asks for versions without a pause is stopped after so many, at each of the routes; others go on', async () => {
  const { url } = await startApp({ triesFactor: 0.1 })
  const world = await twoCompanies(url)
  const { version } = await world.ana.versions.createVersion({ ...one(world), name: 'Before' })
  const asked: [most: number, ask: (person: World['ana']) => Promise<unknown>][] = [
    [2, ({ versions }) => versions.createVersion({ ...one(world), name: 'Again' })], // the third is above
    [24, ({ versions }) => versions.listVersions(one(world))],
    [12, ({ versions }) => versions.getVersion({ ...one(world), versionId: version.id })],
    [3, ({ versions }) => versions.restoreVersion({ ...one(world), versionId: version.id })],
    [1, ({ versions }) => versions.eraseHistory({ ...one(world), confirm: 'true' })],
  ]
  for (const [most, ask] of asked) {
    for (let tries = 0; tries < most; tries++) await ask(world.ana)
    expect(await refusalOf(ask(world.ana))).toMatchObject({ code: 'tooManyTries' })
  }
  await world.bo.versions.createVersion({ ...one(world), name: 'His' })
  await world.bo.versions.listVersions(one(world))
})

describe('what is deleted for ever', () => {
  const secret = 'canary secret words'

  test('is asked for twice: without a word that it is meant, nothing is deleted', async () => {
    const world = await twoCompanies(app.url)
    await world.ana.versions.createVersion({ ...one(world), name: 'Before' })
    expect(await refusalOf(world.ana.versions.eraseHistory(one(world)))).toMatchObject({ status: 422, code: 'notConfirmed' })
    const address = `/workspaces/${world.workspaceId}/pages/${world.pageId}/versions`
    for (const query of ['?confirm=false', '?confirm=', '?confirm=true&confirm=true', '?Confirm=true']) {
      expect((await world.ana.ask('DELETE', address + query)).status, query).toBe(422)
    }
    expect((await world.ana.versions.listVersions(one(world))).versions).toHaveLength(1)
  })

  test('is nowhere any more: not in the log, not in a version, not in the database; tabs of before are turned away', async () => {
    const world = await twoCompanies(app.url)
    await write(world, secret, 'what stays')
    await world.ana.versions.createVersion({ ...one(world), name: 'With the secret' })
    expect(await wholeDatabase()).toContain(Buffer.from(secret).toString('hex'))
    await wipe(world)
    await write(world, 'what stays')
    const old = openPage(world.bo, world.pageId)
    await old.synced
    await world.ana.versions.eraseHistory({ ...one(world), confirm: 'true' })
    expect(await old.closed).toBe(closeCode.otherEpoch)
    old.leave()
    const everything = await wholeDatabase()
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(Buffer.from(secret).toString('hex'))
    expect((await world.ana.versions.listVersions(one(world))).versions).toEqual([])
    expect(await saysNow(world)).toContain('what stays')
    await write(world, 'and goes on')
    const { version } = await world.ana.versions.createVersion({ ...one(world), name: 'Clean' })
    expect(wordsOf((await world.ana.versions.getVersion({ ...one(world), versionId: version.id })).content)).toContain('and goes on')
  })

  test('while people go on writing, it happens between two of their words and none of them is lost', async () => {
    const world = await twoCompanies(app.url)
    await write(world, secret)
    await wipe(world)
    const writer = openPage(world.bo, world.pageId)
    await writer.synced
    let isOver = false
    let count = 0
    const writing = (async () => {
      while (!isOver) {
        writer.doc.getText('title').insert(0, `${count++} `)
        await new Promise(setImmediate)
      }
    })()
    await world.ana.versions.eraseHistory({ ...one(world), confirm: 'true' })
    isOver = true
    await writing
    expect(await writer.closed).toBe(closeCode.otherEpoch)
    writer.leave()
    expect(await wholeDatabase()).not.toContain(Buffer.from(secret).toString('hex'))
    await world.ana.pages.renamePage({ workspaceId: world.workspaceId, pageId: world.pageId, title: 'Still alive' })
  })
})
