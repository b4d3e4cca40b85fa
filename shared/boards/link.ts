import type * as Y from 'yjs'
import { rootOf, type Stored } from './board.ts'
import { isRecord, numberIn, oneOf, textOrNull } from './stored-value.ts'

/** Finish-start, start-start, finish-finish, start-finish: which end of the predecessor drives which end of the successor. */
export const linkTypes = ['FS', 'SS', 'FF', 'SF'] as const
export type LinkType = (typeof linkTypes)[number]

export const lagKinds = ['working', 'elapsed', 'percent', 'elapsedPercent'] as const
/**
 * An offset; below zero it is a lead. `working`: minutes of the successor's calendar; `elapsed`: minutes of the clock;
 * the others: of the predecessor's duration, in either kind of minutes.
 */
export interface Lag { kind: (typeof lagKinds)[number], amount: number }

export interface Link {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly type: LinkType
  readonly lag: Lag
  /** milliseconds since 1970: of two links that close a circle the later one is passed over, the same on every screen */
  readonly created: number
}

/** minutes, or per cent */
export const mostLag = 60 * 24 * 366 * 20

function readLink(id: string, value: Stored): Link | null {
  if (!isRecord(value)) return null
  const [from, to] = [textOrNull(value['from']), textOrNull(value['to'])]
  if (from === null || to === null || from === to) return null
  const lag = isRecord(value['lag']) ? value['lag'] : {}
  return {
    id, from, to,
    type: oneOf(linkTypes, value['type']) ?? 'FS',
    lag: {
      kind: oneOf(lagKinds, lag['kind']) ?? 'working',
      amount: numberIn(lag['amount'], { least: -mostLag, most: mostLag, otherwise: 0 }),
    },
    created: numberIn(value['created'], { least: 0, most: 8.64e15, otherwise: 0 }),
  }
}

export const linksOf = (doc: Y.Doc): Link[] =>
  [...rootOf(doc, 'links')].flatMap(([id, value]) => readLink(id, value) ?? []).toSorted((one, other) => one.created - other.created || (one.id < other.id ? -1 : 1))

/** One value: ends, type and lag of two authors never mix. */
export const putLink = (doc: Y.Doc, { id, from, to, type, lag, created }: Link): void => void rootOf(doc, 'links').set(id, { from, to, type, lag: { ...lag }, created })
export const removeLink = (doc: Y.Doc, id: string): void => rootOf(doc, 'links').delete(id)
