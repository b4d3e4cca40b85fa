import { ByteCursor } from './byte-cursor.ts'
import { presenceFrame, type PresenceState } from './frames.ts'
import type { Knowledge } from './knowledge.ts'
import { Refusal } from './refusal.ts'

/** A person as the others in a document see them: said by the server, never by their client. */
export interface SignedPerson { id: string, name: string, color: number, companyId: string, companyName: string }
export interface Present { person: SignedPerson }

/** `node`: where the person is connected; undefined: here. */
interface State extends PresenceState { owner: Present, node?: string }

/** Entries in one frame: a stock client repeats what it heard of everybody else. */
const mostEntries = 5000
/** y-protocols removes a state that says null. */
const gone = 'null'
const activities = ['active', 'idle', 'away'] as const

/**
 * Who is in a room, and where. Each connection speaks for one client id, its own; whatever it says of others
 * (stock clients echo what they hear; hostile ones rename and remove people) is passed over.
 */
export class Presence {
  #states = new Map<number, State>()
  #changed = new Map<number, PresenceState>()
  /** What of it happened on this node. */
  #changedHere = new Map<number, PresenceState>()
  #clientOf = new Map<Present, number>()
  #hasComings = false
  #knowledge: Knowledge
  #mostBytes: number

  /** @param mostBytes of one state */
  constructor(knowledge: Knowledge, mostBytes: number) {
    this.#knowledge = knowledge
    this.#mostBytes = mostBytes
  }

  /** @throws Refusal for a frame that cannot be read */
  receive(from: Present, bytes: Uint8Array): void {
    const cursor = new ByteCursor(bytes)
    const count = cursor.count()
    if (count > mostEntries) throw new Refusal('too many presence states')
    for (let left = count; left > 0; left--) {
      const [client, clock, json] = [cursor.uint(), cursor.uint(), cursor.slice()]
      if (this.#speaksFor(from, client)) this.#set(from, client, clock, json)
    }
  }

  leave(from: Present): void {
    const client = this.#clientOf.get(from)
    this.#clientOf.delete(from)
    const state = client === undefined ? undefined : this.#states.get(client)
    if (state?.owner === from) this.#remove(state)
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0
  }

  /** What happened since the last call, for everybody at once. */
  takeChanges(): Buffer {
    const frame = presenceFrame(this.#changed.values(), this.#changed.size)
    this.#changed.clear()
    return frame
  }

  /** What happened on this node since the last call, for the others. */
  takeOwnChanges(): PresenceState[] {
    const changes = [...this.#changedHere.values()].map(({ client, clock, json }) => ({ client, clock, json }))
    this.#changedHere.clear()
    return changes
  }

  /** Everybody who is connected to this node. */
  ownStates(): PresenceState[] {
    return [...this.#states.values()].filter(({ node }) => node === undefined).map(({ client, clock, json }) => ({ client, clock, json }))
  }

  ownPeople(): SignedPerson[] {
    return peopleOf([...this.#states.values()].filter(({ node }) => node === undefined))
  }

  /** What another node has signed. A client id speaks for whoever is connected with it: here before elsewhere. */
  hear(node: string, states: readonly PresenceState[]): void {
    for (const state of states) {
      const before = this.#states.get(state.client)
      if (before && before.node === undefined) continue
      if (state.json !== gone) this.#put({ ...state, node, owner: { person: personIn(state.json) } })
      else if (before?.node === node) this.#remove({ ...state, node })
    }
  }

  /** Another node is gone, and whoever was connected to it. */
  forgetNode(node: string): void {
    for (const state of this.#states.values()) if (state.node === node) this.#remove(state)
  }

  /** Has anybody come or gone since the last call? (Moving about does not count.) */
  takeComings(): boolean {
    const had = this.#hasComings
    this.#hasComings = false
    return had
  }

  /** Everybody's state, for somebody who has just come or has missed something. */
  everybody(): Buffer {
    return presenceFrame(this.#states.values(), this.#states.size)
  }

  people(): SignedPerson[] {
    return peopleOf([...this.#states.values()])
  }

  /** The first client id that a connection names, unless it is (or was, in this room) another person's. */
  #speaksFor(from: Present, client: number): boolean {
    const own = this.#clientOf.get(from)
    if (own !== undefined) return own === client
    const owner = this.#knowledge.ownerOf(client)
    if (owner !== undefined && owner !== from.person.id) return false
    this.#knowledge.claim(client, from.person.id)
    this.#clientOf.set(from, client)
    return true
  }

  #set(owner: Present, client: number, clock: number, json: Uint8Array): void {
    if (json.length > this.#mostBytes) return
    const before = this.#states.get(client)
    // Others pass over a clock that goes back: taken here, it would be gone from nobody's screen when its owner leaves.
    if (before && before.owner === owner && clock < before.clock) return
    const state = { owner, client, clock, json: signed(owner.person, json) }
    if (state.json !== gone) this.#put(state)
    else if (before) this.#remove({ ...before, clock })
  }

  #put(state: State): void {
    if (!this.#states.has(state.client)) this.#hasComings = true
    this.#states.set(state.client, state)
    this.#note(state, state.node)
  }

  #remove({ client, clock, node }: Pick<State, 'client' | 'clock' | 'node'>): void {
    if (this.#states.delete(client)) this.#hasComings = true
    this.#note({ client, clock, json: gone }, node)
  }

  #note(state: PresenceState, node: string | undefined): void {
    this.#changed.set(state.client, state)
    if (node === undefined) this.#changedHere.set(state.client, state)
  }
}

const peopleOf = (states: readonly State[]): SignedPerson[] => [...new Map(states.map(({ owner: { person } }) => [person.id, person])).values()]

/** Signed by the node that passed it on. */
const personIn = (json: string): SignedPerson => (JSON.parse(json) as { user: SignedPerson }).user

/** Only what others may need is passed on; the name is the session's. */
function signed(person: SignedPerson, json: Uint8Array): string {
  const state = parse(json)
  if (state === null) return gone
  const { cursor, state: activity } = state
  // Put together by hand: a thousand of these a second come from a hundred people who move about, and who they are never changes.
  const place = isCursor(cursor) ? `,"cursor":${JSON.stringify({ anchor: cursor.anchor, head: cursor.head })}` : ''
  const doing = activities.find(known => known === activity)
  return `{"user":${jsonOf(person)}${place}${doing === undefined ? '' : `,"state":"${doing}"`}}`
}

const jsonOfPeople = new WeakMap<SignedPerson, string>()

function jsonOf(person: SignedPerson): string {
  const known = jsonOfPeople.get(person)
  if (known !== undefined) return known
  const json = JSON.stringify(person)
  jsonOfPeople.set(person, json)
  return json
}

function parse(json: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.length).toString('utf8'))
    return isRecord(value) ? value : null
  } catch {
    throw new Refusal('broken json')
  }
}

interface Cursor { anchor: object, head: object }

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Two relative positions in JSON (Yjs, RelativePosition.js). */
const isCursor = (value: unknown): value is Cursor =>
  isObject(value) && 'anchor' in value && 'head' in value && isPlace(value.anchor) && isPlace(value.head)

function isPlace(value: unknown): value is object {
  if (!isRecord(value)) return false
  for (const key in value) if (!placeKeys.has(key) || !isPlacePart(value[key])) return false
  return true
}

const placeKeys: ReadonlySet<string> = new Set(['type', 'tname', 'item', 'assoc'])
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isPlacePart = (part: unknown): boolean =>
  !isObject(part) || ('client' in part && 'clock' in part && Object.keys(part).length === 2 && Number.isSafeInteger(part.client) && Number.isSafeInteger(part.clock))
