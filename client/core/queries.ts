import { type DehydratedState, dehydrate, hydrate, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isOffline, isSignedOut } from './api-error.ts'
import { keep, recall } from './kept.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Error
    /** keepOffline: the answer is kept on this device and shown when Kopa cannot be reached. */
    queryMeta: { keepOffline?: boolean }
  }
}

/**
 * Keys begin with what a live message is about, then its workspace or 'all': ['pages', workspaceId], ['workspaces', 'all'].
 * That is how `live.ts` knows what to refetch.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: tellWhenSignedOut }),
  mutationCache: new MutationCache({ onError: tellWhenSignedOut }),
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 24 * 3_600_000, networkMode: 'always', refetchOnReconnect: true, retry: mayRetry },
    mutations: { networkMode: 'always', retry: false },
  },
})

const listeners = new Set<() => void>()

/** Calls back when an answer says that this session has ended elsewhere. Returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tellWhenSignedOut(error: Error): void {
  if (isSignedOut(error)) for (const listener of listeners) listener()
}

/** A refusal stays a refusal; only a stumbling server is asked again. */
function mayRetry(failures: number, error: Error): boolean {
  if (isOffline(error)) return false
  return failures < 2 && error instanceof ApiError && error.status >= 500
}

/** Milliseconds in which answers are gathered before they are kept. */
const savedAfter = 300

const keyFor = (userId: string) => `queries:${userId}`

/**
 * Fills the cache with what this person saw last, to be shown until the server has answered anew, then keeps it up to date
 * on this device. Returns the way to stop.
 */
export async function keepQueriesOffline(userId: string): Promise<() => void> {
  const kept = await recall<DehydratedState>(keyFor(userId))
  if (kept) hydrate(queryClient, kept)
  await queryClient.invalidateQueries({ refetchType: 'none' })
  return saveAfterChanges(userId)
}

function saveAfterChanges(userId: string): () => void {
  let timer: number | undefined
  const stopWatching = queryClient.getQueryCache().subscribe(change => {
    if (change.type !== 'updated' || change.action.type !== 'success' || timer !== undefined) return
    timer = window.setTimeout(() => {
      timer = undefined
      void keep(keyFor(userId), whatToKeep())
    }, savedAfter)
  })
  return () => {
    stopWatching()
    window.clearTimeout(timer)
  }
}

function whatToKeep(): DehydratedState {
  return dehydrate(queryClient, {
    shouldDehydrateQuery: query => query.meta?.keepOffline === true && query.state.status === 'success',
    shouldDehydrateMutation: () => false,
  })
}
