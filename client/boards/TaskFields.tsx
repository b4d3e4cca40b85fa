import { Repeat2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { readDuration, tellDuration } from '@kopa/shared/boards/duration-words.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type ReactNode, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { shownPercent, stageIn } from './board-store.ts'
import { columnIn, companyIn, personIn, useBoardContext } from './board-context.ts'
import type { PickerKind } from './board-ui.ts'
import { LabelChip } from './LabelChip.tsx'
import styles from './TaskPanel.module.css'
import { useColumns, useLabels } from './use-board.ts'
import { priorityIcons, stageIcons, usePriorityNames } from './use-board-words.ts'
import { useDueWords } from './use-due-words.ts'
import { useRepeatWords } from './use-repeat-words.ts'
import { useStandingWords } from './use-standing-words.ts'
import { useOtherClocks } from './use-other-clocks.ts'

interface Props { task: Task, isEditable: boolean }

/** Everything about a task that is a value: each a button that opens what it can be. */
export function TaskFields(props: Props) {
  const { t } = useLingui()
  const use = useBoardContext()
  const { task } = props
  const column = columnIn(useColumns(use.board), task.column)
  const labels = useLabels(use.board).filter(({ id }) => task.labels.includes(id))
  const company = companyIn(use, task.companyId)
  const names = usePriorityNames()
  const { tell: tellStanding } = useStandingWords()
  const tellRepeat = useRepeatWords(use.me.timeZone)
  const parent = task.parent === null ? undefined : use.board.task(task.parent)
  return (
    <dl className={styles['fields']}>
      <Value {...props} kind="column" name={t`Column`}>{column && <><Icon of={stageIcons[column.stage]} />{column.title || t`Untitled`}{task.flow.since !== null && <small>{tellStanding(task.flow.since)}</small>}</>}</Value>
      <Value {...props} kind="company" name={t`Responsible`}>{company && <><CompanyMark name={company.name} color={company.color} size="small" isNamed />{company.name}</>}</Value>
      <Value {...props} kind="people" name={t`Assigned to`}>
        {task.assignees.length > 0 && task.assignees.map(({ userId }) => {
          const person = personIn(use, userId)
          const name = person?.name ?? t`Somebody who has left`
          return <span key={userId} className={styles['person']}><Avatar name={name} company={companyIn(use, person?.companyId ?? null)} size="small" isNamed />{name}</span>
        })}
      </Value>
      <Value {...props} kind="deadline" name={t`Deadline`}>{task.deadline && <DueValue task={task} />}</Value>
      <Value {...props} kind="repeat" name={t`Comes again`}>{task.repeat && <><Icon of={Repeat2} />{tellRepeat(task.repeat, task.deadline)}</>}</Value>
      <Value {...props} kind="priority" name={t`Priority`}>{task.priority && <><Icon of={priorityIcons[task.priority]} />{names[task.priority]}</>}</Value>
      <Value {...props} kind="labels" name={t`Labels`}>{labels.length > 0 && labels.map(label => <LabelChip key={label.id} label={label} />)}</Value>
      <Value {...props} kind="parent" name={t`Subtask of`}>{parent && (parent.title || t`Untitled`)}</Value>
      <Progress {...props} />
      <Amount {...props} kind="estimate" name={t`Estimate`} />
      <Amount {...props} kind="spent" name={t`Time spent`} />
    </dl>
  )
}

function Value({ task, isEditable, kind, name, children }: Props & { kind: PickerKind, name: string, children: ReactNode }) {
  const { t } = useLingui()
  const { ui } = useBoardContext()
  const isEmpty = children === null || children === undefined || children === false || children === ''
  const words = isEmpty ? <Trans>None</Trans> : children
  return (
    <>
      <dt id={`${task.id}-${kind}`}>{name}</dt>
      <dd>
        {isEditable
          ? <button type="button" aria-haspopup="dialog" data-empty={isEmpty || undefined} className={styles['value']} title={t`Change: ${name}`} aria-describedby={`${task.id}-${kind}`} onClick={event => ui.change({ picker: { kind, ids: [task.id], anchor: event.currentTarget } })}>{words}</button>
          : <span data-empty={isEmpty || undefined} className={styles['value']}>{words}</span>}
      </dd>
    </>
  )
}

/** A moment is told by all clocks that matter. */
function DueValue({ task }: { task: Task }) {
  const { board, me } = useBoardContext()
  const tellDue = useDueWords(me.timeZone)
  const clocks = useOtherClocks()
  if (!task.deadline) return null
  const { text, exact, tone } = tellDue(task.deadline, { isDone: stageIn(board.columns(), task.column) === 'done' })
  const others = 'instant' in task.deadline ? clocks(Date.parse(task.deadline.instant)) : []
  return <><span className={tone === 'late' ? styles['late'] : ''}>{text}</span><small>{[exact, ...others].join(' · ')}</small></>
}

function Progress({ task, isEditable }: Props) {
  const { t } = useLingui()
  const { board, acts } = useBoardContext()
  const [dragged, setDragged] = useState<number | null>(null)
  const columns = useColumns(board)
  const isDone = stageIn(columns, task.column) === 'done'
  const percent = isDone ? 100 : dragged ?? shownPercent(columns, task)
  const settle = (): void => {
    if (dragged !== null && dragged !== task.progress.percent) acts.setProgress(task.id, dragged)
    setDragged(null)
  }
  return (
    <>
      <dt><Trans>Progress</Trans></dt>
      <dd className={styles['progress']}>
        <input type="range" min={0} max={100} step={5} value={percent} disabled={!isEditable || isDone} aria-label={t`Progress in per cent`} onChange={event => setDragged(Number(event.target.value))} onPointerUp={settle} onKeyUp={settle} onBlur={settle} />
        {percent} %
      </dd>
    </>
  )
}

function Amount({ task, isEditable, kind, name }: Props & { kind: 'estimate' | 'spent', name: string }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { acts } = useBoardContext()
  const [draft, setDraft] = useState<string | null>(null)
  const minutes = task.effort[kind]
  const told = minutes === null || (kind === 'spent' && minutes === 0) ? '' : tellDuration(minutes, locale)
  const isWrong = draft !== null && draft.trim() !== '' && readDuration(draft) === null
  function settle(): void {
    if (draft !== null && !isWrong && draft !== told) {
      const next = readDuration(draft)
      acts.setEffort(task.id, { ...task.effort, [kind]: kind === 'spent' ? next ?? 0 : next })
    }
    setDraft(null)
  }
  return (
    <>
      <dt><label htmlFor={`${task.id}-${kind}`}>{name}</label></dt>
      <dd>
        <input
          id={`${task.id}-${kind}`} value={draft ?? told} disabled={!isEditable} placeholder={t`None`} title={t`For example 2d 4h, 1.5h or 45 min`} aria-invalid={isWrong || undefined} className={styles['amount']}
          onChange={event => setDraft(event.target.value)} onBlur={settle} onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
        />
      </dd>
    </>
  )
}
