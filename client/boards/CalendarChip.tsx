import { AlarmClock, ChartGantt, ChevronLeft, ChevronRight } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useLocale } from 'react-aria-components/I18nProvider'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import styles from './CalendarView.module.css'
import { mirrored } from './direction.ts'
import { formatIn } from './gantt-header.ts'
import type { CalendarEntry } from './month-days.ts'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { useTask } from './use-board.ts'

interface Props { entry: CalendarEntry, isTabStop: boolean, /** it goes on in the next week */ goesOn?: boolean, /** it stands for all of its days */ isWhole?: boolean, onFocus?: () => void }

/** A task on a day: whose it is, when it is due, or for which days it is planned. */
export function CalendarChip({ entry, isTabStop, goesOn = false, isWhole = false, onFocus }: Props) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const task = useTask(use.board, entry.id)
  if (!task) return null
  const company = companyIn(use, task.companyId)
  const isDone = stageIn(use.board.columns(), task.column) === 'done'
  const hour = entry.kind === 'due' && task.deadline !== null && 'instant' in task.deadline ? formatIn(locale, { hour: '2-digit', minute: '2-digit', timeZone: use.me.timeZone }).format(Date.parse(task.deadline.instant)) : null
  const title = task.title || t`Untitled`
  const days = entry.start === entry.finish ? null : formatIn(locale, { day: 'numeric', month: 'short' }).formatRange(Date.parse(entry.start), Date.parse(entry.finish))
  const kind = entry.kind === 'due' ? hour === null ? t`due` : t`due at ${hour}` : days === null ? t`planned` : t`planned for ${days}`
  return (
    <button
      type="button" tabIndex={isTabStop ? 0 : -1} data-entry={entry.key} data-kind={entry.kind} data-done={isDone || undefined} data-from-before={entry.start < entry.day || undefined} data-goes-on={goesOn || undefined} style={company && companyColor(company.color)}
      title={`${title} · ${kind}`} className={styles['chip']} onFocus={onFocus} onClick={() => use.openTask(entry.id)}
    >
      {entry.start < entry.day && <Icon of={mirrored('left') === 'left' ? ChevronLeft : ChevronRight} size={12} />}
      <Icon of={entry.kind === 'due' ? AlarmClock : ChartGantt} size={12} />
      {company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />}
      {hour !== null && <small aria-hidden="true">{hour}</small>}
      {isWhole && days !== null && <small aria-hidden="true">{days}</small>}
      <span dir="auto">{title}<span className="visually-hidden">{['', kind, ...company ? [company.name] : [], ...isDone ? [t`done`] : []].join(', ')}</span></span>
      <PrivateMark id={entry.id} />
      <PeopleAt id={entry.id} isBrief />
      {use.mayEdit && !isWhole && <Ends entry={entry} goesOn={goesOn} />}
      {goesOn && <Icon of={mirrored('left') === 'left' ? ChevronRight : ChevronLeft} size={12} />}
    </button>
  )
}

/** What a bar is made longer and shorter by; keys and a menu do the same. */
function Ends({ entry: { kind, day, start }, goesOn }: { entry: CalendarEntry, goesOn: boolean }) {
  if (kind !== 'plan') return null
  return <>{day === start && <span data-end="start" className={styles['end']} />}{!goesOn && <span data-end="finish" className={styles['end']} />}</>
}
