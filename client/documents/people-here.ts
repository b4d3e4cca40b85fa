/** How present somebody is: idle after 2 minutes without input, away when the page was out of sight for 5. */
export type Attention = 'active' | 'idle' | 'away'

export interface PersonHere {
  userId: string
  name: string
  company: { id: string, name: string, color: number }
  attention: Attention
  isMe: boolean
}

const order: Record<Attention, number> = { active: 0, idle: 1, away: 2 }
const attentions: readonly unknown[] = Object.keys(order)

/** One entry a person, however many windows they have; me first, then by name. States come from other people's clients: nothing is taken for granted. */
export function peopleHere(states: Iterable<unknown>, myId: string, compare: (a: string, b: string) => number): PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const state of states) {
    const person = readPerson(state, myId)
    if (!person) continue
    const known = people.get(person.userId)
    if (!known || order[person.attention] < order[known.attention]) people.set(person.userId, person)
  }
  return [...people.values()].toSorted((a, b) => Number(b.isMe) - Number(a.isMe) || compare(a.name, b.name))
}

/** The list from before while it says the same. */
export const sameOr = (before: readonly PersonHere[], now: readonly PersonHere[]): readonly PersonHere[] =>
  (before.length === now.length && now.every((person, at) => isSame(person, before[at])) ? before : now)

const isSame = (one: PersonHere, other: PersonHere | undefined): boolean =>
  one.userId === other?.userId && one.name === other.name && one.attention === other.attention && one.company.name === other.company.name && one.company.color === other.company.color

/** The server signs who somebody is; `state` is what their client says of their attention. */
export function readPerson(presence: unknown, myId: string): PersonHere | null {
  const { user, state } = (presence ?? {}) as { user?: Record<string, unknown>, state?: unknown }
  const { id, name, companyId, companyName, color } = user ?? {}
  if (typeof id !== 'string' || typeof name !== 'string' || typeof companyId !== 'string') return null
  const company = { id: companyId, name: typeof companyName === 'string' ? companyName : '', color: typeof color === 'number' ? color : 7 }
  return { userId: id, name, company, attention: attentions.includes(state) ? state as Attention : 'active', isMe: id === myId }
}
