import { availableParallelism } from 'node:os'

/** A limit on what one person or one document may take. Set from outside by its name in capitals: `KOPA_FRAME_BYTES`. */
interface Cap { usual: number, least: number, most: number }

const [kilobyte, megabyte] = [1024, 1024 * 1024]

/** Everything that could grow without end, and where it ends. Documented in docs/operations.md, which a test holds to this list. */
export const caps = {
  /** bytes of one frame from a client: what somebody pastes at once */
  frameBytes: { usual: 8 * megabyte, least: 64 * kilobyte, most: 128 * megabyte },
  /** messages that one socket may send at once, and a hundredth of that each second from then on */
  framesAtOnce: { usual: 100_000, least: 1000, most: 1_000_000_000 },
  /** bytes waiting in a reader's socket before it is cut (it resumes by itself) */
  readerBytes: { usual: 4 * megabyte, least: 64 * kilobyte, most: 256 * megabyte },
  /** bytes that one person may have on their way in, over all their sockets: frames that are not whole yet, or wait to be handled */
  arrivingBytes: { usual: 64 * megabyte, least: 64 * kilobyte, most: 4096 * megabyte },
  /** bytes of one presence state: who it is, where, what is selected and pulled are some 1,700 at most */
  presenceBytes: { usual: 4 * kilobyte, least: 2 * kilobyte, most: 64 * kilobyte },
  /** client ids (one for each time a page is opened and written in) of one person in one document */
  clientIds: { usual: 10_000, least: 100, most: 1_000_000 },
  /** how often in an hour one person may send what has one document begun anew, before it takes nothing more from them */
  repairsPerHour: { usual: 5, least: 1, most: 1_000_000_000 },
  /** bytes of one document: the most that is added to it; who takes something away is always let in */
  documentBytes: { usual: 64 * megabyte, least: 64 * kilobyte, most: 1024 * megabyte },
  /** bytes of all documents of one workspace in storage: the most that is added to them; other nodes may bring it some megabytes further */
  workspaceBytes: { usual: 10_240 * megabyte, least: 256 * kilobyte, most: 1024 * 1024 * 1024 * megabyte },
  /** documents that one person has open at once, on one node */
  socketsPerPerson: { usual: 2000, least: 10, most: 100_000 },
  /** WebSockets that one person opens in a minute, on one node, for documents and for open screens each; and an address where nobody is signed in */
  upgradesPerMinute: { usual: 6000, least: 10, most: 1_000_000_000 },
  /** documents that are open at once, on one node */
  openDocuments: { usual: 20_000, least: 10, most: 1_000_000 },
  /** bytes that may wait for the database before sockets are closed; their authors keep what they wrote */
  queueBytes: { usual: 64 * megabyte, least: megabyte, most: 4096 * megabyte },
  /** threads of the keeper */
  workers: { usual: Math.min(8, Math.max(2, availableParallelism())), least: 2, most: 64 },
  /** megabytes that each of them may take; a document that needs more is tried once with four times as much, alone */
  workerMegabytes: { usual: 512, least: 32, most: 16_384 },
  /** milliseconds that one of their jobs may take; six times as long for a document that is tried once more */
  jobMilliseconds: { usual: 20_000, least: 1000, most: 600_000 },
  /** questions that may wait for a thread */
  waitingQuestions: { usual: 1000, least: 10, most: 100_000 },
  /** bytes of a file that becomes a board */
  importBytes: { usual: 10 * megabyte, least: 64 * kilobyte, most: 30 * megabyte },
  /** milliseconds that reading or writing such a file may take */
  transferMilliseconds: { usual: 60_000, least: 1000, most: 600_000 },
} as const satisfies Record<string, Cap>

export type CapName = keyof typeof caps
export type Caps = Record<CapName, number>

export const capNames = Object.keys(caps) as CapName[] // its keys are its names
export const usualCaps = Object.fromEntries(capNames.map(name => [name, caps[name].usual])) as Caps

/** `frameBytes`: KOPA_FRAME_BYTES */
export const settingOf = (name: CapName): string => `KOPA_${name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}`
