import { useEffect, useSyncExternalStore } from 'react'

/** What the documents that are open in this window are called at this moment: lists of them learn it some seconds later, from the server. */
const titles = new Map<string, string>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function note(documentId: string, title: string | undefined): void {
  if (titles.get(documentId) === title) return
  if (title === undefined) titles.delete(documentId)
  else titles.set(documentId, title)
  listeners.forEach(listener => listener())
}

/** @param listed what a list that came from the server calls it */
export const liveTitleOf = (documentId: string, listed: string): string => titles.get(documentId) ?? listed

export const useLiveTitle = (documentId: string, listed: string): string => useSyncExternalStore(subscribe, () => liveTitleOf(documentId, listed))

/**
 * Tells the rest of the screen what the open document is called.
 * @param leave takes the last title into the list, which may not have it yet; the same from render to render
 */
export function useTellTitle(documentId: string, title: string, leave: (documentId: string, title: string) => void): void {
  useEffect(() => note(documentId, title), [documentId, title])
  useEffect(() => () => {
    const last = titles.get(documentId)
    if (last !== undefined) leave(documentId, last)
    note(documentId, undefined)
  }, [documentId, leave])
}

/** A new title given from elsewhere is shown before the document itself has it; and taken back when the server refuses. */
export async function renameOpen(documentId: string, title: string, rename: () => Promise<boolean>): Promise<boolean> {
  const before = titles.get(documentId)
  if (before === undefined) return rename()
  note(documentId, title)
  const isDone = await rename()
  if (!isDone && titles.get(documentId) === title) note(documentId, before)
  return isDone
}
