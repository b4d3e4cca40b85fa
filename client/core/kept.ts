/** A small drawer in this browser's IndexedDB: who was signed in, and the lists that are shown without a network. */

const databaseName = 'kopa-shell'
const storeName = 'kept'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode)
      const request = act(transaction.objectStore(storeName))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** After somebody has left, nothing of theirs that was still on its way is written any more. */
let isLocked = false

export const mayKeep = (): boolean => !isLocked

/** Somebody is signed in: what they see may be kept. */
export function unlockKept(): void {
  isLocked = false
}

/** A browser that refuses storage (private windows, full disks) still works; it only forgets. */
export async function keep(key: string, value: unknown): Promise<void> {
  if (isLocked) return
  await inStore('readwrite', store => store.put(value, key)).catch(() => undefined)
}

export async function recall<T>(key: string): Promise<T | null> {
  return await inStore<T | undefined>('readonly', store => store.get(key)).catch(() => undefined) ?? null
}

export async function forgetKept(): Promise<void> {
  isLocked = true
  await inStore('readwrite', store => store.clear()).catch(() => undefined)
}
