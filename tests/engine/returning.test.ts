import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noMeter } from '../../server/core/meter.ts'
import { readPositions } from '../../server/documents/queries.ts'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, textOf, type Editor, type EngineWorld } from './engine-world.ts'

/** Everybody comes back at once, to a document that is open: who has what is found out from bytes, not by opening it for each of them. */

const clients = 25
const asked = new Map<string, number>()

let world: EngineWorld
let ana: string
beforeAll(async () => {
  const meter = { ...noMeter, keeperDid: (task: string) => { asked.set(task, (asked.get(task) ?? 0) + 1) } }
  world = await startEngine({ config: { quiet: 50, selfCheckRound: 3_600_000 }, meter })
  ana = await world.join('Ana')
})
beforeEach(() => { asked.clear() })

interface Warm { id: string, editors: Editor[], /** what it was, change by change */ states: Uint8Array[] }

/** A document that three windows write in turn, words taken back among them, all of it folded; one of them stays in it. */
async function warm(word: string): Promise<Warm> {
  const id = await world.createDocument(ana)
  const editors = [1, 2, 3].map(() => openEditor(world.url, id, ana))
  await synced(...editors)
  const states: Uint8Array[] = []
  for (let round = 0; round < clients; round++) {
    const { doc } = editors[round % 3] ?? {}
    doc?.getText('title').insert(0, `${word} ${round} `)
    if (round % 4 === 3) doc?.getText('title').delete(0, 2)
    const said = doc?.getText('title').toJSON()
    await until(() => editors.every(editor => textOf(editor) === said))
    if (doc) states.push(Y.encodeStateAsUpdate(doc))
  }
  await until(async () => {
    const { snapshotPosition } = await world.database.selectFrom('documents').select('snapshotPosition').where('id', '=', id).executeTakeFirstOrThrow()
    return (await readPositions(world.database, [id])).every(({ position }) => position === snapshotPosition)
  })
  return { id, editors, states }
}

/** With what they had then, and nothing more said about it: as a stock client does. */
async function comeBack({ id, editors }: Warm, states: readonly Uint8Array[]): Promise<void> {
  asked.clear()
  const back = states.map(state => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    return openEditor(world.url, id, ana, { doc })
  })
  await synced(...back)
  await until(() => back.every(editor => editor.saved() === 1))
  const [here] = editors
  for (const editor of back) expect(textOf(editor)).toBe(here && textOf(here))
}

const same = (state: Uint8Array | undefined): Uint8Array[] => Array.from({ length: clients }, () => state ?? new Uint8Array(0))
const jobs = (): Record<string, number> => Object.fromEntries(asked)

test('with all of it, or each with another part of it: the keeper is asked for nothing', async () => {
  const document = await warm('word')
  await comeBack(document, same(document.states.at(-1)))
  expect(jobs()).toEqual({})
  await comeBack(document, document.states)
  expect(jobs()).toEqual({})
})

test('with the same part of a large one: it is compared once for all of them', async () => {
  const document = await warm('word'.repeat(1000))
  await comeBack(document, same(document.states[3]))
  expect(jobs()).toEqual({ diff: 1 })
})
