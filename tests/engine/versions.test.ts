import { beforeAll, expect, test } from 'vitest'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, textOf, type EngineWorld } from './engine-world.ts'

/** Versions that Kopa makes by itself. */
let world: EngineWorld
let ana: string
beforeAll(async () => {
  world = await startEngine({ config: { quiet: 50, oldest: 100, versionAfterQuiet: 300, versionAfterWork: 1500, versionRound: 50 } })
  ana = await world.join('Ana')
})

const reasonsOf = async (id: string): Promise<string[]> => (await world.engine.versions.list(id)).map(({ reason }) => reason).toReversed()

test('after a pause there is one, and none more while nothing changes', async () => {
  const id = await world.createDocument(ana)
  const editor = openEditor(world.url, id, ana)
  await synced(editor)
  editor.doc.getText('title').insert(0, 'one')
  await until(async () => (await reasonsOf(id)).length === 1)
  editor.doc.getText('title').insert(0, 'two ')
  await until(async () => (await reasonsOf(id)).length === 2)
  // A change that is taken back says nothing new.
  editor.doc.getText('title').insert(0, 'x')
  editor.doc.getText('title').delete(0, 1)
  const { unversionedSince } = await world.database.selectFrom('documents').select('unversionedSince').where('id', '=', id).executeTakeFirstOrThrow()
  await until(async () => {
    const now = await world.database.selectFrom('documents').select(['unversionedSince', 'snapshotPosition']).where('id', '=', id).executeTakeFirstOrThrow()
    return unversionedSince === null && now.unversionedSince === null && now.snapshotPosition >= 3
  })
  expect(await reasonsOf(id)).toEqual(['idle', 'idle'])
  const said = await Promise.all((await world.engine.versions.list(id)).map(({ id: version }) => world.engine.versions.read(id, version)))
  expect(said.map(({ content }) => content)).toMatchObject([{ title: 'two one' }, { title: 'one' }])
})

test('while people write without a pause there is one every so often', async () => {
  const id = await world.createDocument(ana)
  const editor = openEditor(world.url, id, ana)
  await synced(editor)
  await until(async () => {
    editor.doc.getText('title').insert(0, 'w')
    return (await reasonsOf(id)).includes('work')
  })
  expect(textOf(editor).length).toBeGreaterThan(3)
})

test('what a document said survives a restart in its versions', async () => {
  const id = await world.createDocument(ana)
  const editor = openEditor(world.url, id, ana)
  await synced(editor)
  editor.doc.getText('title').insert(0, 'kept')
  await until(() => editor.saved() >= 2)
  const version = await world.engine.versions.capture({ documentId: id, reason: 'named', name: 'Kept', userId: ana })
  await world.restart()
  expect((await world.engine.versions.read(id, version?.id ?? '')).content).toMatchObject({ title: 'kept' })
})
