import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { startKopaHere, until, type TestKopa } from '../support/services.ts'
import { twoCompanies, type Person } from '../support/world.ts'
import { openEditor, synced, type Editor } from './engine-world.ts'
import { readRecording, statesBefore, unitsBefore, type RecordedEdit } from './recorded-typing.ts'

/** Recorded typing through the running server, which is killed in the middle of it. All of it: KOPA_TRACES=all npx vitest run --project engine recorded-traces */
const isWhole = process.env['KOPA_TRACES'] === 'all'
/** Updates that may be on their way before the typing waits. */
const mostOnTheirWay = 2000

const traces = [{ name: 'automerge-paper', edits: 15_000 }, { name: 'friendsforever', edits: 6000 }]
  .map(({ name, edits }) => ({ name, edits, recording: readRecording(`${name}.json.gz`) }))
if (traces.some(({ recording }) => !recording)) console.warn('SKIPPED: the recordings of real typing are not beside this repository (../shared/data/traces)')

for (const { name, edits, recording } of traces) {
  test.skipIf(!recording)(`${name}: the server is killed in the middle of it, and at the end every letter is where it was`, { timeout: isWhole ? 1_800_000 : 120_000 }, async () => {
    if (recording) await playThrough(isWhole ? recording : { edits: recording.edits.slice(0, edits), endContent: null })
  })
}

interface Excerpt { edits: RecordedEdit[], /** null: as plain Yjs documents have it */ endContent: string | null }

async function playThrough({ edits, endContent }: Excerpt): Promise<void> {
  const kopa = await startKopaHere({ LOG_LEVEL: 'error', KOPA_FRAMES_AT_ONCE: '1000000' })
  const { ana, bo, workspaceId } = await twoCompanies(kopa.url)
  const { page } = await ana.pages.createPage({ workspaceId, title: '' })
  const open = (person: Person) => openEditor(`${kopa.url.replace('http', 'ws')}/sync`, page.id, person)
  const typists = [typist(open(ana)), typist(open(bo))]
  await synced(...typists.map(({ editor }) => editor))
  shareParagraph(typists)
  await until(() => typists.every(({ editor }) => contentOf(editor.doc).length === 1))

  await play(typists, edits, kopa)
  for (const { editor } of typists) expect(new Set(editor.closeCodes)).toEqual(new Set([1006])) // the kill, and no refusal
  const expected = endContent ?? together(typists)
  await until(() => typists.every(({ editor }) => editor.provider.synced && bodyOf(editor.doc) === expected))
  await until(() => typists.every(typing => typing.editor.saved() >= typing.frames))
  await checkFresh(open(bo), expected)
  for (const { editor } of typists) editor.leave()
  await kopa.kill9()
  await kopa.restart()
  await checkFresh(open(ana), expected)
}

async function checkFresh(fresh: Editor, expected: string): Promise<void> {
  await synced(fresh)
  await until(() => contentOf(fresh.doc).length === 1)
  expect(bodyOf(fresh.doc)).toBe(expected)
  expect(fresh.doc.store.pendingStructs).toBeNull()
  fresh.leave()
}

/** Yjs puts the lower client id first where two write at one place; the recording counts on its order. */
const firstClient = 1_000_000

/**
 * Somebody who types. `doc` has read only what the recording says they had read; `editor` is their connection, where
 * everything arrives at once.
 */
interface Typist { doc: Y.Doc, editor: Editor, /** each edit, and the clock it reached */ made: { update: Uint8Array, clock: number }[], seen: number, /** sent on the present connection */ frames: number }

function typist(editor: Editor): Typist {
  const doc = new Y.Doc()
  const typing: Typist = { doc, editor, made: [], seen: 0, frames: 1 }
  editor.provider.on('sync', isSynced => { if (isSynced) typing.frames = 1 })
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'others') return
    typing.frames++
    Y.applyUpdate(editor.doc, update, 'typed')
    if (origin !== 'shared') typing.made.push({ update, clock: Y.getState(doc.store, doc.clientID) })
  })
  return typing
}

/** Written by one, and known to both before the first edit. Yjs gives a new client id to who hears of their own from elsewhere. */
function shareParagraph(typists: Typist[]): void {
  const draft = new Y.Doc()
  draft.clientID = firstClient
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText()])
  contentOf(draft).insert(0, [paragraph])
  for (const [index, { doc }] of typists.entries()) {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(draft), index === 0 ? 'shared' : 'others')
    doc.clientID = firstClient + index
  }
}

/** The server is killed when half is typed; meanwhile typing goes on. */
async function play(typists: Typist[], edits: RecordedEdit[], kopa: TestKopa): Promise<void> {
  const states = isAlone(edits) ? [] : statesBefore({ edits, endContent: '' })
  let back = Promise.resolve()
  for (const [index, edit] of edits.entries()) {
    const [typing, other] = [typists[edit.agent ?? 0], typists[1 - (edit.agent ?? 0)]]
    if (!typing || !other) throw new Error(`edit ${index} is nobody's`)
    await read(typing, other, states[index]?.[1 - edit.agent] ?? 0)
    make(typing.doc, edit)
    if (index === Math.floor(edits.length / 2)) back = kopa.kill9().then(() => kopa.restart())
    if (index % 100 === 0) await nextTurn()
    if (index % 100 === 0) await until(() => !typing.editor.provider.synced || typing.frames - typing.editor.saved() < mostOnTheirWay)
  }
  await back
}

/** One author: who wrote, and on what, is not said. */
const isAlone = (edits: readonly RecordedEdit[]): boolean => edits.every(({ parents }: Partial<RecordedEdit>) => parents === undefined)

/** Takes in the other person's edits up to the `count`th, once they have come through the server. */
async function read(typing: Typist, other: Typist, count: number): Promise<void> {
  if (typing.seen >= count) return
  const { clock = 0 } = other.made[count - 1] ?? {}
  const hasCome = () => Y.getState(typing.editor.doc.store, other.doc.clientID) >= clock
  if (!hasCome()) await until(hasCome)
  for (const { update } of other.made.slice(typing.seen, count)) Y.applyUpdate(typing.doc, update, 'others')
  typing.seen = count
}

const bodyOf = (doc: Y.Doc): string => textOf(doc).toString()

function textOf(doc: Y.Doc): Y.XmlText {
  const paragraph = contentOf(doc).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the paragraph is not there')
  return text
}

/** One recorded edit is one transaction: one update, one frame. */
function make(doc: Y.Doc, { patches }: RecordedEdit): void {
  const text = textOf(doc)
  doc.transact(() => {
    for (const [position, deleted, inserted] of patches) {
      const [start, count] = isPlain ? [position, deleted] : unitsOf(text.toString(), position, deleted)
      if (count > 0) text.delete(start, count)
      if (inserted) text.insert(start, inserted)
    }
  })
}

/** Positions are counted in code points; where there is nothing beyond 16 bits they are Yjs's own. */
const isPlain = traces.every(({ recording }) => !/[\ud800-\udfff]/.test(JSON.stringify(recording?.edits ?? '')))

function unitsOf(text: string, position: number, deleted: number): [start: number, count: number] {
  const start = unitsBefore(text, position)
  return [start, unitsBefore(text.slice(start), deleted)]
}

/** What both have typed, put together without any server. */
function together(typists: Typist[]): string {
  const doc = new Y.Doc()
  for (const { doc: typed } of typists) Y.applyUpdate(doc, Y.encodeStateAsUpdate(typed))
  return bodyOf(doc)
}
