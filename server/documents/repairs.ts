import { hour } from '@kopa/shared/time.ts'
import type { Outbox } from '../core/outbox.ts'

/**
 * What nobody's editor writes is put right by beginning the document anew, and everybody comes back for it: each person may cause that a few
 * times in an hour, in one document. Every node hears of every time; one that starts has heard of none.
 */
export class Repairs {
  #most: number
  #now: () => Date
  #timesOf = new Map<string, number[]>()

  constructor({ outbox, now }: { outbox: Outbox, now: () => Date }, most: number) {
    this.#most = most
    this.#now = now
    outbox.on('document.straightened', ({ payload: { documentId, writtenBy } }) => this.#note(documentId, writtenBy))
  }

  /** Has this person caused as many as they may? */
  isOver(documentId: string, userId: string): boolean {
    const times = this.#timesOf.get(keyOf(documentId, userId))
    return times !== undefined && this.#recent(times).length >= this.#most
  }

  #note(documentId: string, userId: string | null): void {
    if (userId === null) return
    for (const [key, times] of this.#timesOf) if (this.#recent(times).length === 0) this.#timesOf.delete(key)
    const key = keyOf(documentId, userId)
    this.#timesOf.set(key, [...this.#recent(this.#timesOf.get(key) ?? []), this.#now().getTime()])
  }

  #recent(times: readonly number[]): number[] {
    const since = this.#now().getTime() - hour
    return times.filter(time => time > since)
  }
}

const keyOf = (documentId: string, userId: string): string => `${documentId} ${userId}`
