import type { Kind } from '@kopa/shared/documents/kinds.ts'
import type { Base, Knowledge } from './knowledge.ts'

/** An update that is stored, ready to be sent to who does not have it. `at`: when it was written, where that is not just now. */
export interface Kept { position: number, userId: string, frame: Buffer, bytes: Uint8Array, at?: Date }

export interface RoomState {
  id: string
  kind: Kind
  workspaceId: string
  epoch: number
  /** Read only: not all of it can be read. */
  isFlagged: boolean
  /** why not; null: all of it can be read, or it was flagged before */
  fault: string | null
  snapshot: Uint8Array | null
  snapshotPosition: number
  /** what the snapshot holds; null: not known */
  base: Base | null
  /** who wrote what, at the snapshot (ledger.ts) */
  authorship: Uint8Array | null
  tail: Kept[]
  knowledge: Knowledge
}
