/**
 * What travels on `sync/:documentId`: the y-websocket protocol (y-protocols 1.0) plus what clients
 * that offer the subprotocol `kopa.1` get on top.
 */

export const subprotocol = 'kopa.1'

/**
 * First varuint of a frame. 0-3 as in y-websocket. `saved` (server to client) carries three varuints: how many sync
 * step 2 and update frames of this connection are on disk, the position of the document's log, the document's epoch.
 * The last two come back as `?since=` and `?epoch=` when the client resumes.
 */
export const messageType = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 100 } as const

/** Second varuint of a sync frame. */
export const syncStep = { step1: 0, step2: 1, update: 2 } as const

/** y-websocket 3.1 stops retrying on 4400-4499 and retries everything else. */
export const closeCode = {
  signIn: 4401,
  noAccess: 4403,
  noSuchDocument: 4404,
  otherEpoch: 4409,
  tooLarge: 4413,
  /** All documents of the workspace together. */
  workspaceTooLarge: 4414,
  /** One message was larger than any may be (`KOPA_FRAME_BYTES`): the same again will not get in. */
  tooMuchAtOnce: 4415,
  refusedUpdate: 4422,
  /** The person's rights changed: come back and be judged again. */
  rightsChanged: 4500,
  notStored: 4501,
  serverStops: 4502,
  tooSlow: 4503,
  /** Something that comes before this update is missing: come back, and all of it is sent in order. */
  gap: 4504,
  /** This person, or this node, has as many documents open as may be: come back later. */
  tooMany: 4505,
  /** RFC 6455, "policy violation": more messages than anybody's typing makes. Come back, and all that is missing is sent in one. */
  tooManyFrames: 1008,
} as const
export type CloseCode = (typeof closeCode)[keyof typeof closeCode]

/** What stands beside a close with `refusedUpdate`: terms that never change, for programs, the audit and the metrics. Screens have sentences for them. */
export const refusalReasons = [
  'broken json', 'broken text', 'bytes after the end', 'client id of somebody else', 'client id twice', 'clock gap', 'declared but not there', 'deletes what is not there',
  'forbidden key', 'name too long', 'nested too deep', 'no structs', 'number out of range', 'stands on what is not there', 'state vector too large', 'too many client ids',
  'too many deletions', 'too many presence states', 'too many repairs', 'too many structs', 'truncated', 'unknown content', 'unknown parent', 'unknown root', 'unknown struct',
  'unknown sync message', 'unknown type', 'unknown value', 'wrong content in root', 'zero length',
] as const

export const limits = {
  /** characters of a title */
  titleCharacters: 300,
  /** on one word: no editor makes so many, and what is beyond is passed over */
  marks: 100,
} as const
