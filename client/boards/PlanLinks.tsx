import { Link2, TriangleAlert, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type Link, linkTypes } from '@kopa/shared/boards/link.ts'
import { lagText, readLag } from '@kopa/shared/boards/plan-words.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useBoardContext } from './board-context.ts'
import { usePlanActs } from './gantt-context.ts'
import type { PlanActs } from './plan-acts.ts'
import type { ScheduleStore } from './schedule-store.ts'
import styles from './TaskPanel.module.css'
import { useLinks } from './use-board.ts'
import { useLinkNames } from './use-link-names.ts'
import { usePlanProblems } from './use-plan-problems.ts'
import { useSkippedLinks } from './use-schedule.ts'

const LinkDialog = lazy(async () => ({ default: (await import('./LinkDialog.tsx')).LinkDialog }))

interface Props { task: Task, schedule: ScheduleStore, isEditable: boolean }

/** What the task waits for, and what waits for it. */
export function PlanLinks({ task: { id }, schedule, isEditable }: Props) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const links = useLinks(board).filter(link => board.task(link.from)?.removed === null && board.task(link.to)?.removed === null)
  const plan = usePlanActs(schedule)
  const groups: [string, readonly Link[], 'from' | 'to'][] = [[t`Waits for`, links.filter(({ to }) => to === id), 'from'], [t`Waited for by`, links.filter(({ from }) => from === id), 'to']]
  return (
    <>
      {groups.map(([name, some, end]) => some.length > 0 && (
        <ul key={end} aria-label={name} className={styles['links']}>
          <li aria-hidden="true">{name}</li>
          {some.map(link => <LinkLine key={link.id} link={link} other={link[end]} schedule={schedule} plan={plan} isEditable={isEditable} />)}
        </ul>
      ))}
      {isEditable && <AddLink id={id} plan={plan} />}
    </>
  )
}

/** The same questions and checks as in the Gantt, also where that is not open. */
function AddLink({ id, plan }: { id: string, plan: PlanActs }) {
  const { board } = useBoardContext()
  const [isAsking, setIsAsking] = useState(false)
  const rows = (): { id: string, number: undefined }[] => board.columns().flatMap(column => board.cards(column.id)).map(card => ({ id: card, number: undefined }))
  return (
    <div>
      <Button size="dense" variant="quiet" icon={Link2} onPress={() => setIsAsking(true)}><Trans>Add a link…</Trans></Button>
      {isAsking && <Suspense><LinkDialog id={id} rows={rows()} plan={plan} onClose={() => setIsAsking(false)} /></Suspense>}
    </div>
  )
}

interface LineProps { link: Link, other: string, schedule: ScheduleStore, plan: PlanActs, isEditable: boolean }

function LinkLine({ link, other, schedule, plan, isEditable }: LineProps) {
  const { t } = useLingui()
  const { board, openTask } = useBoardContext()
  const why = useSkippedLinks(schedule).get(link.id)
  const title = board.task(other)?.title || t`Untitled`
  return (
    <li className={styles['link']}>
      <button type="button" className={styles['linked']} onClick={() => openTask(other)}>{title}</button>
      {isEditable && <IconButton icon={X} size="dense" label={t`Remove the link with ${title}`} onPress={() => plan.removeLinks([link])} />}
      <LinkEditor link={link} title={title} plan={plan} isEditable={isEditable} />
      {why === 'circle' && <p className={styles['why']}><Icon of={TriangleAlert} size={14} /><Trans>This link is passed over: together with others it closes a circle.</Trans></p>}
      {why === 'finishOfSummary' && <p className={styles['why']}><Icon of={TriangleAlert} size={14} /><Trans>This link is passed over: the end of a summary follows from its tasks.</Trans></p>}
    </li>
  )
}

/** The kind of a link and its lag, each taken as it is chosen or left. */
export function LinkEditor({ link, title, plan, isEditable }: { link: Link, title: string, plan: PlanActs, isEditable: boolean }) {
  const { t } = useLingui()
  const [names, tell] = [useLinkNames(), usePlanProblems()]
  const [why, setWhy] = useState<string | null>(null)
  const change = (next: Link): void => { const problem = plan.changeLink(next); setWhy(problem === null || problem === 'asked' ? null : tell(problem)) }
  function setLag(text: string): void {
    const lag = readLag(text)
    if (!lag) return setWhy(t`“${text}” is not a lag. Try 2d, -4h, 1ed or 50%.`)
    if (JSON.stringify(lag) !== JSON.stringify(link.lag)) change({ ...link, lag })
    else setWhy(null)
  }
  return (
    <>
      <select aria-label={t`Kind of link with ${title}`} value={link.type} disabled={!isEditable} className={styles['choice']} onChange={event => change({ ...link, type: linkTypes.find(type => type === event.target.value) ?? 'FS' })}>
        {linkTypes.map(type => <option key={type} value={type}>{names[type]}</option>)}
      </select>
      <input
        key={lagText(link.lag)} aria-label={t`Lag to ${title}`} defaultValue={lagText(link.lag)} placeholder={t`no lag`} maxLength={40} disabled={!isEditable} aria-invalid={why !== null || undefined} className={styles['lag']}
        onBlur={event => setLag(event.target.value)} onKeyDown={event => { if (event.key === 'Enter') setLag(event.currentTarget.value) }}
      />
      {why !== null && <p role="alert" className={styles['why']}>{why}</p>}
    </>
  )
}
