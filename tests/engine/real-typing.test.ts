import { expect, test } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { startKopa, until } from '../support/services.ts'
import { twoCompanies, type Person } from '../support/world.ts'
import { openEditor, synced, type Editor } from './engine-world.ts'
import { readRecording, statesBefore, unitsBefore, type RecordedEdit } from './recorded-typing.ts'

const recording = readRecording('friendsforever.json.gz')
if (!recording) console.warn('SKIPPED: the recordings of real typing are not beside this repository (../shared/data/traces)')

test.skipIf(!recording)('two people\'s recorded typing, over the running server, ends as it ended', { timeout: 300_000 }, async () => {
  if (!recording) return
  const kopa = await startKopa()
  const { ana, bo, workspaceId } = await twoCompanies(kopa.url)
  const { page } = await ana.pages.createPage({ workspaceId, title: '' })
  const url = `${kopa.url.replace('http', 'ws')}/sync`
  const open = (person: Person, clientId?: number) => {
    const doc = new Y.Doc()
    doc.clientID = clientId ?? doc.clientID
    return openEditor(url, page.id, person, { doc })
  }

  const people = [patient(open(ana, firstClient)), patient(open(bo, firstClient + 1))]
  await synced(...people.map(({ editor }) => editor))
  await shareOneParagraph(people)

  await replay(people, recording.edits, statesBefore(recording))
  await until(() => people.every(person => person.seen + person.made === recording.edits.length || person.takeAll()))
  for (const person of people) expect(bodyOf(person.editor.doc)).toBe(recording.endContent)

  const fresh = open(ana)
  await synced(fresh)
  await until(() => bodyOf(fresh.doc) === recording.endContent)
  await until(() => people.every(({ editor, made, first }) => editor.saved() >= first + made))
  for (const { editor } of [...people, { editor: fresh }]) editor.leave()

  await kopa.kill9()
  await kopa.restart()
  const later = open(bo)
  await synced(later)
  expect(bodyOf(later.doc)).toBe(recording.endContent)
})

/**
 * Where both wrote at the very same place at the same time, the recording has one person's words first, always the
 * same person's; Yjs puts the lower client id first. Positions of later edits count on that.
 */
const firstClient = 1_000_000

/** Somebody who takes in what others wrote only when the recording says that they had seen it. */
interface Patient { editor: Editor, inbox: Uint8Array[], seen: number, made: number, first: number, takeAll: () => boolean }

function patient(editor: Editor): Patient {
  const person: Patient = { editor, inbox: [], seen: 0, made: 0, first: 0, takeAll: () => { take(person, person.seen + person.inbox.length); return false } }
  const usual = editor.provider.messageHandlers[messageType.sync]
  if (!usual) throw new Error('the provider has no sync handler')
  editor.provider.messageHandlers[messageType.sync] = (encoder, decoder, provider, emitSynced, type) => {
    const { step, bytes } = peek(decoder)
    if (step === syncStep.update && person.first > 0) person.inbox.push(bytes)
    else usual(encoder, decoder, provider, emitSynced, type)
  }
  return person
}

function peek({ arr, pos }: decoding.Decoder): { step: number, bytes: Uint8Array } {
  const copy = decoding.createDecoder(arr.subarray(pos))
  return { step: decoding.readVarUint(copy), bytes: Uint8Array.from(decoding.readVarUint8Array(copy)) }
}

/** Takes in the other person's updates up to the `count`th; they arrive one frame per update, in order. */
function take(person: Patient, count: number): boolean {
  while (person.seen < count) {
    const update = person.inbox.shift()
    if (!update) return false
    Y.applyUpdate(person.editor.doc, update, person.editor.provider)
    person.seen++
  }
  return true
}

async function shareOneParagraph([one, other]: Patient[]): Promise<void> {
  if (!one || !other) throw new Error('two people are needed')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText()])
  contentOf(one.editor.doc).insert(0, [paragraph])
  await until(() => contentOf(other.editor.doc).length === 1 && one.editor.saved() === 2)
  one.first = 2
  other.first = 1
}

async function replay(people: Patient[], edits: readonly RecordedEdit[], states: readonly number[][]): Promise<void> {
  for (const [index, edit] of edits.entries()) {
    const person = people[edit.agent]
    const state = states[index]
    if (!person || !state) throw new Error(`edit ${index} is nobody's`)
    expect(person.made, `edit ${index} follows on its author's last`).toBe(state[edit.agent])
    const others = state[1 - edit.agent] ?? 0
    if (!take(person, others)) await until(() => take(person, others))
    expect(person.seen, `edit ${index} is made on the state it names`).toBe(others)
    make(person.editor.doc, edit)
    person.made++
  }
}

/** One recorded edit is one transaction: one update, one frame. */
function make(doc: Y.Doc, { patches }: RecordedEdit): void {
  const text = paragraphOf(doc)
  doc.transact(() => {
    for (const [position, deleted, inserted] of patches) {
      const before = text.toString()
      const start = unitsBefore(before, position)
      const end = unitsBefore(before.slice(start), deleted)
      if (end > 0) text.delete(start, end)
      if (inserted) text.insert(start, inserted)
    }
  })
}

function paragraphOf(doc: Y.Doc): Y.XmlText {
  const paragraph = contentOf(doc).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the paragraph is not there')
  return text
}

const bodyOf = (doc: Y.Doc): string => paragraphOf(doc).toString()
