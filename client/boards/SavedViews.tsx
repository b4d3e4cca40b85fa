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
import { type Choice, Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import styles from './BoardToolbar.module.css'
import { type NamedView, useSavedViews, type ViewReach } from './use-saved-views.ts'

/** Ways of looking at this board that were kept under a name: for everybody, or for oneself. */
export function SavedViews() {
  const { t } = useLingui()
  const use = useBoardContext()
  const { mayEdit } = use
  const company = companyIn(use, use.me.companyId)?.name ?? ''
  const saved = useSavedViews()
  const [dialog, setDialog] = useState<'new' | 'rename' | null>(null)
  const { views, open, isChanged, isSecret } = saved
  const mayChange = open !== undefined && (open.isOwn || mayEdit)
  const acts: MenuAct[] = [
    ...views.map((view): MenuAct => ({ id: view.id, label: view.name, hint: view.isOwn ? t`only yours` : view.isPrivate ? t`only ${company}` : t`for everybody`, icon: view.id === open?.id ? Check : view.isOwn || view.isPrivate ? Lock : Users, act: () => saved.show(view) })),
    { id: 'new', label: t`Keep this view…`, icon: BookmarkPlus, startsGroup: views.length > 0, act: () => setDialog('new') },
    ...open && mayChange ? actsOn(open) : [],
    ...open ? [{ id: 'leave', label: t`Show everything`, icon: RotateCcw, startsGroup: true, act: () => saved.show(null) }] : [],
  ]
  function actsOn(view: NamedView): MenuAct[] {
    const isTold = isSecret && !view.isOwn && !view.isPrivate
    return [
      { id: 'update', label: t`Keep the changes in “${view.name}”`, icon: Save, isDisabled: !isChanged || isTold, ...isTold ? { hint: t`What it shows only ${company} sees.` } : {}, act: () => saved.update(view) },
      { id: 'rename', label: t`Rename “${view.name}”…`, icon: Pencil, act: () => setDialog('rename') },
      { id: 'remove', label: t`Remove “${view.name}”`, icon: Trash2, tone: 'danger', act: () => saved.remove(view) },
    ]
  }
  const name = open === undefined ? t`Kept views` : isChanged ? t`${open.name}, changed` : open.name
  return (
    <>
      <Menu label={t`Kept views`} acts={acts}><AriaButton className={styles['toggle'] ?? ''} data-on={open !== undefined || undefined} aria-label={open ? t`Kept views: ${name}` : name}><Icon of={Bookmark} /><span>{open ? name : t`Views`}</span></AriaButton></Menu>
      {dialog === 'new' && <ViewDialog mayShare={mayEdit} isSecret={isSecret} onClose={() => setDialog(null)} onTake={saved.keep} />}
      {dialog === 'rename' && open && <ViewDialog view={open} mayShare={false} onClose={() => setDialog(null)} onTake={async ({ name: next }) => saved.rename(open, next)} />}
    </>
  )
}

interface DialogProps { view?: NamedView, mayShare: boolean, /** it names what only the own company has */ isSecret?: boolean, onClose: () => void, onTake: (view: { name: string, reach: ViewReach }) => Promise<void> }

function ViewDialog({ view, mayShare, isSecret = false, onClose, onTake }: DialogProps) {
  const { t } = useLingui()
  const use = useBoardContext()
  const company = companyIn(use, use.me.companyId)
  const [reach, setReach] = useState<ViewReach>('own')
  const choices: Choice<ViewReach>[] = [
    { value: 'own', label: t`Only I, in this browser` },
    ...use.side.mayBe && company ? [{ value: 'company' as const, label: t`Only ${company.name}` }] : [],
    ...isSecret ? [] : [{ value: 'all' as const, label: t`Everybody on this board` }],
  ]
  return (
    <Dialog title={view ? t`Rename the view` : t`Keep this view`} isOpen onClose={onClose}>
      <Form
        check={(values): FieldErrors => ((values['name'] ?? '').trim() === '' ? { name: t`Give the view a name.` } : {})}
        act={async values => { await onTake({ name: (values['name'] ?? '').trim(), reach }); onClose() }}
      >
        {!view && <p><Trans>It keeps what is shown now: the kind of view, filters, groups, order, the columns of the table and what cards show.</Trans></p>}
        <TextField name="name" label={t`Name`} defaultValue={view?.name ?? ''} maxLength={mostViewName} isProposed autoFocus autoComplete="off" />
        {!view && mayShare && <Select name="whose" label={t`Who sees it`} hint={isSecret && company ? t`It shows what only ${company.name} sees, so it cannot be for everybody.` : undefined} value={reach} onChange={setReach} choices={choices} />}
        <FormActs onClose={onClose}><Trans>Save</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
