import type { Caps } from './caps.ts'
import type { Verdict } from './guard.ts'
import type { Sender } from './keeper.ts'
import type { Learned, Learner, LoggedUpdate } from './learning.ts'
import type { Log } from './log.ts'
import type { RefusalReason } from './refusal.ts'
import type { Repairs } from './repairs.ts'
import type { Room } from './room.ts'
import type { Kept } from './room-state.ts'
import type { Connection } from './socket.ts'
import type { SyncAnswers } from './sync-answers.ts'
import type { WorkspaceSizes } from './workspace-size.ts'

/** What a room asks of the rest of the engine. */
export interface RoomParts {
  caps: Pick<Caps, 'presenceBytes' | 'clientIds' | 'documentBytes'>
  log: Log
  sizes: WorkspaceSizes
  mayQueue: () => boolean
  answers: Pick<SyncAnswers, 'answer' | 'addsNothing' | 'weigh'>
  repairs: Pick<Repairs, 'isOver'>
  /** Large ones in another thread. Rejects with a Refusal, or throws it. */
  judge: (room: Room, update: Uint8Array, sender: Sender) => Promise<Verdict> | Verdict
  /** Judges what the log holds, and learns it; many or large ones in another thread. @throws KeeperClosed */
  learn: (learner: Learner, updates: readonly LoggedUpdate[]) => Promise<Learned> | Learned
  /** Takes in what other nodes have written meanwhile. Answers false when nobody else writes. */
  readOn: (room: Room) => Promise<boolean>
  changed: (room: Room, updates: number, bytes: number) => void
  /** This node has stored these: the others are told. */
  written: (room: Room, kept: Kept[]) => void
  left: (room: Room) => void
  failed: (room: Room) => void
  presenceChanged: (room: Room) => void
  refused: (room: Room, userId: string, reason: RefusalReason) => void
  /** Our own trouble, not the sender's: let them try again. */
  troubled: (room: Room, connection: Connection, error: unknown) => void
}
