import { afterAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createLog } from '../core/log.ts'
import { Keeper, KeeperClosed } from './keeper.ts'
import { Knowledge } from './knowledge.ts'
import { StoredGuard } from './stored-guard.ts'

const caps = { workers: 2, workerMegabytes: 64, jobMilliseconds: 20_000, waitingQuestions: 10 }
const keeper = new Keeper(caps, createLog('silent'))
const guard = new StoredGuard(keeper)
afterAll(() => keeper.close())

/** Each letter is a struct of its own. */
function typed(letters: number): { doc: Y.Doc, updates: { userId: string, bytes: Uint8Array }[] } {
  const doc = new Y.Doc()
  const updates: { userId: string, bytes: Uint8Array }[] = []
  doc.on('update', (bytes: Uint8Array) => { updates.push({ userId: 'ana', bytes }) })
  for (let at = 0; at < letters; at++) doc.getText('title').insert(0, 'x')
  return { doc, updates }
}
const page = () => ({ kind: 'page' as const, knowledge: new Knowledge() })

test('few are learned at once, many in another thread: the same is known afterwards', async () => {
  const [few, many] = [typed(10), typed(3000)]
  const [learner, other] = [page(), page()]
  expect(guard.learn(learner, few.updates)).toMatchObject({ taken: 10, fault: null })
  const learning = guard.learn(other, many.updates)
  expect(learning).toBeInstanceOf(Promise)
  expect(await learning).toMatchObject({ taken: 3000, fault: null })
  expect(other.knowledge.stateVector()).toEqual(Y.encodeStateVector(many.doc))
  expect(other.knowledge.ownerOf(many.doc.clientID)).toBe('ana')
})

test('small ones of many documents in the same turn are not all looked through in it', async () => {
  const { updates } = typed(1000)
  const answers = [1, 2, 3].map(() => guard.learn(page(), updates))
  expect(answers.map(answer => answer instanceof Promise)).toEqual([false, true, true])
  await Promise.all(answers.map(async answer => answer))
  expect(guard.learn(page(), updates)).not.toBeInstanceOf(Promise)
})

test('the first that cannot be read ends it, and what came before is known', async () => {
  const { doc, updates } = typed(3000)
  const learner = page()
  expect(await guard.learn(learner, updates.toSpliced(2000, 1))).toMatchObject({ taken: 2000, fault: 'clock gap' })
  expect(learner.knowledge.known(doc.clientID)).toBe(2000)
})

test('a client id that somebody else has taken meanwhile is theirs', async () => {
  const { doc, updates } = typed(3000)
  const learner = page()
  const learning = guard.learn(learner, updates)
  learner.knowledge.bind(doc.clientID, 'bo')
  expect(await learning).toMatchObject({ taken: 0, fault: 'client id of somebody else' })
  expect(learner.knowledge.known(doc.clientID)).toBe(0)
})

test('a keeper that takes no more questions loses nothing', async () => {
  const full = new Keeper({ ...caps, waitingQuestions: 0 }, createLog('silent'))
  expect(await new StoredGuard(full).learn(page(), typed(3000).updates)).toMatchObject({ taken: 3000, fault: null })
  await full.close()
})

test('a server that stops learns nothing any more', async () => {
  const stopping = new Keeper(caps, createLog('silent'))
  const refused = expect(new StoredGuard(stopping).learn(page(), typed(3000).updates)).rejects.toThrow(KeeperClosed)
  await stopping.close()
  await refused
})
