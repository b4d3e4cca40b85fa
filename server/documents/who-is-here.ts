import type { Cluster } from './cluster.ts'
import type { SignedPerson } from './presence.ts'
import type { Rooms } from './rooms.ts'

interface Houses { rooms: Rooms, cluster: Cluster | null }

/** The people who have these documents open, on this node or another. */
export function whoIsHere(houses: Houses, documentIds: readonly string[]): Map<string, SignedPerson[]> {
  const here = documentIds.map(id => [id, peopleIn(houses, id)] as const)
  return new Map(here.filter(([, people]) => people.length > 0))
}

/** Somebody may be here and on another node at once. */
function peopleIn({ rooms, cluster }: Houses, documentId: string): SignedPerson[] {
  const own = rooms.find(documentId)?.presence.people() ?? []
  const elsewhere = cluster?.peopleElsewhere(documentId) ?? []
  return elsewhere.length === 0 ? own : [...new Map([...elsewhere, ...own].map(person => [person.id, person])).values()]
}
