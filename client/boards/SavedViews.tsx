import { Bookmark, BookmarkPlus, Check, Lock, Pencil, RotateCcw, Save, Trash2, Users } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { mostViewName } from '@kopa/shared/boards/view.ts'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog } from '../ui/Dialog.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './BoardToolbar.module.css'
import { type NamedView, useSavedViews } from './use-saved-views.ts'

/** Ways of looking at this board that were kept under a name: for everybody, or for oneself. */
export function SavedViews() {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  const saved = useSavedViews()
  const [dialog, setDialog] = useState<'new' | 'rename' | null>(null)
  const { views, open, isChanged } = saved
  const mayChange = open !== undefined && (open.isOwn || mayEdit)
  const acts: MenuAct[] = [
    ...views.map((view): MenuAct => ({ id: view.id, label: view.name, hint: view.isOwn ? t`only yours` : t`for everybody`, icon: view.id === open?.id ? Check : view.isOwn ? Lock : Users, act: () => saved.show(view) })),
    { id: 'new', label: t`Keep this view…`, icon: BookmarkPlus, startsGroup: views.length > 0, act: () => setDialog('new') },
    ...open && mayChange ? actsOn(open) : [],
    ...open ? [{ id: 'leave', label: t`Show everything`, icon: RotateCcw, startsGroup: true, act: () => saved.show(null) }] : [],
  ]
  function actsOn(view: NamedView): MenuAct[] {
    return [
      { id: 'update', label: t`Keep the changes in “${view.name}”`, icon: Save, isDisabled: !isChanged, act: () => saved.update(view) },
      { id: 'rename', label: t`Rename “${view.name}”…`, icon: Pencil, act: () => setDialog('rename') },
      { id: 'remove', label: t`Remove “${view.name}”`, icon: Trash2, tone: 'danger', act: () => saved.remove(view) },
    ]
  }
  const name = open === undefined ? t`Kept views` : isChanged ? t`${open.name}, changed` : open.name
  return (
    <>
      <Menu label={t`Kept views`} acts={acts}><AriaButton className={styles['toggle'] ?? ''} data-on={open !== undefined || undefined} aria-label={open ? t`Kept views: ${name}` : name}><Icon of={Bookmark} /><span>{open ? name : t`Views`}</span></AriaButton></Menu>
      {dialog === 'new' && <ViewDialog mayShare={mayEdit} onClose={() => setDialog(null)} onTake={saved.keep} />}
      {dialog === 'rename' && open && <ViewDialog view={open} mayShare={false} onClose={() => setDialog(null)} onTake={({ name: next }) => saved.rename(open, next)} />}
    </>
  )
}

interface DialogProps { view?: NamedView, mayShare: boolean, onClose: () => void, onTake: (view: { name: string, isOwn: boolean }) => void }

function ViewDialog({ view, mayShare, onClose, onTake }: DialogProps) {
  const { t } = useLingui()
  const [whose, setWhose] = useState<'own' | 'all'>('own')
  return (
    <Dialog title={view ? t`Rename the view` : t`Keep this view`} isOpen onClose={onClose}>
      <Form
        check={(values): FieldErrors => ((values['name'] ?? '').trim() === '' ? { name: t`Give the view a name.` } : {})}
        act={async values => { onTake({ name: (values['name'] ?? '').trim(), isOwn: whose === 'own' }); onClose() }}
      >
        {!view && <p><Trans>It keeps what is shown now: the kind of view, filters, groups, order and the columns of the table.</Trans></p>}
        <TextField name="name" label={t`Name`} defaultValue={view?.name ?? ''} maxLength={mostViewName} autoFocus autoComplete="off" />
        {!view && mayShare && <Select name="whose" label={t`Who sees it`} value={whose} onChange={setWhose} choices={[{ value: 'own', label: t`Only I, in this browser` }, { value: 'all', label: t`Everybody on this board` }]} />}
        <FormActs onClose={onClose}><Trans>Save</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
