import { Trans, useLingui } from '@lingui/react/macro'
import { type LiveTaskField, liveTaskFields, type LiveTaskGroup, type LiveTaskList, type LiveTaskShow } from '@kopa/shared/pages/live-tasks.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './LiveTaskList.module.css'
import { useViews } from './use-board.ts'

interface Props { list: LiveTaskList, isPrivate: boolean, change: (change: Partial<LiveTaskList>) => void, onClose: () => void }

/** Which tasks of its board a list shows, how they are grouped, and what of each: for everybody who reads the page. */
export function LiveListSettings({ list, isPrivate, change, onClose }: Props) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  // What only the own company has kept is not named where others read.
  const views = useViews(board).filter(view => isPrivate || !view.isPrivate)
  const toggle = (field: LiveTaskField): void => change({ fields: liveTaskFields.filter(known => (known === field ? !list.fields.includes(known) : list.fields.includes(known))) })
  const names = useFieldNames()
  return (
    <Dialog title={t`What the list shows`} isOpen onClose={onClose}>
      <div className={styles['settings']}>
        <Select<LiveTaskShow> label={t`Tasks`} name="show" value={list.show} onChange={show => change({ show })} choices={[{ value: 'all', label: t`All tasks` }, { value: 'open', label: t`What is still to be done` }, { value: 'done', label: t`What is done` }, { value: 'milestones', label: t`Milestones, with dates and slack` }]} />
        {views.length > 0 && <Select label={t`Filters of a kept view`} name="view" value={list.view ?? ''} onChange={view => change({ view: view || null })} choices={[{ value: '', label: t`None` }, ...views.map(({ id, name }) => ({ value: id, label: name }))]} />}
        <Select<LiveTaskGroup> label={t`Grouped by`} name="group" value={list.group} onChange={group => change({ group })} choices={[{ value: 'column', label: t`Column` }, { value: 'company', label: t`Responsible company` }, { value: 'assignee', label: t`Person` }, { value: 'priority', label: t`Priority` }, { value: 'none', label: t`Nothing` }]} />
        <fieldset>
          <legend><Trans>Shown of each task</Trans></legend>
          {liveTaskFields.map(field => <label key={field}><input type="checkbox" checked={list.fields.includes(field)} onChange={() => toggle(field)} />{names[field]}</label>)}
        </fieldset>
        {list.tasks !== null && <p><Trans>The list holds the tasks that were made from lines of this page, and those that are added in it.</Trans> <Button size="dense" onPress={() => change({ tasks: null })}><Trans>Show the whole board</Trans></Button></p>}
      </div>
      <DialogActs><Button onPress={onClose}><Trans>Done</Trans></Button></DialogActs>
    </Dialog>
  )
}

function useFieldNames(): Record<LiveTaskField, string> {
  const { t } = useLingui()
  return { column: t`Column`, deadline: t`Deadline`, company: t`Responsible company`, people: t`Assigned to`, priority: t`Priority`, labels: t`Labels` }
}
