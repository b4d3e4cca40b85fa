import { useEffect, useState, useSyncExternalStore } from 'react'
import { type DocumentState, OpenDocument } from './open-document.ts'

/** Opens a document while the component is on the screen; null for the moment before, and where there is none. */
export function useDocument(documentId: string | null, userId: string): OpenDocument | null {
  const [opened, setOpened] = useState<OpenDocument | null>(null)
  useEffect(() => {
    if (documentId === null) return
    const document = new OpenDocument({ documentId, userId })
    // oxlint-disable-next-line react/set-state-in-effect -- a connection belongs to the mounted component, not to a render
    setOpened(document)
    return () => {
      setOpened(null)
      document.close()
    }
  }, [documentId, userId])
  return opened?.id === documentId ? opened : null
}

export const useDocumentState = (document: OpenDocument): DocumentState => useSyncExternalStore(document.subscribe, document.state)
