import { type Command, EditorState, TextSelection } from '@tiptap/pm/state'
import { joinBackward, lift, setBlockType, splitBlock, toggleMark } from '@tiptap/pm/commands'
import { wrapInList } from '@tiptap/pm/schema-list'
import type { Node } from '@tiptap/pm/model'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { pageSchema } from '@kopa/shared/pages/page-schema.ts'
import { fold } from '../../server/documents/fold.ts'
import { packDocument, type Fold } from '../../server/documents/keeper-jobs.ts'
import { Ledger } from '../../server/documents/ledger.ts'
import { randomForTest, type Random } from '../support/random.ts'

const schema = pageSchema()
const steps = Number(process.env['KOPA_STEPS'] ?? 1500)

/** Whoever wrote a character can be read off it: each has letters of their own. */
const letters: Record<string, string> = { ana: 'abcdefgh', bo: 'ijklmnop', cy: 'qrstuvwx' }
const writerOf = (letter: string): string => Object.keys(letters).find(name => letters[name]?.includes(letter)) ?? 'nobody'

/** Origin of what came from the others. */
const heard = Symbol('heard')

/** Somebody with an editor: what it does to the document is what y-tiptap's binding does. */
interface Writer { name: string, doc: Y.Doc, inbox: Uint8Array[] }

function act({ doc }: Writer, change: (state: EditorState) => EditorState): void {
  const fragment = contentOf(doc)
  const { doc: before, meta } = initProseMirrorDoc(fragment, schema)
  const after = change(EditorState.create({ doc: before })).doc
  doc.transact(() => updateYFragment(doc, fragment, after, meta))
}

function textblocks(root: Node): { from: number, to: number }[] {
  const found: { from: number, to: number }[] = []
  root.descendants((node, at) => { if (node.isTextblock) found.push({ from: at + 1, to: at + 1 + node.content.size }) })
  return found
}

const run = (state: EditorState, command: Command): EditorState => {
  let next = state
  command(state, transaction => { next = state.apply(transaction) })
  return next
}

const wordOf = (random: Random, name: string): string => Array.from({ length: 1 + random.below(9) }, () => random.pick((letters[name] ?? 'z').split(''))).join('')

function somewhere(random: Random, state: EditorState): EditorState {
  const { from, to } = random.pick(textblocks(state.doc))
  const at = from + random.below(to - from + 1)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, at, Math.min(to, at + random.below(4)))))
}

function change(random: Random, name: string, start: EditorState): EditorState {
  const state = somewhere(random, start)
  const write = (text: string) => state.apply(state.tr.insertText(text))
  const atStart = () => state.apply(state.tr.setSelection(TextSelection.create(state.doc, state.selection.$from.start())))
  const { heading, paragraph, bulletList } = schema.nodes
  const { bold } = schema.marks
  if (!heading || !paragraph || !bulletList || !bold) throw new Error('the schema has changed')
  const acts = [
    () => write(wordOf(random, name)), () => write(wordOf(random, name)), () => write(wordOf(random, name)), () => write(wordOf(random, name)),
    () => state.apply(state.tr.deleteSelection()),
    () => run(state, splitBlock), () => run(state, splitBlock),
    () => run(atStart(), joinBackward), () => run(atStart(), joinBackward),
    () => run(state, setBlockType(heading, { level: 1 + random.below(3) })),
    () => run(state, setBlockType(paragraph)),
    () => run(state, wrapInList(bulletList)),
    () => run(state, lift),
    () => run(state, toggleMark(bold)),
  ]
  return random.pick(acts)()
}

interface Server { doc: Y.Doc, fold: Fold | null, tail: Uint8Array[], owners: [number, string][] }

function settle(server: Server): void {
  if (server.tail.length === 0) return
  const { fold: before, owners } = server
  server.fold = fold({ task: 'fold', document: packDocument('page', before?.snapshot ?? null, server.tail), owners, authorship: before?.authorship ?? null })
  expect(server.fold.fault).toBeNull()
  server.tail = []
}

/** One document, three writers who each hear of the others late, and a server that folds every now and then. */
function session(random: Random): Server {
  const writers = Object.keys(letters).map((name, index): Writer => {
    const doc = new Y.Doc()
    doc.clientID = 1000 + index
    return { name, doc, inbox: [] }
  })
  const server: Server = { doc: new Y.Doc(), fold: null, tail: [], owners: writers.map(({ name, doc }) => [doc.clientID, name]) }
  const send = (writer: Writer, ...updates: Uint8Array[]) => {
    server.tail.push(...updates)
    for (const other of writers) if (other !== writer) other.inbox.push(...updates)
  }
  // Whatever a document says by itself is sent as well: Yjs tidies up marks when it hears of others' changes.
  for (const writer of writers) writer.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== heard) send(writer, update) })
  const [first] = writers
  if (!first) throw new Error('nobody writes')
  act(first, state => state.apply(state.tr.insert(0, schema.node('paragraph', null, schema.text('abcdefghgfedcba')))))
  for (const writer of writers) takeIn(writer, Infinity)
  for (let step = 0; step < steps; step++) {
    const writer = random.pick(writers)
    takeIn(writer, random.chance(0.5) ? Infinity : random.below(4))
    act(writer, state => change(random, writer.name, state))
    if (random.chance(0.02)) settle(server)
  }
  settle(server)
  return server
}

function takeIn({ doc, inbox }: Writer, most: number): void {
  for (const update of inbox.splice(0, most)) Y.applyUpdate(doc, update, heard)
}

function shareRight({ fold: last, owners }: Server, authorship: Uint8Array | null): { right: number, all: number } {
  const { ledger } = Ledger.read(authorship, new Map(owners))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, last?.snapshot ?? new Uint8Array([0, 0]))
  let [right, all] = [0, 0]
  for (const [client, structs] of doc.store.clients) {
    for (const item of structs) {
      if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) continue
      const { str } = item.content
      const authors = ledger.authorsOf({ client, clock: item.id.clock }, str.length).flatMap(({ length, author }) => Array<string | null>(length).fill(author))
      all += str.length
      right += str.split('').filter((letter, index) => authors[index] === writerOf(letter)).length
    }
  }
  return { right, all }
}

test(`after ${steps} splits, joins, headings, lists, marks and words by three at once, the ledger knows who wrote what`, { timeout: 60_000 + steps * 100 }, () => {
  const random = randomForTest()
  const server = session(random)
  const told = shareRight(server, server.fold?.authorship ?? null)
  const without = shareRight(server, null)
  console.info(`authors right: ${told.right} of ${told.all} (${(100 * told.right / told.all).toFixed(3)} %), ${(100 * without.right / without.all).toFixed(1)} % by client id alone; ledger ${server.fold?.authorship?.length ?? 0} bytes, seed ${random.seed}`)
  expect(told.all).toBeGreaterThan(500)
  // Of 27 seeds 25 had all of it right, the others 99.80 and 99.68 %: letters of so small an alphabet are equal by chance (docs/decisions/0016).
  expect(told.right / told.all).toBeGreaterThanOrEqual(0.995)
  expect(without.right / without.all).toBeLessThan(0.95)
})
