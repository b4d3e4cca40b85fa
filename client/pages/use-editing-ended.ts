import { useState } from 'react'
import { isUnsaved, type SavedState } from '../documents/saved-state.ts'

/** Has this person lost the right to write here while they had the page open, or with words that were never saved? Until they have read it. */
export function useEditingEnded(mayEdit: boolean, saved: SavedState): { hasEnded: boolean, onRead: () => void } {
  const [isNews, setIsNews] = useState(false)
  if (mayEdit && !isNews) setIsNews(true)
  const hasEnded = !mayEdit && saved.state !== 'refused' && (isNews || isUnsaved(saved))
  return { hasEnded, onRead: () => setIsNews(false) }
}
