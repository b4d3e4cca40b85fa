import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { kinds, type KindModel, type Verb } from '@kopa/shared/documents/kinds.ts'
import { newId } from '../core/context.ts'
import { collectGarbage } from '../core/garbage.ts'
import { judge } from './guard.ts'
import { Knowledge } from './knowledge.ts'
import { Refusal } from './refusal.ts'
import type { Weight } from './taking-away.ts'
import { packVersion, readVersion } from './version-bytes.ts'
import { check, fold, straighten } from './fold.ts'
import type { Answers, Job, JobRequest } from './keeper-jobs.ts'
import { learn } from './learning.ts'
import { load } from './loading.ts'

/** The only place on the server that holds a Y.Doc, and only for as long as a job takes. */

/** Milliseconds without a job after which a thread gives back what the last ones (or its own start) have left. */
const idle = 5000
const tidying = setTimeout(collectGarbage, idle).unref()

parentPort?.on('message', (request: JobRequest) => {
  tidying.refresh()
  try {
    const answer = run(request)
    parentPort?.postMessage({ id: request.id, answer }, buffersOf(answer))
  } catch (error) {
    parentPort?.postMessage({ id: request.id, fault: error instanceof Error ? error.message : 'unknown' })
  }
})

function run(job: Job): Answers[Job['task']] {
  switch (job.task) {
    case 'fold': return fold(job)
    case 'straighten': return straighten(job)
    case 'check': return check(job)
    case 'diff': return Y.encodeStateAsUpdate(load(job.document).doc, job.stateVector)
    case 'weigh': return weigh(load(job.document).doc, job.update)
    case 'edit': return edit(load(job.document).doc, job)
    case 'copy': return copy(load(job.document).doc, job)
    case 'judge': return judgeHere(job)
    case 'learn': return learn(job)
    case 'packVersion': return packVersion(load(job.document).doc, job.document.kind, job.keyframe)
    case 'readVersion': return readVersion(job.kind, job.version)
    case 'ping': return true
  }
}

/** What can be handed over instead of copied. */
function buffersOf(answer: Answers[Job['task']]): ArrayBuffer[] {
  const bytes = answer instanceof Uint8Array ? answer : typeof answer === 'object' && answer !== null && 'snapshot' in answer ? answer.snapshot : null
  return bytes && bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : []
}

function judgeHere({ bytes, knowledge, author }: Extract<Job, { task: 'judge' }>): Answers['judge'] {
  try {
    return judge(bytes, Knowledge.fromPlain(knowledge), author)
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.reason }
    throw error
  }
}

function weigh(doc: Y.Doc, update: Uint8Array): Weight {
  const before = notesIn(doc)
  let changes = false
  doc.once('afterTransaction', ({ deleteSet, beforeState, afterState }: Y.Transaction) => {
    changes = deleteSet.clients.size > 0 || [...afterState].some(([client, clock]) => clock > (beforeState.get(client) ?? 0))
  })
  Y.applyUpdate(doc, update)
  return { addsNothing: !changes, before, after: changes ? notesIn(doc) : before }
}

const notesIn = (doc: Y.Doc): number => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)).length

function edit(doc: Y.Doc, { document, clientId, verb, args }: Extract<Job, { task: 'edit' }>): Answers['edit'] {
  const model: KindModel<unknown> = kinds[document.kind]
  const change: Verb | undefined = model.verbs[verb]
  if (!change) throw new Error(`a ${document.kind} has no verb ${verb}`)
  doc.clientID = clientId
  let update: Uint8Array | null = null
  doc.once('update', (bytes: Uint8Array) => { update = bytes })
  // The caller names verb and arguments together (engine.edit).
  const answer: unknown = doc.transact(() => change(doc, ...args as never[]))
  return { update, answer }
}

function copy(from: Y.Doc, { document, clientId, how }: Extract<Job, { task: 'copy' }>): Answers['copy'] {
  const into = new Y.Doc()
  into.clientID = clientId
  const updates: Uint8Array[] = []
  into.on('update', (bytes: Uint8Array) => updates.push(bytes))
  // The caller names kind and manner together (engine.copy).
  const answer: unknown = kinds[document.kind].copy(from, into, how as never, newId)
  return { updates, answer }
}
