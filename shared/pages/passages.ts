import * as Y from 'yjs'
import { keyBetween } from '../order.ts'
import { appendNodes, type PageNode, readNodes } from './page-json.ts'
import { putInPlace } from './in-place.ts'

/**
 * Passages that one company keeps for itself in a shared page. They lie in a second document, the company's side of the page, so that
 * their bytes never reach the others (docs/decisions/0042). A place is said by the blocks of the page around it, by their ids.
 */
export interface PassagePlace {
  /** The blocks that follow, nearest first. */
  before: string[]
  /** The blocks that it follows, nearest first. */
  after: string[]
  /** Among passages at one place (order.ts). */
  order: string
}

export interface PlacedPassage { id: string, place: PassagePlace }
/** A passage as plain data: what a version keeps, and what an export says. */
export interface WholePassage extends PlacedPassage { content: PageNode[] }

/** Blocks that a place names on each side: some may be removed before anybody looks. */
export const mostNeighbours = 8
const mostIdLength = 64
const orderKey = /^[0-9A-Za-z]{0,127}[1-9A-Za-z]$/

export const passagesRoot = (side: Y.Doc): Y.Map<unknown> => side.getMap('passages')

/** Where the words of a passage lie; null: there is none of this id. */
export function passageBody(side: Y.Doc, id: string): Y.XmlFragment | null {
  const entry = passagesRoot(side).get(id)
  return entry instanceof Y.Map ? bodyIn(entry as Y.Map<unknown>) : null
}

function bodyIn(entry: Y.Map<unknown>): Y.XmlFragment | null {
  const body = entry.get('content')
  return body instanceof Y.XmlFragment ? body : null
}

/** In the order in which they stand at one place. What is no passage is left out. */
export function passagesOf(side: Y.Doc): PlacedPassage[] {
  const found: PlacedPassage[] = []
  for (const [id, entry] of passagesRoot(side)) {
    if (entry instanceof Y.Map && bodyIn(entry as Y.Map<unknown>)) found.push({ id, place: readPlace((entry as Y.Map<unknown>).get('place')) })
  }
  return found.toSorted(inOrder)
}

const inOrder = (a: PlacedPassage, b: PlacedPassage): number =>
  a.place.order === b.place.order ? (a.id < b.id ? -1 : 1) : a.place.order < b.place.order ? -1 : 1

export const readPassages = (side: Y.Doc): WholePassage[] =>
  passagesOf(side).map(({ id, place }) => ({ id, place, content: readNodes(passageBody(side, id) ?? new Y.XmlFragment()) }))

export function addPassage(side: Y.Doc, { id, place, content }: WholePassage): void {
  const [entry, body] = [new Y.Map<unknown>(), new Y.XmlFragment()]
  entry.set('place', readPlace(place))
  entry.set('content', body)
  passagesRoot(side).set(id, entry)
  appendNodes(body, putInPlace(content))
}

export function movePassage(side: Y.Doc, id: string, place: PassagePlace): void {
  const entry = passagesRoot(side).get(id)
  if (entry instanceof Y.Map) entry.set('place', readPlace(place))
}

export const removePassage = (side: Y.Doc, id: string): void => passagesRoot(side).delete(id)

/** Whatever somebody has written there. */
function readPlace(said: unknown): PassagePlace {
  const { before, after, order } = (typeof said === 'object' && said !== null ? said : {}) as Record<string, unknown>
  return { before: readIds(before), after: readIds(after), order: typeof order === 'string' && orderKey.test(order) ? order : '' }
}

const readIds = (said: unknown): string[] =>
  Array.isArray(said) ? said.filter((id): id is string => typeof id === 'string' && id !== '' && id.length <= mostIdLength).slice(0, mostNeighbours) : []

/**
 * Before which block of the page each passage stands: its index, `blocks.length` for the end. The nearest block behind a passage that is still
 * there says where; then the nearest before it; a passage that knows neither stands at the end, where nobody overlooks it.
 * @param blocks ids of the page's blocks in their order; null: a block that has none
 */
export function placePassages<P extends PlacedPassage>(passages: readonly P[], blocks: readonly (string | null)[]): Map<number, P[]> {
  const indexOf = new Map(blocks.map((id, index) => [id, index]))
  const placed = new Map<number, P[]>()
  for (const passage of passages) {
    const index = placeOf(passage.place, indexOf) ?? blocks.length
    const there = placed.get(index)
    if (there) there.push(passage)
    else placed.set(index, [passage])
  }
  return placed
}

function placeOf({ before, after }: PassagePlace, indexOf: Map<string | null, number>): number | null {
  const next = before.find(id => indexOf.has(id))
  if (next !== undefined) return indexOf.get(next) ?? null
  const last = after.find(id => indexOf.has(id))
  return last === undefined ? null : (indexOf.get(last) ?? -1) + 1
}

/** What a place before the block of this index says. */
export const neighboursOf = (blocks: readonly (string | null)[], index: number): Pick<PassagePlace, 'before' | 'after'> =>
  ({ before: someIds(blocks.slice(index)), after: someIds(blocks.slice(0, index).toReversed()) })

const someIds = (blocks: readonly (string | null)[]): string[] => blocks.filter(id => id !== null).slice(0, mostNeighbours)

/** A page as its company reads it: passages stand among the blocks, each as a block of its own. */
export function withPassages(content: readonly PageNode[], passages: readonly WholePassage[]): PageNode[] {
  if (passages.length === 0) return [...content]
  const placed = placePassages(passages, content.map(({ attrs }) => (typeof attrs?.['id'] === 'string' ? attrs['id'] : null)))
  const there = (index: number): PageNode[] => (placed.get(index) ?? []).map(passage => ({ type: 'passage', content: passage.content }))
  return [...content.flatMap((node, index) => [...there(index), node]), ...there(content.length)]
}

/** The place of a new passage before the block of this index, behind those that stand there already. */
export function placeBefore(passages: readonly PlacedPassage[], blocks: readonly (string | null)[], index: number): PassagePlace {
  const last = placePassages(passages, blocks).get(index)?.at(-1)
  return { ...neighboursOf(blocks, index), order: keyBetween(last?.place.order || null, null) }
}

/**
 * Where a passage stands after one step up or down: past its neighbour at the same place, else past a block. null: it cannot go on that way.
 */
export function stepPassage(passages: readonly PlacedPassage[], blocks: readonly (string | null)[], id: string, step: 'up' | 'down'): PassagePlace | null {
  const placed = placePassages(passages, blocks)
  const [index, there] = [...placed].find(([, some]) => some.some(passage => passage.id === id)) ?? []
  if (index === undefined || there === undefined) return null
  const at = there.findIndex(passage => passage.id === id)
  const isUp = step === 'up'
  const past = there[isUp ? at - 1 : at + 1]
  if (past) return { ...neighboursOf(blocks, index), order: isUp ? between(there[at - 2], past) : between(past, there[at + 2]) }
  const next = isUp ? index - 1 : index + 1
  if (next < 0 || next > blocks.length) return null
  const others = placed.get(next) ?? []
  return { ...neighboursOf(blocks, next), order: isUp ? between(others.at(-1), undefined) : between(undefined, others[0]) }
}

/** Two may have written the same key: then behind both. */
function between(before: PlacedPassage | undefined, after: PlacedPassage | undefined): string {
  const [from, to] = [before?.place.order || null, after?.place.order || null]
  return keyBetween(from, from !== null && to !== null && from >= to ? null : to)
}
