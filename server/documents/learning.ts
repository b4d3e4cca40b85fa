import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kind } from '@kopa/shared/documents/kinds.ts'
import type { DepthRange } from './depths.ts'
import { judge } from './guard.ts'
import { unpackDocument, type Answers, type Job } from './keeper-jobs.ts'
import { Knowledge } from './knowledge.ts'
import { Refusal, type RefusalReason } from './refusal.ts'

/** What lies in the log already: an earlier run or another node has let it in, and here it is learned. */

export interface LoggedUpdate { userId: string, bytes: Uint8Array }
export interface Learner { kind: Kind, knowledge: Knowledge }

/** How far a row of updates can be read. `taken`: so many are learned; `fault`: why not the next one; `notes`: bytes of them that say what they delete. */
export interface Learned { taken: number, fault: RefusalReason | 'unknown' | null, notes: number }

/** The same, and what another thread's knowledge has to learn of it. */
export interface Lessons extends Learned { reaches: Map<number, number>, owners: Map<number, string>, depths: DepthRange[] }

/** Milliseconds until everybody else has their turn. */
const stretch = 4

export function learnHere(learner: Learner, updates: readonly LoggedUpdate[]): Lessons {
  const lessons = noLessons()
  for (const update of updates) if (!learnOne(learner, update, lessons)) break
  return lessons
}

/** The log of a morning that was not folded yet takes seconds. */
export async function learnInStretches(learner: Learner, updates: readonly LoggedUpdate[]): Promise<Learned> {
  const lessons = noLessons()
  let since = performance.now()
  for (const update of updates) {
    if (!learnOne(learner, update, lessons)) break
    if (performance.now() - since < stretch) continue
    await nextTurn()
    since = performance.now()
  }
  return lessons
}

/** For the keeper. */
export function learn({ document, authors, knowledge }: Extract<Job, { task: 'learn' }>): Answers['learn'] {
  const updates = unpackDocument(document).updates.map((bytes, index) => ({ bytes, userId: authors[index] ?? '' }))
  return learnHere({ kind: document.kind, knowledge: Knowledge.fromPlain(knowledge) }, updates)
}

const noLessons = (): Lessons => ({ taken: 0, fault: null, notes: 0, reaches: new Map(), owners: new Map(), depths: [] })

/** Answers whether it could be read. */
function learnOne({ kind, knowledge }: Learner, { userId, bytes }: LoggedUpdate, lessons: Lessons): boolean {
  try {
    const verdict = judge(bytes, knowledge, { userId, kind, isStored: true })
    knowledge.learn(verdict, userId)
    for (const { client, clock } of verdict.reaches) lessons.reaches.set(client, clock)
    for (const client of verdict.newClients) lessons.owners.set(client, userId)
    for (const range of verdict.depths) lessons.depths.push(range)
    lessons.notes += verdict.notes
    lessons.taken++
    return true
  } catch (error) {
    lessons.fault = error instanceof Refusal ? error.reason : 'unknown'
    return false
  }
}

/** It took its time: a client id that was free may be somebody else's by now. */
export function take(knowledge: Knowledge, { reaches, owners, depths, ...learned }: Lessons): Learned {
  for (const [client, userId] of owners) if ((knowledge.ownerOf(client) ?? userId) !== userId) return { taken: 0, fault: 'client id of somebody else', notes: 0 }
  for (const [client, userId] of owners) knowledge.bind(client, userId)
  for (const [client, clock] of reaches) knowledge.reach(client, clock)
  for (const range of depths) knowledge.depths.add(range)
  return learned
}
