import { useSyncExternalStore } from 'react'
import { registerSW } from 'virtual:pwa-register'

let isWaiting = false
let reloadWithIt: (reload?: boolean) => Promise<void> = async () => undefined
const listeners = new Set<() => void>()

/** Starts the service worker; a newer version waits until the person agrees to reload. */
export function startServiceWorker(): void {
  reloadWithIt = registerSW({
    onNeedRefresh() {
      isWaiting = true
      for (const listener of listeners) listener()
    },
  })
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useNewVersion = (): { isWaiting: boolean, reload: () => void } => ({
  isWaiting: useSyncExternalStore(listen, () => isWaiting),
  reload: () => void reloadWithIt(true),
})
