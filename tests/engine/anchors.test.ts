import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { aliveIn } from '../../server/documents/tracking.ts'
import type { Piece } from '../../server/documents/moves.ts'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, type EngineWorld } from './engine-world.ts'

let world: EngineWorld
let ana: string
let bo: string
beforeAll(async () => {
  world = await startEngine({ config: { quiet: 100, oldest: 200 } })
  ana = await world.join('Ana')
  bo = await world.join('Bo')
})

const paragraph = (text: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(text)])
  return element
}

function textAt(doc: Y.Doc, index: number): Y.XmlText {
  const element = contentOf(doc).get(index)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error(`there is no paragraph ${index}`)
  return text
}

function wordsAt(doc: Y.Doc, pieces: readonly Piece[]): string {
  return pieces.flatMap(piece => aliveIn(doc, piece).map(({ clock, length }) => {
    const item = Y.getItem(doc.store, Y.createID(piece.client, clock))
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return ''
    return item.content.str.slice(clock - item.id.clock, clock - item.id.clock + length)
  })).join('')
}

test('what points at a sentence still does after somebody has split its paragraph and the server was restarted', async () => {
  const id = await world.createDocument(ana)
  const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
  await synced(hers, his)
  contentOf(hers.doc).insert(0, [paragraph('Before. We ship in May. After.')])
  await until(() => contentOf(his.doc).length === 1)
  const start = textAt(hers.doc, 0)._start
  if (!start) throw new Error('there is no text')
  const anchor = { id: randomUUID(), documentId: id, pieces: [{ client: start.id.client, clock: start.id.clock + 8, length: 15 }], at: new Date() }
  expect(wordsAt(hers.doc, anchor.pieces)).toBe('We ship in May.')
  await world.database.transaction().execute(transaction => world.engine.anchors.insert(transaction, anchor))
  // As the editor does it: the second half is deleted here and written again there, by Bo.
  his.doc.transact(() => {
    textAt(his.doc, 0).delete(16, 14)
    contentOf(his.doc).insert(1, [paragraph('in May. After.')])
  })
  await until(async () => (await world.engine.anchors.list(world.database, id))[0]?.pieces.length === 2)
  await until(() => contentOf(hers.doc).length === 2)
  const [moved] = await world.engine.anchors.list(world.database, id)
  expect(wordsAt(hers.doc, moved?.pieces ?? [])).toBe('We ship in May.')
  await world.restart()
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(wordsAt(fresh.doc, moved?.pieces ?? [])).toBe('We ship in May.')
  await world.database.transaction().execute(transaction => world.engine.anchors.delete(transaction, anchor.id))
  expect(await world.engine.anchors.list(world.database, id)).toEqual([])
})
