import type * as Y from 'yjs'
import { canonicalJson } from '../canonical-json.ts'
import { putInPlace } from './in-place.ts'
import { contentOf, titleOf } from './page.ts'
import { readNodes, readNodesApart, typesOf, type PageNode } from './page-json.ts'
import { setPageTitle } from './page-verbs.ts'
import { readAllSettings, revertSettings } from './page-settings.ts'
import { addPassage, passagesRoot, readPassages, type WholePassage } from './passages.ts'

/** All that a page says, as plain data: what a version shows, and what its hash is made of. */
export interface WholePage { title: string, content: PageNode[], /** of a company's side of a page: all that it says */ passages?: WholePassage[], settings?: Record<string, unknown> }

export function readPage(doc: Y.Doc): WholePage {
  const [passages, settings] = [readPassages(doc), readAllSettings(doc)]
  // Left out where there are none: the hashes of versions from before there were any stay true.
  return { title: titleOf(doc).toJSON(), content: readNodes(contentOf(doc)), ...(passages.length > 0 && { passages }), ...(Object.keys(settings).length > 0 && { settings }) }
}

/**
 * Makes a page say what an earlier version said. Blocks that are the same stay the live ones: what others write in them at
 * the same time survives, and comments stay where they are.
 */
export function revertPage(doc: Y.Doc, { title, content: said, passages = [], settings = {} }: WholePage): void {
  revertSettings(doc, settings)
  revertPassages(doc, passages)
  const content = putInPlace(said)
  setPageTitle(doc, title)
  const body = contentOf(doc)
  const now = readNodesApart(body).map(nodes => canonicalJson(nodes))
  const wanted = content.map(node => canonicalJson([node]))
  // From the end: what changes behind a place does not move it.
  for (const step of stepsBetween(now, wanted).toReversed()) {
    if (step.removed > 0) body.delete(step.at, step.removed)
    if (step.added.length > 0) body.insert(step.at, typesOf(step.added.map(index => content[index]).filter(node => node !== undefined)))
  }
}

/** A passage that says what it said stays the live one. */
function revertPassages(doc: Y.Doc, said: readonly WholePassage[]): void {
  const now = new Map(readPassages(doc).map(passage => [passage.id, canonicalJson(passage)]))
  const wanted = new Map(said.map(passage => [passage.id, passage]))
  for (const id of passagesRoot(doc).keys()) if (!wanted.has(id)) passagesRoot(doc).delete(id)
  for (const [id, passage] of wanted) if (now.get(id) !== canonicalJson(passage)) addPassage(doc, passage)
}

/** `removed` blocks at `at` give way to those of the wanted list with the indexes `added`. */
interface Step { at: number, removed: number, added: number[] }

/** What has to change, in ascending order, keeping a longest common subsequence. Long lists are first cut at both ends. */
function stepsBetween(now: readonly string[], wanted: readonly string[]): Step[] {
  let start = 0
  while (start < now.length && start < wanted.length && now[start] === wanted[start]) start++
  let end = 0
  while (end < now.length - start && end < wanted.length - start && now[now.length - 1 - end] === wanted[wanted.length - 1 - end]) end++
  const kept = commonOf(now.slice(start, now.length - end), wanted.slice(start, wanted.length - end))
  const anchors = [...kept.map(([from, to]) => [from + start, to + start] as const), [now.length - end, wanted.length - end] as const]
  return stepsAround(anchors, start)
}

function stepsAround(anchors: readonly (readonly [number, number])[], start: number): Step[] {
  const steps: Step[] = []
  let [at, next] = [start, start]
  for (const [from, to] of anchors) {
    const added = Array.from({ length: to - next }, (_, index) => next + index)
    if (from > at || added.length > 0) steps.push({ at, removed: from - at, added })
    ;[at, next] = [from + 1, to + 1]
  }
  return steps
}

/** Above this many comparisons, equal blocks are only paired in the order of their first places. */
const mostCells = 4_000_000

/** Pairs of places of a longest common subsequence. */
function commonOf(now: readonly string[], wanted: readonly string[]): [number, number][] {
  if (now.length * wanted.length > mostCells) return greedyOf(now, wanted)
  const width = wanted.length + 1
  const lengths = new Uint32Array((now.length + 1) * width)
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = now.length - 1; i >= 0; i--) {
    for (let j = wanted.length - 1; j >= 0; j--) {
      lengths[i * width + j] = now[i] === wanted[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < now.length && j < wanted.length;) {
    if (now[i] === wanted[j]) pairs.push([i++, j++])
    else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++
    else j++
  }
  return pairs
}

function greedyOf(now: readonly string[], wanted: readonly string[]): [number, number][] {
  const places = Map.groupBy(now.keys(), index => now[index])
  const pairs: [number, number][] = []
  let last = -1
  for (const [to, text] of wanted.entries()) {
    const from = places.get(text)?.find(index => index > last)
    if (from === undefined) continue
    pairs.push([from, to])
    last = from
  }
  return pairs
}
