import { taskAtPosition, positionOfTask } from '@kopa/shared/boards/task-position.ts'
import { useEffect, useSyncExternalStore } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import { type PersonHere, readPerson } from '../documents/people-here.ts'
import { useBoardContext } from './board-context.ts'
import type { BoardUi } from './board-ui.ts'

const nobody: readonly PersonHere[] = []

/** Which of the others stands on which task. A position is a place in the document, as carets in a page are. */
export class BoardPresence {
  #at: ReadonlyMap<string, readonly PersonHere[]> = new Map()
  readonly #listeners = new Set<() => void>()
  readonly #document: OpenDocument
  readonly #myId: string

  constructor(document: OpenDocument, myId: string) {
    this.#document = document
    this.#myId = myId
  }

  readonly at = (task: string): readonly PersonHere[] => this.#at.get(task) ?? nobody

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Listens to the others and tells them where this person stands. Answers the way to stop. */
  open(ui: BoardUi): () => void {
    const { awareness, doc } = this.#document
    let last: string | null = null
    const tell = (): void => {
      const id = ui.state().at
      if (id === last) return
      last = id
      const place = id === null ? null : positionOfTask(doc, id)
      awareness.setLocalStateField('cursor', place && { anchor: place, head: place })
    }
    awareness.on('change', this.#read)
    this.#read()
    const stop = ui.subscribe(tell)
    return () => {
      stop()
      awareness.off('change', this.#read)
    }
  }

  readonly #read = (): void => {
    const { awareness, doc } = this.#document
    const next = new Map<string, PersonHere[]>()
    for (const [client, state] of awareness.getStates() as Map<number, { cursor?: { head?: unknown } | null }>) {
      if (client === doc.clientID || !state.cursor?.head) continue
      const [person, task] = [readPerson(state, this.#myId), taskAtPosition(doc, state.cursor.head)]
      if (!person || person.isMe || task === null) continue
      next.set(task, [...(next.get(task) ?? []).filter(({ userId }) => userId !== person.userId), person])
    }
    if (next.size === 0 && this.#at.size === 0) return
    for (const [task, people] of next) if (saysSame(people, this.at(task))) next.set(task, this.#at.get(task) as PersonHere[])
    this.#at = next
    this.#listeners.forEach(listener => listener())
  }
}

const saysSame = (some: readonly PersonHere[], others: readonly PersonHere[]): boolean => some.map(({ userId }) => userId).join() === others.map(({ userId }) => userId).join()

export function useOpenPresence(presence: BoardPresence, ui: BoardUi): void {
  useEffect(() => presence.open(ui), [presence, ui])
}

/** The others who stand on this task right now. */
export function usePeopleAt(task: string): readonly PersonHere[] {
  const { presence } = useBoardContext()
  return useSyncExternalStore(presence.subscribe, () => presence.at(task))
}
