import type { ReactNode } from 'react'
import { useMe } from '../core/session.tsx'
import type { OpenDocument } from './open-document.ts'
import { UnsentWords } from './UnsentWords.tsx'
import { useDocument, useDocumentState } from './use-document.ts'

/** A document that is closed to this person: nothing of it but their own words that the server never got. `children`: what happened. */
export function ClosedDocument({ id, children }: { id: string, children: ReactNode }) {
  const me = useMe()
  const document = useDocument(id, me.id)
  return document && <OwnWords document={document}>{children}</OwnWords>
}

function OwnWords({ document, children }: { document: OpenDocument, children: ReactNode }) {
  const { content } = useDocumentState(document)
  return content === 'unsent' && <UnsentWords document={document}>{children}</UnsentWords>
}
