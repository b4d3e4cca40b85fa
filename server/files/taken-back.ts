import { isUnavailable } from '../core/error-handler.ts'
import type { Context } from '../core/context.ts'
import { listStored } from './queries.ts'
import type { FileStorage } from './storage.ts'

/**
 * After a failure: bytes that no row names are removed. In doubt they stay, as a COMMIT may have gone through of which only the answer was lost:
 * bytes without a row cost room, a row without bytes is somebody's file that is gone.
 */
export async function takeBackBytes({ database, log }: Pick<Context, 'database' | 'log'>, storage: FileStorage, { ids, because }: { ids: readonly string[], because: unknown }): Promise<void> {
  if (ids.length === 0) return
  // A COMMIT that was not answered may still be under way: what it stores is in no row yet.
  const stored = isUnavailable(because) ? null : await listStored(database, ids).catch(() => null)
  if (stored === null) return log.warn({ files: ids }, 'bytes were kept, as nobody knows whether their rows were stored')
  await Promise.all(ids.filter(id => !stored.includes(id)).map(id => storage.remove(id)))
}
