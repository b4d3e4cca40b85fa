import { ChevronDown, ChevronRight } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Link } from '@kopa/shared/boards/link.ts'
import type { Row } from '@kopa/shared/boards/outline.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type CSSProperties, memo, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { formatIn } from './gantt-header.ts'
import { rowHeight } from './gantt-layout.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { GanttCompany } from './GanttView.tsx'
import styles from './GanttView.module.css'
import { useTask } from './use-board.ts'
import { useDates } from './use-schedule.ts'
import { usePredecessors } from './use-gantt-predecessors.ts'

interface Props { scene: GanttScene, companies: readonly GanttCompany[], index: number, row: Row<Task>, isActive: boolean, onActive: (id: string) => void, onOpen: (id: string) => void }

/** A task in the list of the plan. */
export const GanttRow = memo(function GanttRow({ scene, companies, index, row: { task: { id }, level, hasChildren }, isActive, onActive, onOpen }: Props) {
  const { t } = useLingui()
  const { schedule } = scene
  const task = useTask(schedule.board, id)
  const dates = useDates(schedule, id)
  const tell = useTellDates()
  const predecessors = usePredecessors(schedule.board, id)
  const company = companies.find(one => one.id === task?.companyId)
  const title = task?.title || t`Untitled`
  const isFolded = scene.isFolded(id)
  return (
    // The keyboard is listened to once, for the whole list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`gantt-${id}`} role="row" aria-rowindex={index + 2} aria-level={level + 1} aria-selected={isActive} {...hasChildren ? { 'aria-expanded': !isFolded } : {}}
      className={styles['row']} data-active={isActive || undefined} style={{ transform: `translateY(${index * rowHeight}px)` }} onClick={() => onActive(id)} onDoubleClick={() => onOpen(id)}
    >
      <span role="gridcell" className={styles['name']} style={{ '--level': level } as CSSProperties}>
        <small className={styles['number']}>{index + 1}</small>
        {hasChildren
          ? <button type="button" tabIndex={-1} aria-label={isFolded ? t`Unfold ${title}` : t`Fold ${title}`} className={styles['fold']} onClick={event => { event.stopPropagation(); scene.toggle(id) }}><Icon of={isFolded ? ChevronRight : ChevronDown} size={14} /></button>
          : <i className={styles['fold']} />}
        <span title={title} data-summary={dates?.isSummary || undefined}>{title}</span>
      </span>
      <span role="gridcell">{dates && tell.day(dates.start)}</span>
      <span role="gridcell">{dates && tell.day(dates.finish)}</span>
      <span role="gridcell">{dates && (dates.finish === dates.start ? t`Milestone` : dates.isSummary ? '' : tell.duration(task?.plan?.duration ?? 480))}</span>
      <span role="gridcell">{company && <CompanyMark name={company.name} color={company.color} size="small" />}</span>
      <span role="gridcell">{tellPredecessors(predecessors, scene)}</span>
    </div>
  )
})

function useTellDates() {
  const { locale } = useLocale()
  const { t } = useLingui()
  const number = useMemo(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }), [locale])
  return {
    day: (minute: number): string => formatIn(locale, { day: '2-digit', month: '2-digit', year: '2-digit' }).format(minute * 60_000),
    duration: (minutes: number): string => {
      const [days, hours] = [number.format(minutes / 480), number.format(minutes / 60)]
      return minutes % 240 === 0 ? t`${days} d` : t`${hours} h`
    },
  }
}

/** '3', '5SS': by the numbers before the titles. */
const tellPredecessors = (links: readonly Link[], scene: GanttScene): string => links.map(({ from, type }) => {
  const row = scene.rowOf(from)
  return row === undefined ? '…' : `${row + 1}${type === 'FS' ? '' : type}`
}).join(', ')
