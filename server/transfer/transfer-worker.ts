import { parentPort, workerData } from 'node:worker_threads'
import { isRecord } from '@kopa/shared/boards/stored-value.ts'
import { composeBoard } from './compose-board.ts'
import { ImportFault } from './import-fault.ts'
import { previewOf } from './preview.ts'
import { readBoard } from './read-board.ts'
import type { Answers, Job, JobAnswer, JobProgress } from './transfer-jobs.ts'
import { writeBoard } from './write-board.ts'

/** A thread that reads or writes one file and ends: what a file asks of memory and time is nobody else's. */

async function run(job: Job): Promise<Answers[Job['task']]> {
  switch (job.task) {
    case 'write': return writeBoard(job)
    case 'preview': return previewOf(await readBoard(job), job)
    case 'compose': return composeBoard(job, (done, of) => tell({ progress: { done, of } }))
  }
}

function tell(told: JobAnswer | JobProgress): void {
  parentPort?.postMessage(told, 'answer' in told ? [...new Set(buffersIn(told.answer))] : [])
}

/** What can be handed over instead of copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  // Small buffers of Node share memory that is not to be given away.
  if (value instanceof Uint8Array) return value.buffer instanceof ArrayBuffer && !(value instanceof Buffer) ? [value.buffer] : []
  if (Array.isArray(value)) return value.flatMap(buffersIn)
  return isRecord(value) ? Object.values(value).flatMap(buffersIn) : []
}

try {
  // The main thread sends what transfer-jobs.ts says.
  tell({ answer: await run(workerData as Job) })
} catch (error) {
  tell(error instanceof ImportFault ? { refused: error.code, details: error.details } : { fault: error instanceof Error ? error.stack ?? error.message : 'unknown' })
}
