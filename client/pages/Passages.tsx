import { type PlacedPassage, passageBody } from '@kopa/shared/pages/passages.ts'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Editor } from '@tiptap/react'
import type { OpenDocument } from '../documents/open-document.ts'
import { YourText } from '../documents/YourText.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { showError } from '../ui/toasts.ts'
import { catchTyping } from '../ui/typed-ahead.ts'
import { addPassageAt } from './passage-acts.ts'
import { usePassages } from './passage-list.ts'
import type { PassageSlots } from './passage-slots.ts'
import { Passage } from './Passage.tsx'
import type { PageSide } from './use-page-side.ts'

export interface Company { id: string, name: string, color: number }

interface Props {
  editor: Editor
  slots: PassageSlots
  side: PageSide
  workspaceId: string
  myId: string
  /** My own. */
  company: Company
  isEditable: boolean
  /** Is there anybody to keep something from, and may this person write? */
  mayAdd: boolean
}

/** What the own company keeps for itself in the page, drawn between its blocks. */
export function Passages({ editor, slots, side, mayAdd, ...rest }: Props) {
  const { t } = useLingui()
  const document = side.document
  const label = t`Private text of ${rest.company.name}`
  const passages = usePassages(document?.doc ?? null)
  const [made, setMade] = useState<string | null>(null)
  const [unmade, setUnmade] = useState<{ words: string, why: string } | null>(null)
  useEffect(() => slots.show(passages), [slots, passages])
  useEffect(() => {
    if (!mayAdd) return
    return slots.onAdd(() => {
      // What is typed from now on is meant for the passage: not a letter of it may come into the page that everybody reads.
      const giveUp = catchTyping(label, 'textarea')
      side.open().then(({ doc }) => setMade(addPassageAt(editor, doc)), (refusal: unknown) => {
        const words = giveUp()
        if (words === '') showError(refusal)
        else setUnmade({ words, why: refusal instanceof Error ? refusal.message : String(refusal) })
      })
    })
  }, [slots, side, editor, mayAdd, label])
  return (
    <>
      {unmade && <Unmade {...unmade} onLetGo={() => setUnmade(null)} />}
      {document && passages.map(passage => <Slot key={passage.id} passage={passage} editor={editor} slots={slots} document={document} isNew={passage.id === made} {...rest} />)}
    </>
  )
}

/** It is nowhere else, and must not come into the page that everybody reads: it stands here until it is copied or let go of. */
function Unmade({ words, why, onLetGo }: { words: string, why: string, onLetGo: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`The private passage was not made`} isOpen isDismissable={false} onClose={onLetGo}>
      <p>{why}</p>
      <YourText words={words} discard={<Trans>Discard</Trans>} onDiscard={async () => onLetGo()} />
    </Dialog>
  )
}

interface SlotProps extends Omit<Props, 'side' | 'mayAdd'> { passage: PlacedPassage, document: OpenDocument, isNew: boolean }

function Slot({ passage: { id }, slots, document, ...rest }: SlotProps) {
  const body = passageBody(document.doc, id)
  return body && createPortal(<Passage id={id} body={body} slots={slots} document={document} {...rest} />, slots.hostOf(id))
}
