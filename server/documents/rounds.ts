import type { Meter } from '../core/meter.ts'
import type { Cluster } from './cluster.ts'
import type { EngineParts } from './engine-parts.ts'
import { heartbeatFrame, presenceFrame } from './frames.ts'
import { findPrivateTo } from './queries.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { Connection } from './socket.ts'

export interface RoundParts extends Pick<EngineParts, 'database' | 'log' | 'onPresence'> {
  meter: Meter
  rooms: Rooms
  connections: ReadonlySet<Connection>
  cluster: Cluster | null
}

/** What is said to everybody from time to time, together instead of one by one. */
export class Rounds {
  #parts: RoundParts
  #withNews = new Set<Room>()

  constructor(parts: RoundParts) {
    this.#parts = parts
  }

  /** Somebody in this room has come, gone or moved. */
  notePresence(room: Room): void {
    this.#withNews.add(room)
  }

  sendPresence(): void {
    for (const room of this.#withNews) {
      if (!room.presence.hasChanged) continue
      const { all, own } = room.presence.takeChanges()
      this.#parts.cluster?.tellPresence(room, own)
      this.#parts.meter.presenceSent(sendTo(room, presenceFrame(all)))
    }
    this.#withNews.clear()
  }

  /** Who has come or gone; where the log is, for clients that resume; presence for whoever had to skip it. */
  tellPositions(): void {
    for (const room of this.#parts.rooms.all()) {
      if (room.presence.takeComings()) this.#tellComings(room)
      for (const connection of room.connections) tellPosition(room, connection)
    }
  }

  /** Who does not answer between two of them is gone. */
  beat(): void {
    for (const connection of this.#parts.connections) {
      if (!connection.isAlive) connection.socket.terminate()
      connection.isAlive = false
      connection.socket.ping()
      connection.write(heartbeatFrame)
    }
  }

  async tellScreens(documentId: string, workspaceId: string): Promise<void> {
    const { database, log, onPresence } = this.#parts
    try {
      onPresence?.({ workspaceId, privateTo: await findPrivateTo(database, documentId) })
    } catch (error) {
      log.warn({ err: error }, 'open screens were not told who is here')
    }
  }

  #tellComings(room: Room): void {
    this.#parts.cluster?.tellComings(room)
    void this.tellScreens(room.id, room.state.workspaceId)
  }
}

/** @returns to how many it went */
function sendTo({ connections }: Room, frame: Buffer): number {
  let sent = 0
  for (const connection of connections) {
    if (connection.writePresence(frame)) sent++
  }
  return sent
}

function tellPosition(room: Room, connection: Connection): void {
  const isNews = connection.isSynced && connection.opening.isKopa && connection.toldPosition !== room.reach
  const saved = isNews ? connection.saved(room.reach, room.state.epoch) : null
  if (saved) connection.write(saved)
  if (!connection.missesPresence || connection.isBehind) return
  connection.missesPresence = false
  connection.write(room.presence.everybody())
}
