import * as Y from 'yjs'
import { answer, nameOfCopy, openCopy } from './kept-copy.ts'

/** Asks the browser not to clear what is kept here when space runs short. It may say no; the saved badge tells the truth either way. */
export async function askToKeep(): Promise<void> {
  if (!navigator.storage?.persist || await navigator.storage.persisted()) return
  await navigator.storage.persist()
}

/** Ids of this person's documents with changes that never reached the server; ask before forgetting them. */
export async function findUnsent(userId: string): Promise<string[]> {
  const names = await copiesOf(userId)
  const marks = await Promise.all(names.map(countMarks))
  return names.filter((_, index) => marks[index]).map(name => name.slice(nameOfCopy(userId, '').length))
}

/** Deletes every copy of this person's documents from this device: at sign-out. */
export async function forgetDocuments(userId: string): Promise<void> {
  const names = await copiesOf(userId)
  await Promise.all(names.map(name => answer(indexedDB.deleteDatabase(name))))
}

/** Empties what is kept of documents that this person can no longer see, except where the server lacks something they wrote. */
export async function forgetUnlessUnsent(userId: string, documentIds: readonly string[]): Promise<void> {
  const kept = new Set(await copiesOf(userId))
  await Promise.all(documentIds.filter(id => kept.has(nameOfCopy(userId, id))).map(async id => {
    const copy = await openCopy(userId, id, new Y.Doc())
    await copy.forget([]).finally(() => copy.close())
  }))
}

async function copiesOf(userId: string): Promise<string[]> {
  const databases = await indexedDB.databases()
  return databases.flatMap(({ name }) => (name?.startsWith(nameOfCopy(userId, '')) ? [name] : []))
}

async function countMarks(name: string): Promise<number> {
  const database = await answer(indexedDB.open(name))
  if (!database.objectStoreNames.contains('unacknowledged')) return 0
  const count = await answer(database.transaction('unacknowledged').objectStore('unacknowledged').count())
  database.close()
  return count
}
