import { AlarmClock, ChartGantt, Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { DayOffNames } from './DayOffNames.tsx'
import { type CalendarEntry, weeksOf } from './month-days.ts'
import styles from './PrintDocument.module.css'
import { type CalendarData, useCalendar } from './use-calendar.ts'
import { useSpanWords } from './use-span-words.ts'
import type { FreeDay } from './year-ahead.ts'

/** A month or a week with all that is due and planned on its days: browsers break it between weeks and repeat the names of the days. */
export function PrintedCalendar({ head }: { head: ReactNode }) {
  const calendar = useCalendar()
  const { locale } = useLocale()
  const tell = useSpanWords()
  const { days, entries, daysOff, span, day } = calendar
  return (
    <>
      <table className={styles['days']} data-span={span}>
        <thead>
          <tr><td colSpan={7}>{head}<h2>{tell(calendar)}</h2></td></tr>
          <tr>{days.slice(0, 7).map(one => <th key={one} scope="col">{new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(`${one}T12:00:00Z`))}</th>)}</tr>
        </thead>
        <tbody>
          {weeksOf(days).map(week => <tr key={week[0]}>{week.map(one => <Day key={one} day={one} entries={entries.get(one) ?? []} off={daysOff.get(one)} isOutside={span === 'month' && one.slice(0, 7) !== day.slice(0, 7)} />)}</tr>)}
        </tbody>
      </table>
      <Legend calendar={calendar} />
    </>
  )
}

function Day({ day, entries, off, isOutside }: { day: string, entries: readonly CalendarEntry[], off: FreeDay | undefined, isOutside: boolean }) {
  return (
    <td data-outside={isOutside || undefined}>
      <strong>{Number(day.slice(8))}</strong>
      {off && <span className={styles['dayOff']}><DayOffNames of={off.of} /></span>}
      {entries.map(entry => <Entry key={entry.key} entry={entry} />)}
    </td>
  )
}

function Entry({ entry: { id, kind } }: { entry: CalendarEntry }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const task = use.board.task(id)
  if (!task) return null
  const company = companyIn(use, task.companyId)
  const hour = kind === 'due' && task.deadline !== null && 'instant' in task.deadline ? new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: use.me.timeZone }).format(Date.parse(task.deadline.instant)) : null
  return (
    <span className={styles['entry']} data-kind={kind} style={company && companyColor(company.color)}>
      <Icon of={kind === 'due' ? AlarmClock : ChartGantt} size={10} />
      {company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />}
      <span dir="auto">{hour !== null && <>{hour} </>}{task.title || t`Untitled`}</span>
      {use.board.isPrivate(id) && <span className={styles['private']}><Icon of={Lock} size={9} />{t`private`}</span>}
    </span>
  )
}

/** What the signs mean; companies are told by a letter besides their colour. */
function Legend({ calendar: { entries } }: { calendar: CalendarData }) {
  const { board, companies } = useBoardContext()
  const shown = new Set([...entries.values()].flat().map(({ id }) => board.task(id)?.companyId))
  return (
    <p className={styles['signs']}>
      <span><Icon of={AlarmClock} size={10} /><Trans>due</Trans></span>
      <span><Icon of={ChartGantt} size={10} /><Trans>planned</Trans></span>
      {companies.filter(({ id }) => shown.has(id)).map(({ id, name, color }) => <span key={id}><CompanyMark name={name} color={color} size="small" isNamed /><span dir="auto">{name}</span></span>)}
    </p>
  )
}
