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

const reasonsOf = async (id: string): Promise<string[]> => (await world.engine.versions.list(id, null)).map(({ reason }) => reason).toReversed()

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
  const said = await Promise.all((await world.engine.versions.list(id, null)).map(({ id: version }) => world.engine.versions.read(id, null, version, ana)))
  expect(said.map(({ content }) => content)).toMatchObject([{ title: 'two one' }, { title: 'one' }])
})

test('while people write without a pause there is one every so often', async () => {
  // On a slow machine every letter may come after a pause: here only a minute is one.
  const busy = await startEngine({ config: { quiet: 50, oldest: 100, versionAfterQuiet: 60_000, versionAfterWork: 1500, versionRound: 50 } })
  const bo = await busy.join('Bo')
  const id = await busy.createDocument(bo)
  const editor = openEditor(busy.url, id, bo)
  await synced(editor)
  await until(async () => {
    editor.doc.getText('title').insert(0, 'w')
    return (await busy.engine.versions.list(id, null)).some(({ reason }) => reason === 'work')
  })
  expect(textOf(editor).length).toBeGreaterThan(3)
})

test('somebody empties a document that is too young for a version: it is written down, and can be brought back as it was', async () => {
  const patient = await startEngine({ config: { quiet: 50, oldest: 100 } })
  const bo = await patient.join('Bo')
  const id = await patient.createDocument(bo)
  const [editor, mallory] = [openEditor(patient.url, id, bo), openEditor(patient.url, id, bo)]
  await synced(editor, mallory)
  const words = 'words that took an afternoon '.repeat(30)
  editor.doc.getText('title').insert(0, words)
  await until(() => patient.settled.some(({ documentId, position }) => documentId === id && position >= 1) && textOf(mallory) === words)
  mallory.doc.getText('title').delete(0, words.length)
  const facts = () => patient.database.selectFrom('events').select(['payload', 'userId']).where('name', '=', 'document.emptied').execute()
  await until(async () => (await facts()).length === 1)
  expect(await facts()).toMatchObject([{ userId: bo, payload: { documentId: id } }])
  const [version] = await patient.engine.versions.list(id, null)
  await patient.engine.versions.restore(id, null, version?.id ?? '', { userId: bo })
  await until(() => textOf(editor) === words.slice(0, 300)) // a title is 300 characters long
})

test('what a document said survives a restart in its versions', async () => {
  const id = await world.createDocument(ana)
  const editor = openEditor(world.url, id, ana)
  await synced(editor)
  editor.doc.getText('title').insert(0, 'kept')
  await until(() => editor.saved() >= 2)
  const version = await world.engine.versions.capture({ documentId: id, reason: 'named', name: 'Kept', userId: ana })
  await world.restart()
  expect((await world.engine.versions.read(id, null, version?.id ?? '', ana)).content).toMatchObject({ title: 'kept' })
})
