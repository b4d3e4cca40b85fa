import { ArrowDown, ArrowUp, Ellipsis, Eye, Lock, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from '@tiptap/react'
import type * as Y from 'yjs'
import type { OpenDocument } from '../documents/open-document.ts'
import { announce } from '../ui/announce.ts'
import { companyColor } from '../ui/CompanyMark.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { showToast } from '../ui/toasts.ts'
import { PageEditor, type PageEditorHandle } from './PageEditor.tsx'
import styles from './Passage.module.css'
import { placeAfterStep, showToAll, stepTo, takeAway, writeBelow } from './passage-acts.ts'
import type { Exit } from './passage-exits.ts'
import type { PassageSlots } from './passage-slots.ts'
import type { Company } from './Passages.tsx'

interface Props {
  id: string
  body: Y.XmlFragment
  /** Of the page around it. */
  editor: Editor
  slots: PassageSlots
  document: OpenDocument
  workspaceId: string
  myId: string
  company: Company
  isEditable: boolean
  isNew: boolean
}

/** Lines of a shared page that only one company reads. */
export function Passage({ id, body, editor, slots, document, workspaceId, myId, company, isEditable, isNew }: Props) {
  const { t } = useLingui()
  const handle = useRef<PageEditorHandle>(null)
  const leave = useLeave({ id, editor, slots, side: document.doc, isEditable })
  useEffect(() => slots.onEnter(id, from => { if (from === 'start') handle.current?.focusStart(); else handle.current?.focusEnd() }), [slots, id])
  const label = t`Private text of ${company.name}`
  const text = useMemo(() => ({ body, label, leave }), [body, label, leave])
  return (
    <section aria-label={t`Only ${company.name} sees this`} className={styles['passage']} style={companyColor(company.color)}>
      <header className={styles['head']}>
        <Icon of={Lock} /><span className={styles['words']}><Trans>Only {company.name} sees this</Trans></span>
        {isEditable && <PassageMenu id={id} editor={editor} side={document.doc} company={company} />}
      </header>
      <PageEditor document={document} workspaceId={workspaceId} myId={myId} isEditable={isEditable} isFocusedFirst={isNew} handle={handle} passage={text} onShown={nothingInItsPlace} />
    </section>
  )
}

const nothingInItsPlace = (): void => undefined

interface Leaving { id: string, editor: Editor, slots: PassageSlots, side: Y.Doc, isEditable: boolean }

/** Into the text above or below; below the last passage a line is begun, for there is no other way to go on there. */
function useLeave({ id, editor, slots, side, isEditable }: Leaving): (to: Exit) => boolean {
  return useCallback(to => {
    if (to === 'above') return slots.leave(id, 'above')
    const isOut = to === 'out'
    if (slots.leave(id, 'below', { isOut })) return true
    if (isOut && slots.leave(id, 'above', { isOut })) return true
    if (isEditable) writeBelow(editor, side, id)
    return isEditable
  }, [id, editor, slots, side, isEditable])
}

function PassageMenu({ id, editor, side, company }: { id: string, editor: Editor, side: Y.Doc, company: Company }) {
  const { t } = useLingui()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Menu label={t`Actions for this passage`} acts={useActs({ id, editor, side }, () => setIsAsking(true))}><IconButton icon={Ellipsis} label={t`Actions for this passage`} size="dense" /></Menu>
      {isAsking && (
        <ConfirmDialog title={t`Show this to everybody?`} confirm={t`Show to everybody`} onClose={() => setIsAsking(false)} onConfirm={async () => { if (!showToAll(editor, side, id)) throw new Error(t`This passage holds something from a newer Kopa. Reload the page and try again.`) }}>
          <p><Shown company={company} /></p>
        </ConfirmDialog>
      )}
    </>
  )
}

const Shown = ({ company }: { company: Company }): ReactNode =>
  <Trans>The words become a part of the page: all companies read them, now and in its history. They cannot be made private to {company.name} again.</Trans>

function useActs({ id, editor, side }: { id: string, editor: Editor, side: Y.Doc }, ask: () => void): MenuAct[] {
  const { t } = useLingui()
  const step = (to: 'up' | 'down'): Pick<MenuAct, 'act' | 'isDisabled'> => ({
    isDisabled: placeAfterStep(editor, side, id, to) === null,
    act: () => { if (stepTo(editor, side, id, to)) announce(to === 'up' ? t`Moved up` : t`Moved down`) },
  })
  return [
    { id: 'up', label: t`Move up`, icon: ArrowUp, ...step('up') },
    { id: 'down', label: t`Move down`, icon: ArrowDown, ...step('down') },
    { id: 'show', label: t`Show to everybody`, icon: Eye, hint: t`It becomes a part of the page`, act: ask },
    {
      id: 'remove', label: t`Remove`, icon: Trash2, tone: 'danger', startsGroup: true,
      act: () => { const undo = takeAway(side, id); showToast({ text: t`The passage is removed.`, action: { label: t`Undo`, act: undo } }) },
    },
  ]
}
