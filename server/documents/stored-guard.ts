import { type Keeper, KeeperClosed } from './keeper.ts'
import { packDocument, type Job } from './keeper-jobs.ts'
import { learnHere, learnInStretches, take, type Learned, type Learner, type Lessons, type LoggedUpdate } from './learning.ts'

/** Bytes that are looked through here in one turn of the event loop; with more than that, everybody else would wait. */
const mostPerTurn = 32 * 1024

/** Judges a row of stored updates: a few here, in this turn; many, or large ones, in a thread of the keeper. */
export class StoredGuard {
  #keeper: Keeper
  #left = mostPerTurn

  constructor(keeper: Keeper) {
    this.#keeper = keeper
  }

  /** What can be read is learned then. @throws KeeperClosed */
  learn(learner: Learner, updates: readonly LoggedUpdate[]): Promise<Learned> | Learned {
    const size = updates.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (size > this.#left) return this.#learnAside(learner, updates)
    if (this.#left === mostPerTurn && size > 0) setImmediate(() => { this.#left = mostPerTurn })
    this.#left -= size
    return learnHere(learner, updates)
  }

  async #learnAside(learner: Learner, updates: readonly LoggedUpdate[]): Promise<Learned> {
    const lessons = await this.#ask(learner, updates)
    return lessons ? take(learner.knowledge, lessons) : learnInStretches(learner, updates)
  }

  /** null: neither a usual thread nor a large one did it. It is in the log, so it has to be read: then here. */
  async #ask({ kind, knowledge }: Learner, updates: readonly LoggedUpdate[]): Promise<Lessons | null> {
    const job = (): Extract<Job, { task: 'learn' }> =>
      ({ task: 'learn', document: packDocument(kind, null, updates.map(({ bytes }) => bytes)), authors: updates.map(({ userId }) => userId), knowledge: knowledge.toPlain() })
    try {
      return await this.#keeper.ask<'learn'>(job()).catch((error: unknown) => {
        if (error instanceof KeeperClosed) throw error
        return this.#keeper.askLarge<'learn'>(job())
      })
    } catch (error) {
      if (error instanceof KeeperClosed) throw error
      return null
    }
  }
}
