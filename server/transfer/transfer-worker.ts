import { parentPort, workerData } from 'node:worker_threads'
import { isRecord } from '@kopa/shared/boards/stored-value.ts'
import { ImportFault } from './import-fault.ts'
import type { Answers, Job, JobAnswer } from './transfer-jobs.ts'
import { writeBoard } from './write-board.ts'

/** A thread that reads or writes one file and ends: what a file asks of memory and time is nobody else's. */

async function run(job: Job): Promise<Answers[Job['task']]> {
  return writeBoard(job)
}

const tell = (answer: JobAnswer): void => parentPort?.postMessage(answer, buffersIn('answer' in answer ? answer.answer : null))

/** What can be handed over instead of copied. */
const buffersIn = (value: unknown): ArrayBuffer[] =>
  (isRecord(value) ? Object.values(value).flatMap(part => (part instanceof Uint8Array && part.buffer instanceof ArrayBuffer && part.byteLength === part.buffer.byteLength ? [part.buffer] : [])) : [])

try {
  // The main thread sends what transfer-jobs.ts says.
  tell({ answer: await run(workerData as Job) })
} catch (error) {
  tell(error instanceof ImportFault ? { refused: error.code, details: error.details } : { fault: error instanceof Error ? error.stack ?? error.message : 'unknown' })
}
