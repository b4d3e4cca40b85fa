import { positionOfTask, taskAtPosition } from '@kopa/shared/boards/task-position.ts'
import { mostSelected, type PulledDates, pulledDatesIn } from '@kopa/shared/documents/presence.ts'
import type * as Y from 'yjs'
import type { OpenDocument } from '../documents/open-document.ts'
import { type PersonHere, readPerson } from '../documents/people-here.ts'
import type { BoardUi, UiState } from './board-ui.ts'

/** One of the others at a task: they stand on it or have selected it, and perhaps move it just now. */
export interface PersonAt extends PersonHere { readonly isMoving: boolean }
/** A bar that one of the others is pulling, and where it would lie. */
export interface OthersPull extends PulledDates { readonly id: string, readonly person: PersonHere }
/** What is drawn of the others. */
export interface Others { readonly at: (task: string) => readonly PersonAt[], readonly pulls: () => readonly OthersPull[] }

interface BarPull extends PulledDates { readonly id: string }
interface Seen { readonly person: PersonHere, readonly tasks: ReadonlySet<string>, readonly moving: string | null, readonly pull: OthersPull | null }
interface Changed { added: number[], updated: number[], removed: number[] }

const nobody: readonly PersonAt[] = []
/** milliseconds between two words about a bar that is pulled: nobody's eye needs more, and everybody gets each of them */
const between = 80

/**
 * Which of the others is at which task, and where this person is. A place names the entry of a task in the board's own document:
 * of what lies in a company's side there is none, so nothing of a private task is ever told. Whoever listens to a task hears of
 * that task only.
 */
export class BoardPresence implements Others {
  readonly #seen = new Map<number, Seen>()
  #at: ReadonlyMap<string, readonly PersonAt[]> = new Map()
  #pulls: readonly OthersPull[] = []
  /** Windows that name what has not arrived here yet. */
  readonly #unread = new Set<number>()
  readonly #listeners = new Map<string, Set<() => void>>()
  readonly #hearers = new Set<(tasks: ReadonlySet<string>) => void>()
  readonly #document: Pick<OpenDocument, 'doc' | 'awareness'>
  readonly #myId: string
  #pull: BarPull | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #say: () => void = () => undefined

  constructor(document: Pick<OpenDocument, 'doc' | 'awareness'>, myId: string) {
    this.#document = document
    this.#myId = myId
  }

  readonly at = (task: string): readonly PersonAt[] => this.#at.get(task) ?? nobody
  readonly pulls = (): readonly OthersPull[] => this.#pulls

  readonly watch = (task: string) => (listener: () => void): (() => void) => {
    const listeners = this.#listeners.get(task) ?? new Set()
    this.#listeners.set(task, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(task)
    }
  }

  /** Tells at which tasks something is otherwise than before. Answers the way to stop. */
  readonly hear = (hearer: (tasks: ReadonlySet<string>) => void): (() => void) => {
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  /** Listens to the others and tells them where this person is; what is only tried out moves for nobody else. Answers the way to stop. */
  open(ui: BoardUi, { isTrying = false } = {}): () => void {
    const { awareness, doc } = this.#document
    let [last, told]: [UiState | null, string] = [null, '']
    this.#say = (): void => {
      const words = wordsOf(doc, ui.state(), isTrying ? null : this.#pull ?? carried(ui.state()))
      const [written, local] = [JSON.stringify(words), awareness.getLocalState()]
      if (!local || written === told) return
      told = written
      awareness.setLocalState({ ...local, ...words })
    }
    const look = (): void => {
      const now = ui.state()
      if (last && (['at', 'selected', 'dragged', 'lift'] as const).every(key => now[key] === last?.[key])) return
      last = now
      this.#say()
    }
    const readUnread = (): void => { if (this.#unread.size > 0) this.#read([...this.#unread]) }
    const onChange = ({ added, updated, removed }: Changed): void => this.#read([...added, ...updated, ...removed])
    awareness.on('change', onChange)
    doc.on('update', readUnread)
    this.#read([...awareness.getStates().keys(), ...this.#seen.keys()])
    look()
    const stop = ui.subscribe(look)
    return () => {
      stop()
      this.pull(null)
      awareness.off('change', onChange)
      doc.off('update', readUnread)
    }
  }

  /** A bar that this person pulls, told a few times a second; null: it is let go. */
  pull(pull: BarPull | null): void {
    const wasPulling = this.#pull !== null
    this.#pull = pull
    if (pull) {
      this.#timer ??= setTimeout(() => { this.#timer = undefined; this.#say() }, between)
      return
    }
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (wasPulling) this.#say()
  }

  #read(clients: readonly number[]): void {
    const { awareness, doc } = this.#document
    const touched = new Set<string>()
    for (const client of new Set(clients)) {
      if (client === doc.clientID) continue
      const [before, now] = [this.#seen.get(client), this.#readState(client, awareness.getStates().get(client))]
      if (now) this.#seen.set(client, now)
      else this.#seen.delete(client)
      for (const one of [before, now]) one?.tasks.forEach(id => touched.add(id))
    }
    if (touched.size > 0) this.#tell(touched)
  }

  /** null: nobody, this person in another window, or nothing that can be read. */
  #readState(client: number, state: unknown): Seen | null {
    this.#unread.delete(client)
    const person = readPerson(state, this.#myId)
    if (!person || person.isMe) return null
    const { cursor, selection, pull } = state as { cursor?: { head?: unknown } | null, selection?: unknown, pull?: { at?: unknown } | null }
    const find = (place: unknown): string | null => {
      const task = place ? taskAtPosition(this.#document.doc, place) : null
      if (place && task === null) this.#unread.add(client)
      return task
    }
    const moving = find(pull?.at)
    const dates = pulledDatesIn(pull)
    const selected = Array.isArray(selection) ? selection.slice(0, mostSelected).map(find) : []
    const tasks = new Set([moving, find(cursor?.head), ...selected].filter(id => id !== null))
    return { person, tasks, moving, pull: moving !== null && dates ? { id: moving, person, ...dates } : null }
  }

  #tell(touched: ReadonlySet<string>): void {
    const next = new Map(this.#at)
    for (const task of touched) {
      const people = peopleAt(task, this.#seen.values())
      // Who listens to a task is told of who is there, and not of each step of what they pull.
      if (saysSame(people, this.at(task))) continue
      if (people.length === 0) next.delete(task)
      else next.set(task, people)
    }
    const changed = [...touched].filter(task => next.get(task) !== this.#at.get(task))
    this.#at = next
    this.#pulls = [...this.#seen.values()].flatMap(({ pull }) => pull ?? [])
    for (const task of changed) this.#listeners.get(task)?.forEach(listener => listener())
    this.#hearers.forEach(hearer => hearer(touched))
  }
}

/** One entry a person, however many windows they have. */
function peopleAt(task: string, seen: Iterable<Seen>): PersonAt[] {
  const people = new Map<string, PersonAt>()
  for (const { person, tasks, moving } of seen) {
    if (tasks.has(task)) people.set(person.userId, { ...person, isMoving: moving === task || (people.get(person.userId)?.isMoving ?? false) })
  }
  return [...people.values()]
}

const saysSame = (some: readonly PersonAt[], others: readonly PersonAt[]): boolean =>
  some.length === others.length && some.every(({ userId, isMoving }, at) => userId === others[at]?.userId && isMoving === others[at].isMoving)

/** A card that a pointer carries or the keyboard has lifted. */
function carried({ dragged, lift }: UiState): { id: string } | null {
  const id = [...dragged][0] ?? lift?.ids[0]
  return id === undefined ? null : { id }
}

interface Words { cursor: object | null, selection: object[] | null, pull: object | null }

function wordsOf(doc: Y.Doc, { at, selected }: UiState, pull: { id: string } | BarPull | null): Words {
  const place = at === null ? null : positionOfTask(doc, at)
  const places: object[] = []
  for (const id of selected) {
    const one = places.length < mostSelected ? positionOfTask(doc, id) : null
    if (one) places.push(one)
  }
  const pulled = pull && positionOfTask(doc, pull.id)
  return { cursor: place && { anchor: place, head: place }, selection: places.length > 0 ? places : null, pull: pulled && { at: pulled, ...pulledDatesIn(pull) } }
}
