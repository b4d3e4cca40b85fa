import { mostSelected, pulledDatesIn } from '@kopa/shared/documents/presence.ts'
import { ByteCursor } from './byte-cursor.ts'
import { presenceFrame, type PresenceState } from './frames.ts'
import type { Knowledge } from './knowledge.ts'
import { Refusal } from './refusal.ts'

/** A person as the others in a document see them: said by the server, never by their client. */
export interface SignedPerson { id: string, name: string, color: number, companyId: string, companyName: string }
export interface Present { person: SignedPerson }

/** Entries in one frame: a stock client repeats what it heard of everybody else. */
const mostEntries = 5000
/** y-protocols removes a state that says null. */
const gone = 'null'
const activities = ['active', 'idle', 'away'] as const

/** `node`: where it was said; undefined: here. */
interface Change extends PresenceState { readonly node?: string | undefined }
interface State extends Change { readonly owner: Present }

/**
 * What a connection here has said last. It is read when it is sent, with what all others said: of somebody who moves faster
 * than we send only the last place is read. What cannot be read means that they are gone.
 */
class Said implements State {
  readonly owner: Present
  readonly client: number
  readonly clock: number
  #unread: Uint8Array | null
  #json = gone

  constructor(owner: Present, client: number, clock: number, unread: Uint8Array) {
    this.owner = owner
    this.client = client
    this.clock = clock
    this.#unread = unread
  }

  get json(): string {
    if (this.#unread) this.#json = signed(this.owner.person, this.#unread)
    this.#unread = null
    return this.#json
  }
}

/**
 * Who is in a room, and where. Each connection speaks for one client id, its own; whatever it says of others
 * (stock clients echo what they hear; hostile ones rename and remove people) is passed over.
 */
export class Presence {
  #states = new Map<number, State>()
  #changed = new Map<number, Change>()
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
    if (client === undefined) return
    const state = this.#states.get(client)
    if (state?.owner === from) this.#remove(state)
    this.#leaveClaim(client)
  }

  #leaveClaim(client: number): void {
    if (!this.#clientOf.values().some(other => other === client)) this.#knowledge.leaveClaim(client)
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0
  }

  /** What happened since the last call. `own`: on this node. Whoever says what nobody can read is gone. */
  takeChanges(): { all: PresenceState[], own: PresenceState[] } {
    const all = [...this.#changed.values()]
    this.#changed.clear()
    for (const state of all) if (state.json === gone && this.#states.get(state.client) === state) this.#forget(state.client)
    return { all, own: all.filter(({ node }) => node === undefined) }
  }

  /** Everybody who is connected to this node. */
  ownStates(): PresenceState[] {
    return [...this.#states.values()].filter(({ node }) => node === undefined)
  }

  ownPeople(): SignedPerson[] {
    return peopleOf([...this.#states.values()].filter(({ node }) => node === undefined))
  }

  /** What another node has signed. A client id speaks for whoever is connected with it: here before elsewhere. Everybody sees it: nobody else may take it here. */
  hear(node: string, states: readonly PresenceState[]): void {
    for (const state of states) {
      const before = this.#states.get(state.client)
      if (before && before.node === undefined) continue
      if (state.json !== gone) this.#hearPerson({ ...state, node, owner: { person: personIn(state.json) } })
      else if (before?.node === node) this.#removeOther({ ...state, node })
    }
  }

  #hearPerson(state: State): void {
    this.#knowledge.claim(state.client, state.owner.person.id)
    this.#put(state)
  }

  /** Another node is gone, and whoever was connected to it. */
  forgetNode(node: string): void {
    for (const state of this.#states.values()) if (state.node === node) this.#removeOther(state)
  }

  #removeOther(state: Change): void {
    this.#remove(state)
    this.#leaveClaim(state.client)
  }

  /** Has anybody come or gone since the last call? (Moving about does not count.) */
  takeComings(): boolean {
    const had = this.#hasComings
    this.#hasComings = false
    return had
  }

  /** Everybody's state, for somebody who has just come or has missed something. */
  everybody(): Buffer {
    return presenceFrame([...this.#states.values()])
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
    if (!saysGone(json)) this.#put(new Said(owner, client, clock, json))
    else if (before) this.#remove({ client, clock, node: before.node })
  }

  #put(state: State): void {
    if (!this.#states.has(state.client)) this.#hasComings = true
    this.#states.set(state.client, state)
    this.#changed.set(state.client, state)
  }

  #remove({ client, clock, node }: Pick<State, 'client' | 'clock' | 'node'>): void {
    this.#forget(client)
    this.#changed.set(client, { client, clock, node, json: gone })
  }

  #forget(client: number): void {
    if (this.#states.delete(client)) this.#hasComings = true
  }
}

const peopleOf = (states: readonly State[]): SignedPerson[] => [...new Map(states.map(({ owner: { person } }) => [person.id, person])).values()]

/** Signed by the node that passed it on. */
const personIn = (json: string): SignedPerson => (JSON.parse(json) as { user: SignedPerson }).user

const goneBytes = Buffer.from(gone)
const saysGone = (json: Uint8Array): boolean => json.length === goneBytes.length && goneBytes.equals(json)

/** Only what others may need is passed on; the name is the session's. */
function signed(person: SignedPerson, json: Uint8Array): string {
  const state = parse(json)
  if (state === null) return gone
  const { cursor, selection, pull, state: activity } = state
  // Put together by hand: a thousand of these a second come from a hundred people who move about, and who they are never changes.
  const place = isCursor(cursor) ? `,"cursor":${JSON.stringify({ anchor: cursor.anchor, head: cursor.head })}` : ''
  const selected = isSelection(selection) ? `,"selection":${JSON.stringify(selection)}` : ''
  const pulled = isPull(pull) ? `,"pull":${JSON.stringify({ at: pull.at, ...pulledDatesIn(pull) })}` : ''
  const doing = activities.find(known => known === activity)
  return `{"user":${jsonOf(person)}${place}${selected}${pulled}${doing === undefined ? '' : `,"state":"${doing}"`}}`
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
    return null
  }
}

interface Cursor { anchor: object, head: object }

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Two relative positions in JSON (Yjs, RelativePosition.js). */
const isCursor = (value: unknown): value is Cursor =>
  isObject(value) && 'anchor' in value && 'head' in value && isPlace(value.anchor) && isPlace(value.head)

const isSelection = (value: unknown): value is object[] => Array.isArray(value) && value.length > 0 && value.length <= mostSelected && value.every(isPlace)
/** A card is pulled without dates, a bar with them. */
const isPull = (value: unknown): value is { at: object } => isRecord(value) && isPlace(value['at'])

function isPlace(value: unknown): value is object {
  if (!isRecord(value)) return false
  for (const key in value) if (!placeKeys.has(key) || !isPlacePart(value[key])) return false
  return true
}

const placeKeys: ReadonlySet<string> = new Set(['type', 'tname', 'item', 'assoc'])
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isPlacePart = (part: unknown): boolean =>
  !isObject(part) || ('client' in part && 'clock' in part && Object.keys(part).length === 2 && Number.isSafeInteger(part.client) && Number.isSafeInteger(part.clock))
