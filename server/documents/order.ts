import { Refusal } from './refusal.ts'
import type { Id, Section, Struct } from './update-reader.ts'

export interface Placed { client: number, struct: Struct }

/** How often client ids may wait for each other in one update. People's updates need two or three rounds. */
const mostRounds = 1000

/**
 * The structs of an update, each after everything it stands on (its neighbours, its parent).
 * Where there is no such order, Yjs would keep the rest pending for ever, or throw half-way with the document changed.
 * @param known the first clock of a client id that the document does not have yet
 * @throws Refusal for a reference to what neither the document nor the update has, and for structs that wait for each other
 */
export function orderStructs(sections: Section[], known: (client: number) => number): Placed[] {
  const reached = new Map(sections.map(({ client, from }) => [client, Math.min(from, known(client))]))
  const isThere = (id: Id | null) => id === null || id.clock < Math.max(reached.get(id.client) ?? 0, known(id.client))
  const placed: Placed[] = []
  let waiting = sections.map(section => ({ section, next: 0 }))
  for (let round = 0; waiting.length > 0; round++) {
    const before = placed.length
    for (const reader of waiting) {
      const { client, structs } = reader.section
      for (let struct = structs[reader.next]; struct && stands(struct, isThere); struct = structs[reader.next]) {
        placed.push({ client, struct })
        reached.set(client, struct.clock + struct.length)
        reader.next++
      }
    }
    if (placed.length === before || round > mostRounds) throw new Refusal('stands on what is not there')
    waiting = waiting.filter(({ section, next }) => next < section.structs.length)
  }
  return placed
}

const stands = (struct: Struct, isThere: (id: Id | null) => boolean): boolean =>
  isThere(struct.origin) && isThere(struct.rightOrigin) && isThere(struct.parent)
