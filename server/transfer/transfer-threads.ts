import { Worker } from 'node:worker_threads'
import type { Progress } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { Config } from '../config.ts'
import type { Answers, Job, JobAnswer, JobProgress } from './transfer-jobs.ts'

export interface JobOptions { /** The job is of no use any more. */ signal?: AbortSignal, onProgress?: (progress: Progress) => void }

type TransferCaps = Pick<Config['caps'], 'transferMilliseconds' | 'workerMegabytes'>

/** As many files at once; others wait, and more than so many are asked to come back. */
const most = { atOnce: 2, waiting: 50 }

/** Reads and writes files in threads of their own: what people answer to each other meanwhile never waits. */
export class TransferThreads {
  #caps: TransferCaps
  #running = new Set<Worker>()
  #waiting: (() => void)[] = []
  #isClosed = false
  constructor(caps: TransferCaps) { this.#caps = caps }

  /** @throws AppError what is wrong with the file; tooManyTries when too many wait; whatever the signal says */
  async ask<T extends Job['task']>(job: Extract<Job, { task: T }>, options: JobOptions = {}): Promise<Answers[T]> {
    if (this.#waiting.length >= most.waiting) throw new AppError('tooManyTries', { seconds: 30 })
    if (this.#running.size >= most.atOnce) await new Promise<void>(resolve => { this.#waiting.push(resolve) })
    try {
      options.signal?.throwIfAborted()
      if (this.#isClosed) throw new AppError('unavailable')
      return await this.#run(job, options) as Answers[T] // the thread answers with what its task promises
    } finally {
      this.#waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const goOn of this.#waiting.splice(0)) goOn()
    await Promise.all([...this.#running].map(worker => worker.terminate()))
  }

  async #run(job: Job, { signal, onProgress }: JobOptions): Promise<unknown> {
    const worker = new Worker(new URL('./transfer-worker.ts', import.meta.url), {
      workerData: job, transferList: buffersOf(job), resourceLimits: { maxOldGenerationSizeMb: this.#caps.workerMegabytes, maxYoungGenerationSizeMb: 64 },
    })
    this.#running.add(worker)
    const giveUp = AbortSignal.any([AbortSignal.timeout(this.#caps.transferMilliseconds), ...signal ? [signal] : []])
    try {
      return answerOf(await heard(worker, giveUp, onProgress))
    } catch (error) {
      if (this.#isClosed) throw new AppError('unavailable')
      throw isTooHard(error) ? new AppError('importTooHard') : error
    } finally {
      this.#running.delete(worker)
      await worker.terminate()
    }
  }
}

/** It took too long, or all the memory that one file may take. */
const isTooHard = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'))

function heard(worker: Worker, giveUp: AbortSignal, onProgress: JobOptions['onProgress']): Promise<JobAnswer> {
  return new Promise((resolve, reject) => {
    giveUp.addEventListener('abort', () => reject(giveUp.reason as Error), { once: true })
    worker.on('message', (told: JobAnswer | JobProgress) => ('progress' in told ? onProgress?.(told.progress) : resolve(told)))
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('a transfer thread ended without an answer')))
  })
}

function answerOf(answer: JobAnswer): unknown {
  if ('answer' in answer) return answer.answer
  if ('refused' in answer) throw new AppError(answer.refused, answer.details)
  throw new Error(answer.fault)
}

function buffersOf(job: Job): ArrayBuffer[] {
  if (job.task !== 'write') return []
  const wholes = [job.board, job.side, ...job.pages.map(([, page]) => page)]
  return [...new Set(wholes.flatMap(whole => (whole instanceof Uint8Array && whole.buffer instanceof ArrayBuffer && whole.byteLength === whole.buffer.byteLength ? [whole.buffer] : [])))]
}
