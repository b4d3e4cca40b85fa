import { closeCode } from '@kopa/shared/documents/protocol.ts'

/** The truth about what this person wrote in one document. */
export type SavedState =
  /** Nothing is known yet: the document is being opened. */
  | { state: 'opening' }
  /** Everything written here is on the server's disk. */
  | { state: 'saved' }
  /** On the way. `isLate`: for more than 5 s; what was written is kept on this device meanwhile. */
  | { state: 'saving', isLate: boolean }
  /** No connection. `isWaiting`: something written here is kept on this device, or just being written there, and waits to be sent. */
  | { state: 'offline', isWaiting: boolean }
  /** Neither on the server nor on this device: it is only in this window. */
  | { state: 'notStored' }
  /** The server has closed the door for good; what was written here stays on this device. */
  | { state: 'refused', reason: Refusal, /** the server's own word for it, if it gave one */ term: string, isWaiting: boolean, isKept: boolean }

export type Refusal = 'signIn' | 'noAccess' | 'noSuchDocument' | 'otherEpoch' | 'tooLarge' | 'workspaceTooLarge' | 'tooMuchAtOnce' | 'refusedUpdate' | 'other'

/** What the connection and the copy on this device report. */
export interface Facts {
  connection: 'opening' | 'open' | 'closed'
  /** The code with which the server closed the door for good, or null. */
  refusedWith: number | null
  /** What it said with that. */
  refusedFor: string
  /** Something written on this device has not been acknowledged. */
  isUnacknowledged: boolean
  /** Since when, milliseconds since 1970. */
  unacknowledgedSince: number | null
  /** The copy on this device holds everything, is about to, or cannot. */
  copy: 'kept' | 'writing' | 'failed'
}

/** milliseconds after which "Saving" is no longer an honest word */
export const lateAfter = 5_000

/** milliseconds without an acknowledgement after which a browser without a network counts as offline */
export const silentAfter = 1_000

export function savedStateOf(facts: Facts, now: number): SavedState {
  // A copy of a document that was begun anew is let go of, lest it come back.
  const isKept = facts.copy !== 'failed' && facts.refusedWith !== closeCode.otherEpoch
  if (facts.refusedWith !== null) return { state: 'refused', reason: refusalOf(facts.refusedWith), term: facts.refusedFor, isWaiting: facts.isUnacknowledged, isKept }
  if (facts.connection === 'open') return stateWhenOpen(facts, now)
  // Also while the copy is written: every key would say "Saving" and "Offline" in turn, and screen readers read each.
  if (facts.isUnacknowledged) return facts.copy === 'failed' ? { state: 'notStored' } : { state: 'offline', isWaiting: true }
  return facts.connection === 'opening' ? { state: 'opening' } : { state: 'offline', isWaiting: false }
}

function stateWhenOpen(facts: Facts, now: number): SavedState {
  if (!facts.isUnacknowledged) return { state: 'saved' }
  const isLate = now - (facts.unacknowledgedSince ?? now) >= lateAfter
  return isLate && facts.copy === 'failed' ? { state: 'notStored' } : { state: 'saving', isLate }
}

const refusals = new Map<number, Refusal>([
  [closeCode.signIn, 'signIn'], [closeCode.noAccess, 'noAccess'], [closeCode.noSuchDocument, 'noSuchDocument'],
  [closeCode.otherEpoch, 'otherEpoch'], [closeCode.tooLarge, 'tooLarge'], [closeCode.workspaceTooLarge, 'workspaceTooLarge'],
  [closeCode.tooMuchAtOnce, 'tooMuchAtOnce'], [closeCode.refusedUpdate, 'refusedUpdate'],
])

const refusalOf = (code: number): Refusal => refusals.get(code) ?? 'other'

/** Something that was written here is not on the server's disk. */
export const isUnsaved = (saved: SavedState): boolean =>
  saved.state === 'saving' || saved.state === 'notStored' || ((saved.state === 'offline' || saved.state === 'refused') && saved.isWaiting)

const forSize: ReadonlySet<Refusal> = new Set<Refusal>(['tooLarge', 'workspaceTooLarge', 'tooMuchAtOnce'])

/** Nothing more may be written here. Where something is only too large, it can still be taken away. */
export const isLocked = (saved: SavedState): boolean => saved.state === 'refused' && !forSize.has(saved.reason)

/** The server closed the door for want of room, or to so much at once. */
export const isForSize = (code: number | null): boolean => code !== null && forSize.has(refusalOf(code))

/** The server's word that for this person the document does not exist, or no longer. */
export const isGone = (code: number | null): boolean => code === closeCode.noSuchDocument || code === closeCode.noAccess

/** ... or that it is another document now: either way what is on this device is of no more use to the server. */
export const isOver = (code: number | null): boolean => isGone(code) || code === closeCode.otherEpoch

const gravity = { saved: 0, opening: 1, offline: 2, saving: 3, notStored: 5, refused: 6 } as const
const gravityOf = (saved: SavedState): number => (saved.state === 'offline' && saved.isWaiting ? 4 : gravity[saved.state])

/** What is to be said of two documents that are shown as one: the graver truth. */
export const worseOf = (one: SavedState, other: SavedState): SavedState => (gravityOf(other) > gravityOf(one) ? other : one)
