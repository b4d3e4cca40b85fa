import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import { noMeter, type Meter } from '../core/meter.ts'
import { oneAfterAnother, oneAfterAnotherOfEach } from '../core/one-after-another.ts'
import type { Caps } from './caps.ts'
import { type Author, checkStillTheirs, judge, type Verdict } from './guard.ts'
import type { Answers, Job, JobAnswer } from './keeper-jobs.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'
import { Turns } from './turns.ts'

/** `since`: when it was asked, and of a thread, when its job began (performance.now()). */
interface Waiting { job: Job, resolve: (answer: never) => void, reject: (error: Error) => void, since?: number }
interface Thread { worker: Worker, current: Waiting | null, timer: NodeJS.Timeout | null, since: number }

export type KeeperCaps = Pick<Caps, 'workers' | 'workerMegabytes' | 'jobMilliseconds' | 'waitingQuestions'>

/** The server is being stopped. */
export class KeeperClosed extends Error {
  override name = 'KeeperClosed'
}

/** Nobody waits for these: they leave one thread to people. */
const background: ReadonlySet<Job['task']> = new Set<Job['task']>(['fold', 'straighten', 'check'])
/** Milliseconds that they wait behind people: longer only for one another. */
const longestWait = 1000
/** Threads give back little of what they once took for short-lived things. */
const youngMegabytes = 16
/** What a job gets that was too much for a usual thread, times the usual. */
const more = { megabytes: 4, deadline: 6 }
const tooMuch = 'too much waits for the keeper'

/** A job took more time or memory than a job has. */
export class TookTooMuch extends Error {
  override name = 'TookTooMuch'
}

/**
 * A pool of worker threads for everything that needs a Y.Doc. A job that takes too long or too much memory ends its
 * thread and fails alone; the thread is replaced. One thread is kept from folding, so that people who open a document never wait for it,
 * and people take turns, so that nobody waits for all that one of the others has asked.
 */
export class Keeper {
  #threads: Thread[] = []
  #people = new Turns<Waiting>()
  #background: Waiting[] = []
  #large = new Set<Thread>()
  #inTurn = oneAfterAnother()
  #nextId = 1
  #isClosed = false
  #caps: KeeperCaps
  #log: FastifyBaseLogger
  #meter: Meter

  constructor(caps: KeeperCaps, log: FastifyBaseLogger, meter = noMeter) {
    this.#caps = caps
    this.#log = log
    this.#meter = meter
    for (let i = 0; i < caps.workers; i++) this.#threads.push(this.#start())
  }

  /**
   * @param whose the person who waits for it; null: nobody, or nobody knows who
   * @throws Error when the job fails, or takes longer than the deadline
   */
  ask<T extends Job['task']>(job: Extract<Job, { task: T }>, whose: string | null = null): Promise<Answers[T]> {
    if (this.#isClosed) return Promise.reject(new KeeperClosed())
    const isBackground = background.has(job.task)
    if (!isBackground && !this.#hasPlace(whose)) return Promise.reject(new Error(tooMuch))
    return new Promise((resolve, reject) => {
      if (isBackground) this.#background.push({ job, resolve, reject, since: performance.now() })
      else this.#people.add(whose, { job, resolve, reject })
      this.#assign()
    })
  }

  /** For people who may not write, and send what has to be looked at all the same: one job of each at a time, over all their sockets. */
  readonly forReader = oneAfterAnotherOfEach()

  #hasPlace(whose: string | null): boolean {
    if (this.#people.length < this.#caps.waitingQuestions) return true
    const last = this.#people.giveWay(whose)
    last?.reject(new Error(tooMuch))
    return last !== undefined
  }

  /**
   * In a thread of its own with more memory and time, for what a usual one could not do. One after the other: many such documents at
   * once would be all the memory there is. @throws Error when not even that does it
   */
  askLarge<T extends Job['task']>(job: Extract<Job, { task: T }>): Promise<Answers[T]> {
    return this.#inTurn(() => this.#askAlone(job))
  }

  async #askAlone<T extends Job['task']>(job: Extract<Job, { task: T }>): Promise<Answers[T]> {
    if (this.#isClosed) throw new KeeperClosed()
    const thread = this.#start(this.#caps.workerMegabytes * more.megabytes)
    this.#large.add(thread)
    try {
      return await new Promise((resolve, reject) => this.#give(thread, { job, resolve, reject }, this.#caps.jobMilliseconds * more.deadline))
    } finally {
      this.#large.delete(thread)
      void thread.worker.terminate()
    }
  }

  /** Jobs that wait, of people and folds, and threads at work. */
  get figures(): { people: number, folds: number, busy: number } {
    return { people: this.#people.length, folds: this.#background.length, busy: this.#threads.filter(({ current }) => current).length + this.#large.size }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { reject } of [...this.#people.all(), ...this.#background]) reject(new KeeperClosed())
    await Promise.all([...this.#threads, ...this.#large].map(thread => this.#end(thread, new KeeperClosed())))
  }

  #assign(): void {
    for (const thread of this.#threads) {
      if (thread.current) continue
      const next = this.#overdue() ?? this.#people.next() ?? (this.#hasRoom() ? this.#background.shift() : undefined)
      if (!next) return
      this.#give(thread, next)
    }
  }

  #hasRoom(): boolean {
    return this.#atBackground < this.#threads.length - 1
  }

  /** Whoever asks without a pause would keep everybody's documents from being folded: one thread is for that, when it is late. */
  #overdue(): Waiting | undefined {
    const since = this.#background[0]?.since ?? Infinity
    return performance.now() - since > longestWait && this.#atBackground === 0 ? this.#background.shift() : undefined
  }

  get #atBackground(): number {
    return this.#threads.filter(({ current }) => current && background.has(current.job.task)).length
  }

  #give(thread: Thread, waiting: Waiting, deadline = this.#caps.jobMilliseconds): void {
    thread.current = waiting
    thread.since = performance.now()
    thread.timer = setTimeout(() => this.#replace(thread, 'took too long'), deadline)
    const { job } = waiting
    const buffers = 'document' in job ? [job.document.bytes.buffer] : []
    thread.worker.postMessage({ id: this.#nextId++, ...job }, buffers)
  }

  #start(megabytes = this.#caps.workerMegabytes): Thread {
    const worker = new Worker(new URL('./keeper-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: youngMegabytes } })
    const thread: Thread = { worker, current: null, timer: null, since: 0 }
    worker.on('message', (answer: JobAnswer) => this.#answered(thread, answer))
    worker.on('error', error => this.#replace(thread, error.message))
    return thread
  }

  #answered(thread: Thread, answer: JobAnswer): void {
    const done = this.#free(thread)
    if (done) this.#meter.keeperDid(done.job.task, performance.now() - thread.since)
    if ('fault' in answer) done?.reject(new Error(answer.fault))
    // The worker answers with what its task promises (Answers).
    else done?.resolve(answer.answer as never)
    this.#assign()
  }

  #free(thread: Thread): Waiting | null {
    const done = thread.current
    if (thread.timer) clearTimeout(thread.timer)
    thread.current = null
    thread.timer = null
    return done
  }

  #replace(thread: Thread, reason: string): void {
    const at = this.#threads.indexOf(thread)
    if (this.#isClosed || (at < 0 && !this.#large.has(thread))) return
    this.#meter.keeperThreadReplaced()
    this.#log.error({ reason, task: thread.current?.job.task }, 'a keeper thread was replaced')
    if (at >= 0) this.#threads[at] = this.#start()
    void this.#end(thread, new TookTooMuch(reason))
    this.#assign()
  }

  async #end(thread: Thread, reason: Error): Promise<void> {
    this.#free(thread)?.reject(reason)
    await thread.worker.terminate()
  }
}

/** Bytes from which on judging an update could make everybody else wait. */
const largeUpdate = 32 * 1024

/** `isReader`: may not write, and sends something all the same (every client that comes back does). */
export interface Sender extends Author { isReader?: boolean }

/** The guard's verdict; on a large update it is found in another thread. @throws Refusal */
export function judgeFor(keeper: Keeper, room: Room, update: Uint8Array, { isReader, ...author }: Sender): Promise<Verdict> | Verdict {
  if (update.length < largeUpdate) return judge(update, room.state.knowledge, author)
  const judged = () => judgeAside(keeper, room, update, author)
  return isReader ? keeper.forReader(author.userId, judged) : judged()
}

async function judgeAside(keeper: Keeper, { state: { knowledge } }: Room, update: Uint8Array, author: Author): Promise<Verdict> {
  const verdict = await keeper.ask<'judge'>({ task: 'judge', bytes: Uint8Array.from(update), knowledge: knowledge.toPlain(), author }, author.userId)
  if ('refused' in verdict) throw new Refusal(verdict.refused)
  checkStillTheirs(verdict, knowledge, author.userId)
  return verdict
}
