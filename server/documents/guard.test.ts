import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge } from './guard.ts'
import { Knowledge } from './knowledge.ts'

const ana = { userId: 'ana', kind: 'page' as const }
const bo = { userId: 'bo', kind: 'page' as const }

/** A document of Ana's (client id 1) and Bo's (client id 2), as the server knows it. */
function world() {
  const knowledge = new Knowledge()
  const hers = docOf(1)
  const his = docOf(2)
  const first = changeOf(hers, doc => doc.getText('title').insert(0, 'hello'))
  enter(knowledge, first, 'ana')
  Y.applyUpdate(his, first)
  enter(knowledge, changeOf(his, doc => doc.getText('title').insert(5, ' world')), 'bo')
  Y.applyUpdate(hers, Y.encodeStateAsUpdate(his))
  return { knowledge, hers, his }
}

function docOf(clientId: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = clientId
  return doc
}

function changeOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => updates.push(update)
  doc.on('update', keep)
  doc.transact(() => change(doc))
  doc.off('update', keep)
  return updates[0] ?? new Uint8Array([0, 0])
}

function enter(knowledge: Knowledge, bytes: Uint8Array, userId: string): void {
  const verdict = judge(bytes, knowledge, { userId, kind: 'page' })
  knowledge.learn(verdict, userId)
}

/** An update written by hand: numbers are varuints, strings lib0 strings, bytes go in as they are. */
function written(...parts: (number | string | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}

const byte = (value: number): Uint8Array => new Uint8Array([value])
const inTitle = [byte(4), 1, 'title'] as const // a string into the root "title"
const afterAna = (clock: number) => [byte(0x84), 1, clock] as const // a string behind one of Ana's characters

describe('what people send may enter', () => {
  test('typing, deleting what somebody else wrote, and several client ids of one person', () => {
    const { knowledge, hers, his } = world()
    enter(knowledge, changeOf(his, doc => doc.getText('title').delete(0, 5)), 'bo')
    enter(knowledge, changeOf(hers, doc => doc.getText('title').insert(2, 'y')), 'ana')
    const secondTab = docOf(3)
    Y.applyUpdate(secondTab, Y.encodeStateAsUpdate(his))
    enter(knowledge, changeOf(secondTab, doc => doc.getText('title').insert(0, 'z')), 'bo')
    expect(knowledge.ownerOf(3)).toBe('bo')
  })

  test('a copy that was away sends again what is known, of others too, and what is new behind it', () => {
    const { knowledge, hers } = world()
    changeOf(hers, doc => doc.getText('title').insert(0, 'offline '))
    const verdict = judge(Y.encodeStateAsUpdate(hers), knowledge, ana)
    expect(verdict).toMatchObject({ isNew: true, newClients: [] })
    expect(judge(Y.encodeStateAsUpdate(world().hers), knowledge, ana)).toMatchObject({ isNew: false })
  })

  test('everything an editor writes: blocks, attributes, marks, embedded values, deep lists', () => {
    const { knowledge } = world()
    const doc = docOf(7)
    const content = doc.getXmlFragment('content')
    doc.transact(() => {
      let parent: Y.XmlFragment = content
      for (let level = 0; level < 40; level++) {
        const block = new Y.XmlElement('listItem')
        block.setAttribute('checked', { deep: [1, -2, 1.5, 'āžū 🐦', null, true] } as never)
        parent.insert(0, [block])
        parent = block
      }
      const text = new Y.XmlText()
      parent.insert(0, [text])
      text.insert(0, 'Ķēve 🐦', { bold: {}, link: { href: 'https://example.com' } })
      text.insertEmbed(1, { image: 'x' })
    })
    expect(() => judge(Y.encodeStateAsUpdate(doc), knowledge, ana)).not.toThrow()
  })

  test('everything that random people write, in the order in which it was written', () => {
    const docs = [docOf(11), docOf(12), docOf(13)]
    const knowledge = new Knowledge()
    for (let step = 0; step < 300; step++) {
      const index = (step * 7 + (step >> 3)) % 3
      const doc = docs[index] ?? new Y.Doc()
      const update = changeOf(doc, () => randomChange(doc, step))
      if (update.length > 2) enter(knowledge, update, `person ${index}`)
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update)
    }
    expect(docs[0]?.getText('title').toJSON()).toBe(docs[1]?.getText('title').toJSON())
  })
})

function randomChange(doc: Y.Doc, step: number): void {
  const text = doc.getText('title')
  if (step % 5 === 4 && text.length > 4) text.delete(step % (text.length - 3), 3)
  else text.insert((step * 13) % (text.length + 1), `${step}🐦`)
  if (step % 17 === 0) doc.getXmlFragment('content').insert(0, [new Y.XmlElement('paragraph')])
}

/** promises.md, "Attack kinds on the document engine": each of these breaks plain Yjs. */
const attacks: [name: string, bytes: () => Uint8Array, reason: string][] = [
  ['zero-length struct', () => written(1, 1, 9, 0, ...inTitle, '', 0), 'zero length'],
  ['zero-length garbage', () => written(1, 1, 9, 0, byte(0), 0, 0), 'zero length'],
  ['a whole number beyond 2^53 in a value: browsers throw on it', () => written(1, 1, 9, 0, byte(0x28), 1, 'map', 'key', 1, byte(125), byte(0xbf), new Uint8Array(7).fill(0xff), byte(1), 0), 'number out of range'],
  ['somebody else\'s client id', () => written(1, 1, 1, 5, ...afterAna(4), 'x', 0), 'client id of somebody else'],
  ['somebody else\'s client id, partly known', () => written(1, 1, 1, 4, ...afterAna(3), 'xyz', 0), 'client id of somebody else'],
  ['a struct of their own across the end of what is known: where that was cleared away, Yjs throws half-way', () => written(1, 1, 2, 5, ...inTitle, 'xyz', 0), 'clock gap'],
  ['deletion of what does not exist yet', () => written(0, 1, 1, 1, 5, 1000), 'deletes what is not there'],
  ['deletion in a client id nobody has', () => written(0, 1, 99, 1, 0, 1), 'deletes what is not there'],
  ['clock gap', () => written(1, 1, 9, 100, ...inTitle, 'x', 0), 'clock gap'],
  ['clock gap inside an update', () => written(1, 2, 9, 0, byte(10), 5, ...inTitle, 'x', 0), 'clock gap'],
  ['hundreds of millions of structs that are not there', () => written(1, 500_000_000, 9, 0), 'declared but not there'],
  ['hundreds of millions of client ids that are not there', () => written(500_000_000), 'declared but not there'],
  ['values that are not there', () => written(1, 1, 9, 0, byte(8), 1, 'title', 500_000_000, 0), 'declared but not there'],
  ['clock near 2^53', () => written(1, 1, 9, 0, byte(0), 2 ** 53 - 2, 0), 'number out of range'],
  ['number beyond 2^53', () => written(1, 1, 9, 0, byte(0), byte(255), byte(255), byte(255), byte(255), byte(255), byte(255), byte(255), byte(127), 0), 'number out of range'],
  ['100,000 client ids', manyClients, 'too many client ids'],
  ['valid structs and a cut-off delete set', () => written(1, 1, 9, 0, ...inTitle, 'x', 1, 9, 5), 'declared but not there'],
  ['valid structs and no delete set', () => written(1, 1, 9, 0, ...inTitle, 'x'), 'truncated'],
  ['5,000 levels deep', deepNesting, 'nested too deep'],
  ['500 levels deep, through two client ids by turns', deepByTurns, 'nested too deep'],
  ['blocks in the title', () => written(1, 1, 9, 0, byte(7), 1, 'title', 3, 'paragraph', 0), 'wrong content in root'],
  ['bare text in the body', () => written(1, 1, 9, 0, byte(4), 1, 'content', 'x', 0), 'wrong content in root'],
  ['keys in the title', () => written(1, 1, 9, 0, byte(0x28), 1, 'title', 'key', 1, byte(120), 0), 'wrong content in root'],
  ['__proto__ as a root', () => written(1, 1, 9, 0, byte(4), 1, '__proto__', 'x', 0), 'forbidden key'],
  ['__proto__ as a key', () => written(1, 1, 9, 0, byte(0x28), 1, 'other', '__proto__', 1, byte(120), 0), 'forbidden key'],
  ['__proto__ in a value', () => written(1, 1, 9, 0, byte(8), 1, 'other', 1, byte(118), 1, '__proto__', byte(120), 0), 'forbidden key'],
  ['__proto__ as a mark', () => written(1, 1, 9, 0, byte(6), 1, 'title', '__proto__', 'true', 0), 'forbidden key'],
  ['__proto__ inside a mark', () => written(1, 1, 9, 0, byte(6), 1, 'title', 'link', '{"__proto__":{"a":1}}', 0), 'forbidden key'],
  ['broken JSON in a mark', () => written(1, 1, 9, 0, byte(6), 1, 'title', 'link', '{', 0), 'broken json'],
  ['format V2', () => { const doc = docOf(9); doc.getText('title').insert(0, 'x'); return Y.encodeStateAsUpdateV2(doc) }, 'bytes after the end'],
  ['the same client id twice', () => written(2, 1, 9, 0, ...inTitle, 'x', 1, 9, 0, ...inTitle, 'y', 0), 'client id twice'],
  ['a neighbour of its own that comes later', () => written(1, 1, 9, 0, byte(0x84), 9, 5, 'x', 0), 'stands on what is not there'],
  ['a neighbour nobody has', () => written(1, 1, 9, 0, byte(0x84), 77, 0, 'x', 0), 'stands on what is not there'],
  ['a parent nobody has', () => written(1, 1, 9, 0, byte(4), 0, 77, 0, 'x', 0), 'stands on what is not there'],
  ['known structs with a neighbour nobody has', () => written(1, 1, 1, 0, byte(0x84), 77, 0, 'hello', 0), 'stands on what is not there'],
  ['two that wait for each other', () => written(2, 1, 9, 0, byte(0x84), 8, 0, 'x', 1, 8, 0, byte(0x84), 9, 0, 'x', 0), 'stands on what is not there'],
  ['unknown content', () => written(1, 1, 9, 0, byte(11), 1, 'title', 0), 'unknown content'],
  ['sub-document', () => written(1, 1, 9, 0, byte(9), 1, 'title', 'guid', byte(126), 0), 'unknown content'],
  ['unknown type', () => written(1, 1, 9, 0, byte(7), 1, 'content', 9, 0), 'unknown type'],
  ['text that is not UTF-8', () => written(1, 1, 9, 0, byte(4), 1, 'title', 2, byte(0xc3), byte(0x28), 0), 'broken text'],
  ['values nested 10,000 deep', () => written(1, 1, 9, 0, byte(8), 1, 'other', 1, ...Array.from({ length: 10_000 }, () => new Uint8Array([117, 1])), byte(120), 0), 'nested too deep'],
  ['nothing at all', () => new Uint8Array(0), 'truncated'],
  ['one zero', () => new Uint8Array([0]), 'truncated'],
]

function manyClients(): Uint8Array {
  const sections = Array.from({ length: 100_000 }, (_, i) => written(1, 1000 + i, 0, ...inTitle, 'x'))
  return Buffer.concat([written(100_000), ...sections, written(0)])
}

/** Each block is the only child of the one before. */
function deepNesting(): Uint8Array {
  const structs = Array.from({ length: 5000 }, (_, i) => (i === 0 ? [byte(7), 1, 'content', 3, 'p'] : [byte(7), 0, 9, i - 1, 3, 'p'])).flat()
  return written(1, 5000, 9, 0, ...structs, 0)
}

function deepByTurns(): Uint8Array {
  const odd = Array.from({ length: 250 }, (_, i) => [byte(7), 0, 9, i, 3, 'p']).flat()
  const even = Array.from({ length: 250 }, (_, i) => (i === 0 ? [byte(7), 1, 'content', 3, 'p'] : [byte(7), 0, 8, i - 1, 3, 'p'])).flat()
  return written(2, 250, 9, 0, ...even, 250, 8, 0, ...odd, 0)
}

test('words that were taken back before they came add nothing, also where they are kept for an undo; what is left of them does', () => {
  const saying = (gc: boolean, left: string): boolean => {
    const doc = new Y.Doc({ gc })
    doc.getText('title').insert(0, `taken back ${left}`)
    doc.getText('title').delete(0, 'taken back '.length)
    return judge(Y.encodeStateAsUpdate(doc), new Knowledge(), ana).isAdding
  }
  expect([saying(true, ''), saying(false, ''), saying(true, 'left'), saying(false, 'left')]).toEqual([false, false, true, true])
})

describe('what nobody may send is refused before anything changes', () => {
  test.each(attacks)('%s', (_name, bytes, reason) => {
    const { knowledge } = world()
    const before = Buffer.from(knowledge.stateVector())
    expect(() => judge(bytes(), knowledge, bo)).toThrow(reason)
    expect(Buffer.from(knowledge.stateVector())).toEqual(before)
  })

  test('nesting that grows a little with every update', () => {
    const { knowledge } = world()
    enter(knowledge, written(1, 1, 9, 0, byte(7), 1, 'content', 3, 'p', 0), 'bo')
    const grow = () => {
      for (let clock = 1; clock < 5000; clock++) enter(knowledge, written(1, 1, 9, clock, byte(7), 0, 9, clock - 1, 3, 'p', 0), 'bo')
    }
    expect(grow).toThrow('nested too deep')
  })

  test('a client id that somebody has announced, before they wrote', () => {
    const { knowledge } = world()
    knowledge.claim(50, 'ana')
    expect(() => judge(written(1, 1, 50, 0, ...inTitle, 'x', 0), knowledge, bo)).toThrow('client id of somebody else')
    enter(knowledge, written(1, 1, 50, 0, ...inTitle, 'x', 0), 'ana')
  })

  test('every update that is cut off anywhere', () => {
    const { knowledge, his } = world()
    const whole = changeOf(his, doc => {
      doc.getText('title').insert(0, 'more 🐦', { bold: true })
      doc.getText('title').delete(8, 2)
    })
    expect(() => judge(whole, knowledge, bo)).not.toThrow()
    for (let size = 0; size < whole.length; size++) expect(() => judge(whole.subarray(0, size), knowledge, bo), `${size} bytes`).toThrow()
  })

  test('whatever the guard lets in, Yjs applies without a rest', () => {
    const { knowledge, hers } = world()
    const state = Y.encodeStateAsUpdate(hers)
    let seed = 1
    const random = () => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed / 0x7fffffff }
    let entered = 0
    for (let round = 0; round < 20_000; round++) {
      const sample = changeOf(load(state, 2), doc => { doc.getText('title').insert(3, 'mutant'); doc.getText('title').delete(1, 4) })
      const at = Math.floor(random() * sample.length)
      sample[at] = Math.floor(random() * 256)
      if (!passes(sample, knowledge)) continue
      entered++
      const doc = load(state, 77)
      Y.applyUpdate(doc, sample)
      expect(doc.store.pendingStructs ?? doc.store.pendingDs, `round ${round}`).toBeNull()
      Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc))
    }
    expect(entered).toBeGreaterThan(1000)
  })
})

function load(state: Uint8Array, clientId: number): Y.Doc {
  const doc = docOf(clientId)
  Y.applyUpdate(doc, state)
  return doc
}

function passes(bytes: Uint8Array, knowledge: Knowledge): boolean {
  try {
    judge(bytes, knowledge, bo)
    return true
  } catch {
    return false
  }
}
