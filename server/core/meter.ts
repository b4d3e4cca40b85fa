import type { ErrorCode } from '@kopa/shared/errors.ts'

/** What the server counts while it works. Durations in milliseconds; every word is one of a fixed list: no content, no ids, no names. */
export interface Meter {
  /** A transaction of the log is on disk. */
  committed: (milliseconds: number, updates: number) => void
  /** From the moment a frame was taken up until what it says was written to the others' sockets. */
  relayed: (milliseconds: number) => void
  presenceSent: (frames: number) => void
  /** An update that did not enter its document. */
  updateRefused: (reason: string) => void
  requestRefused: (code: ErrorCode) => void
  keeperDid: (task: string, milliseconds: number) => void
  keeperThreadReplaced: () => void
}

/** Counts nothing: metrics are switched off. */
export const noMeter: Meter = {
  committed: () => {},
  relayed: () => {},
  presenceSent: () => {},
  updateRefused: () => {},
  requestRefused: () => {},
  keeperDid: () => {},
  keeperThreadReplaced: () => {},
}
