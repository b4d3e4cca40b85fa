import { AlarmClock, ChartGantt } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useLocale } from 'react-aria-components/I18nProvider'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import styles from './CalendarView.module.css'
import type { CalendarEntry } from './month-days.ts'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { useTask } from './use-board.ts'

interface Props { entry: CalendarEntry, isTabStop: boolean, onFocus?: () => void }

/** A task on a day: whose it is, when it is due, or that it is planned for the day. */
export function CalendarChip({ entry, isTabStop, onFocus }: Props) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const task = useTask(use.board, entry.id)
  if (!task) return null
  const company = companyIn(use, task.companyId)
  const isDone = stageIn(use.board.columns(), task.column) === 'done'
  const hour = entry.kind === 'due' && task.deadline !== null && 'instant' in task.deadline ? new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: use.me.timeZone }).format(Date.parse(task.deadline.instant)) : null
  const title = task.title || t`Untitled`
  const kind = entry.kind === 'due' ? hour === null ? t`due` : t`due at ${hour}` : t`planned`
  return (
    <button
      type="button" tabIndex={isTabStop ? 0 : -1} data-entry={entry.key} data-kind={entry.kind} data-done={isDone || undefined} data-first={entry.isFirst || undefined} data-last={entry.isLast || undefined} style={company && companyColor(company.color)}
      title={`${title} · ${kind}`} className={styles['chip']} onFocus={onFocus} onClick={() => use.openTask(entry.id)}
    >
      <Icon of={entry.kind === 'due' ? AlarmClock : ChartGantt} size={12} />
      {company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />}
      {hour !== null && <small aria-hidden="true">{hour}</small>}
      <span dir="auto">{title}<span className="visually-hidden">{['', kind, ...company ? [company.name] : [], ...isDone ? [t`done`] : []].join(', ')}</span></span>
      <PrivateMark id={entry.id} />
      <PeopleAt id={entry.id} isBrief />
    </button>
  )
}
