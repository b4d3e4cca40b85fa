import { Worker } from 'node:worker_threads'
import type { FastifyBaseLogger } from 'fastify'
import { noMeter, type Meter } from '../core/meter.ts'
import type { EngineConfig } from './engine-parts.ts'
import type { Author, Verdict } from './guard.ts'
import type { Answers, Job, JobAnswer } from './keeper-jobs.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'

interface Waiting { job: Job, resolve: (answer: never) => void, reject: (error: Error) => void }
/** `since`: when its job began (performance.now()). */
interface Thread { worker: Worker, current: Waiting | null, timer: NodeJS.Timeout | null, since: number }

export type KeeperConfig = Pick<EngineConfig, 'workers' | 'workerMegabytes' | 'deadline'>

/**
 * A pool of worker threads for everything that needs a Y.Doc. A job that takes too long or too much memory ends its
 * thread and fails alone; the thread is replaced. One thread is kept from folding, so that people who open a document never wait for it.
 */
export class Keeper {
  #threads: Thread[] = []
  #people: Waiting[] = []
  #folds: Waiting[] = []
  #nextId = 1
  #isClosed = false
  #config: KeeperConfig
  #log: FastifyBaseLogger
  #meter: Meter

  constructor(config: KeeperConfig, log: FastifyBaseLogger, meter = noMeter) {
    this.#config = config
    this.#log = log
    this.#meter = meter
    for (let i = 0; i < Math.max(2, config.workers); i++) this.#threads.push(this.#start())
  }

  /** @throws Error when the job fails, or takes longer than the deadline */
  ask<T extends Job['task']>(job: Extract<Job, { task: T }>): Promise<Answers[T]> {
    if (this.#isClosed) return Promise.reject(new Error('the keeper is closed'))
    return new Promise((resolve, reject) => {
      const queue = job.task === 'fold' ? this.#folds : this.#people
      queue.push({ job, resolve, reject })
      this.#assign()
    })
  }

  /** Jobs that wait, of people and folds, and threads at work. */
  get figures(): { people: number, folds: number, busy: number } {
    return { people: this.#people.length, folds: this.#folds.length, busy: this.#threads.filter(({ current }) => current).length }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { reject } of [...this.#people, ...this.#folds]) reject(new Error('the keeper is closed'))
    await Promise.all(this.#threads.map(thread => this.#end(thread, 'the keeper is closed')))
  }

  #assign(): void {
    for (const thread of this.#threads) {
      if (thread.current) continue
      const next = this.#people.shift() ?? (this.#mayFold() ? this.#folds.shift() : undefined)
      if (!next) return
      this.#give(thread, next)
    }
  }

  #mayFold(): boolean {
    return this.#threads.filter(({ current }) => current?.job.task === 'fold').length < this.#threads.length - 1
  }

  #give(thread: Thread, waiting: Waiting): void {
    thread.current = waiting
    thread.since = performance.now()
    thread.timer = setTimeout(() => this.#replace(thread, 'took too long'), this.#config.deadline)
    const { job } = waiting
    const buffers = 'document' in job ? [job.document.bytes.buffer] : []
    thread.worker.postMessage({ id: this.#nextId++, ...job }, buffers)
  }

  #start(): Thread {
    const worker = new Worker(new URL('./keeper-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: this.#config.workerMegabytes } })
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
    if (at < 0 || this.#isClosed) return
    this.#meter.keeperThreadReplaced()
    this.#log.error({ reason, task: thread.current?.job.task }, 'a keeper thread was replaced')
    this.#threads[at] = this.#start()
    void this.#end(thread, reason)
    this.#assign()
  }

  async #end(thread: Thread, reason: string): Promise<void> {
    this.#free(thread)?.reject(new Error(reason))
    await thread.worker.terminate()
  }
}

/** The guard's verdict on a large update, found in another thread. */
export async function judgeAside(keeper: Keeper, { state: { knowledge } }: Room, update: Uint8Array, author: Author): Promise<Verdict> {
  const verdict = await keeper.ask<'judge'>({ task: 'judge', bytes: Uint8Array.from(update), knowledge: knowledge.toPlain(), author })
  if ('refused' in verdict) throw new Refusal(verdict.refused)
  return verdict
}
