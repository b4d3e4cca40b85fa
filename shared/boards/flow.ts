import type { Stage } from './column.ts'
import { mostMoment, numberIn } from './stored-value.ts'

/**
 * When a task came into the column in which it stands, since when somebody works on it, and when it was done: milliseconds since 1970, by the clock
 * of whoever moved it. null: not so, or nobody knows (boards from before this was written down, imports).
 */
export interface Flow { readonly since: number | null, readonly begun: number | null, readonly done: number | null }

/** One for all, as thousands of tasks may share it. */
export const unknownFlow: Flow = { since: null, begun: null, done: null }

/**
 * What a task holds once it has come from one column into another, `from` null: it was made there. Work begins when it leaves what is open, and anew when
 * it has been back there; from one column of done things to the next it stays done.
 * @param at milliseconds since 1970
 */
export function flowInto(before: Flow, { from, to }: { from: Stage | null, to: Stage }, at: number): Flow {
  const wasOpen = from === null || from === 'open'
  return {
    since: at,
    begun: to === 'open' ? null : wasOpen ? at : before.begun,
    done: to !== 'done' ? null : from === 'done' ? before.done : at,
  }
}

/** Behind column and place, in the same value: a move of somebody else never leaves the times of this one. */
export const storedFlow = ({ since, begun, done }: Flow): (number | null)[] => (since === null ? [] : [since, begun, done])

export function readFlow([since, begun, done]: readonly unknown[]): Flow {
  const at = moment(since)
  return at === null ? unknownFlow : { since: at, begun: moment(begun), done: moment(done) }
}

const moment = (value: unknown): number | null => numberIn(value, { least: 0, most: mostMoment, otherwise: 0 }) || null
