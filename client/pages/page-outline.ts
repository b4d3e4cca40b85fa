import { type OutlineLine, outlineOf } from '@kopa/shared/pages/outline.ts'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** The headings of one page, live. */
export interface Outline { lines: () => readonly OutlineLine[], subscribe: (listener: () => void) => () => void }

const outlines = new WeakMap<Y.Doc, Outline>()

/** One for each page, however many show it. */
export function pageOutline(doc: Y.Doc): Outline {
  const made = outlines.get(doc) ?? makeOutline(doc)
  outlines.set(doc, made)
  return made
}

function makeOutline(doc: Y.Doc): Outline {
  const listeners = new Set<() => void>()
  let lines: readonly OutlineLine[] | null = null
  let waiting: ReturnType<typeof setTimeout> | null = null
  const read = () => {
    waiting = null
    const next = outlineOf(doc)
    if (JSON.stringify(next) === JSON.stringify(lines)) return
    lines = next
    listeners.forEach(listener => listener())
  }
  // Not at every key: behind what is typed.
  const changed = () => { waiting ??= setTimeout(read, afterwards) }
  return {
    lines: () => (lines ??= outlineOf(doc)),
    subscribe(listener) {
      if (listeners.size === 0) {
        lines = null
        contentOf(doc).observeDeep(changed)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        contentOf(doc).unobserveDeep(changed)
        if (waiting) clearTimeout(waiting)
        waiting = null
      }
    },
  }
}

/** milliseconds */
const afterwards = 150

export function usePageOutline(doc: Y.Doc): readonly OutlineLine[] {
  const { subscribe, lines } = pageOutline(doc)
  return useSyncExternalStore(subscribe, lines)
}
