import { mayKeep } from './kept.ts'

/** Looks at pages for the service worker (public/first-look-worker.js): whoever comes back reads before any script has run. The oldest goes first. */
const cacheName = 'kopa-first-looks'
const mostKept = 30

/** Is there a service worker that would show them? Browsers have one on safe origins only. */
export const canKeepLooks = (): boolean => 'caches' in globalThis && navigator.serviceWorker?.controller != null

const opened = (): Promise<Cache> => caches.open(cacheName)

/** @param path of the page's address. A browser that refuses only shows the page later. */
export async function keepLook(path: string, look: { title: string, html: string }): Promise<void> {
  if (!mayKeep()) return
  const cache = await opened()
  await cache.put(path, Response.json(look))
  const kept = await cache.keys()
  await Promise.all(kept.slice(0, Math.max(0, kept.length - mostKept)).map(request => cache.delete(request)))
  // They left while it was on its way.
  if (!mayKeep()) await forgetLooks()
}

export async function forgetLook(path: string): Promise<void> {
  if ('caches' in globalThis) await opened().then(cache => cache.delete(path)).catch(() => undefined)
}

export async function forgetLooks(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(cacheName).catch(() => undefined)
}

/** Of workspaces that they are no longer in. @param ids of those that they are in, as the server says now */
export async function forgetLooksBut(ids: readonly string[]): Promise<void> {
  if (!('caches' in globalThis) || !await caches.has(cacheName)) return
  await opened().then(async cache => {
    const left = (await cache.keys()).filter(({ url }) => !ids.some(id => new URL(url).pathname.startsWith(`/w/${id}/`)))
    await Promise.all(left.map(request => cache.delete(request)))
  }).catch(() => undefined)
}
