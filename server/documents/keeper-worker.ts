import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { kinds, type KindModel, type Verb } from '@kopa/shared/documents/kinds.ts'
import { judge } from './guard.ts'
import { Knowledge } from './knowledge.ts'
import { Refusal } from './refusal.ts'
import { trackedDepth, type DepthRange } from './depths.ts'
import { packVersion, readVersion } from './version-bytes.ts'
import { unpackDocument, type Answers, type Fold, type Job, type JobRequest, type PackedDocument } from './keeper-jobs.ts'

/** The only place on the server that holds a Y.Doc, and only for as long as a job takes. */

parentPort?.on('message', (request: JobRequest) => {
  try {
    const answer = run(request)
    parentPort?.postMessage({ id: request.id, answer }, buffersOf(answer))
  } catch (error) {
    parentPort?.postMessage({ id: request.id, fault: error instanceof Error ? error.message : 'unknown' })
  }
})

function run(job: Job): Answers[Job['task']] {
  switch (job.task) {
    case 'fold': return fold(job.document)
    case 'diff': return Y.encodeStateAsUpdate(load(job.document).doc, job.stateVector)
    case 'addsNothing': return addsNothing(load(job.document).doc, job.update)
    case 'edit': return edit(load(job.document).doc, job)
    case 'judge': return judgeHere(job)
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

interface Loaded { doc: Y.Doc, folded: number, fault: string | null }

/** The document up to the first update that does not load (which stops there, and nobody else). */
function load(packed: PackedDocument): Loaded {
  const { snapshot, updates } = unpackDocument(packed)
  const doc = new Y.Doc()
  const fault = applyAll(doc, snapshot, updates)
  if (!fault) return { doc, folded: updates.length, fault: null }
  return upTo(snapshot, updates)
}

function applyAll(doc: Y.Doc, snapshot: Uint8Array, updates: Uint8Array[]): string | null {
  try {
    doc.transact(() => {
      if (snapshot.length > 0) Y.applyUpdate(doc, snapshot)
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return pendingIn(doc)
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}

/** What waits for something that never comes is a fault as well. */
const pendingIn = ({ store }: Y.Doc): string | null => (store.pendingStructs || store.pendingDs ? 'stands on what is not there' : null)

/** Slow and careful, after a fault: one update at a time, then once more without what failed and what came after. */
function upTo(snapshot: Uint8Array, updates: Uint8Array[]): Loaded {
  const trial = new Y.Doc()
  if (applyAll(trial, snapshot, [])) throw new Error('the snapshot does not load')
  const faults = updates.map(update => applyAll(trial, update, []))
  const folded = faults.findIndex(fault => fault !== null)
  const doc = new Y.Doc()
  applyAll(doc, snapshot, updates.slice(0, folded))
  return { doc, folded, fault: 'an update does not load' }
}

function fold(packed: PackedDocument): Fold {
  const { doc, folded, fault } = load(packed)
  const stateVector = Y.encodeStateVector(doc)
  return {
    snapshot: Y.encodeStateAsUpdate(doc),
    stateVector,
    deletions: Y.encodeStateAsUpdate(doc, stateVector),
    deep: deepIn(doc),
    projection: kinds[packed.kind].project(doc),
    folded,
    fault,
  }
}

function judgeHere({ bytes, knowledge, author }: Extract<Job, { task: 'judge' }>): Answers['judge'] {
  try {
    return judge(bytes, Knowledge.fromPlain(knowledge), author)
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.reason }
    throw error
  }
}

function addsNothing(doc: Y.Doc, update: Uint8Array): boolean {
  let changes = false
  doc.once('afterTransaction', ({ deleteSet, beforeState, afterState }: Y.Transaction) => {
    changes = deleteSet.clients.size > 0 || [...afterState].some(([client, clock]) => clock > (beforeState.get(client) ?? 0))
  })
  Y.applyUpdate(doc, update)
  return !changes
}

function edit(doc: Y.Doc, { document, clientId, verb, args }: Extract<Job, { task: 'edit' }>): Uint8Array | null {
  const model: KindModel<unknown> = kinds[document.kind]
  const change: Verb | undefined = model.verbs[verb]
  if (!change) throw new Error(`a ${document.kind} has no verb ${verb}`)
  doc.clientID = clientId
  let update: Uint8Array | null = null
  doc.once('update', (bytes: Uint8Array) => { update = bytes })
  // The caller names verb and arguments together (engine.edit).
  doc.transact(() => change(doc, ...args as never[]))
  return update
}

// Yjs types its events by the type they belong to; here they are only walked through.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyType = Y.AbstractType<any>
interface Nested { type: AnyType, depth: number }

/** Items nested deeper than the guard takes for granted. Walks with a stack of its own: depth is what it looks for. */
function deepIn(doc: Y.Doc): DepthRange[] {
  const found: DepthRange[] = []
  const types: Nested[] = [...doc.share.values()].map(type => ({ type, depth: 0 }))
  for (let next = types.pop(); next; next = types.pop()) {
    const { type, depth } = next
    for (const item of itemsOf(type)) {
      if (depth + 1 > trackedDepth) found.push({ client: item.id.client, clock: item.id.clock, length: item.length, depth: depth + 1 })
      if (item.content instanceof Y.ContentType) types.push({ type: item.content.type, depth: depth + 1 })
    }
  }
  return found.toSorted((one, other) => one.client - other.client || one.clock - other.clock)
}

function * itemsOf(type: AnyType): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) yield item
  yield * type._map.values()
}
