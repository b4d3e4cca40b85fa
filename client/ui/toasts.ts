import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'refused'
  action?: { label: string, act: () => void }
  /** Takes the place of what was said about the same before. */
  about?: string
}

let shown: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says something in the corner, for what has no place of its own on the screen. */
export function showToast(toast: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): void {
  lastId += 1
  const others = toast.about === undefined ? shown : shown.filter(({ about }) => about !== toast.about)
  change([...others.slice(-2), { tone: 'plain', ...toast, id: lastId }])
}

/** For an act whose refusal has no place of its own to be shown. */
export const showError = (error: unknown): void => showToast({ tone: 'refused', text: error instanceof Error ? error.message : String(error) })

export const closeToast = (id: number): void => change(shown.filter(toast => toast.id !== id))

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useToasts = (): readonly Toast[] => useSyncExternalStore(listen, () => shown)
