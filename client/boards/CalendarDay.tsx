import { Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import { type CSSProperties, Fragment } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { entriesIn, type ShownDay } from './calendar-bars.ts'
import { CalendarChip } from './CalendarChip.tsx'
import styles from './CalendarView.module.css'
import { DayOffNames } from './DayOffNames.tsx'
import { InlineInput } from './InlineInput.tsx'
import type { CalendarEntry } from './month-days.ts'
import type { CalendarSpot } from './use-calendar-keys.ts'
import { useTypingPlace } from './use-typing-place.ts'
import type { FreeDay } from './year-ahead.ts'

interface Props {
  day: string
  shown: ShownDay
  /** who does not work then */
  off: FreeDay | undefined
  /** nobody works then, as on every weekend */
  isAtRest: boolean
  /** where the keyboard stands, when that is here */
  at: CalendarSpot | null
  isOutside: boolean
  isToday: boolean
  isTarget: boolean
  isAdding: boolean
  onAdd: () => void
  onAdded: () => void
  onMore: () => void
  onSpot: (spot: CalendarSpot) => void
}

/** One day and what is due or planned on it. */
export function CalendarDay({ day, shown, off, isAtRest, at, isOutside, isToday, isTarget, isAdding, onAdd, onAdded, onMore, onSpot }: Props) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { mayEdit } = useBoardContext()
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
  const chip = (entry: CalendarEntry, last = entry.day) => <CalendarChip entry={entry} goesOn={last < entry.finish} isTabStop={at?.entry === entry.key} onFocus={() => onSpot({ day, entry: entry.key })} />
  const add = useAddOn(day)
  const left = shown.hidden
  return (
    <div
      role="gridcell" data-day={day} data-outside={isOutside || undefined} data-today={isToday || undefined} data-off={off?.isWorkday || undefined} data-rest={isAtRest || undefined} data-target={isTarget || undefined} aria-current={isToday ? 'date' : undefined} tabIndex={at !== null && at.entry === null ? 0 : -1}
      className={styles['day']} onFocus={event => { if (event.target === event.currentTarget) onSpot({ day, entry: null }) }}
    >
      <div className={styles['head']}>
        <span aria-hidden="true" className={styles['number']}>{day.slice(8) === '01' ? new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`)) : Number(day.slice(8))}</span>
        <span className="visually-hidden">{name}</span>
        {off && <span className={styles['off']}><DayOffNames of={off.of} /></span>}
      </div>
      <div className={styles['tasks']}>
        <UnderWay shown={shown} day={day} />
        {shown.lanes.map((bar, lane) => (
          // A lane is its place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={lane} className={styles['lane']} style={bar ? { '--days': bar.days } as CSSProperties : undefined}>{bar?.entry.day === day && chip(bar.entry, addDays(day, bar.days - 1))}</div>
        ))}
        {shown.dues.map(entry => <Fragment key={entry.key}>{chip(entry)}</Fragment>)}
        {left > 0 && <button type="button" tabIndex={-1} className={styles['more']} onClick={onMore}><Trans>+{left} more</Trans></button>}
        {isAdding
          ? <InlineInput label={t`New task, due on ${name}`} value="" maxLength={500} onDone={text => { add(text); onAdded() }} onCancel={onAdded} />
          : mayEdit && <button type="button" tabIndex={-1} aria-label={t`Add a task due on ${name}`} className={styles['add']} onClick={onAdd}><Icon of={Plus} size={14} /></button>}
      </div>
    </div>
  )
}

/** A bar is read on the first of its days in a week; the others say that it goes on. */
function UnderWay({ shown, day }: { shown: ShownDay, day: string }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board } = useBoardContext()
  const from = entriesIn(shown).filter(entry => entry.day !== day)
  if (from.length === 0) return null
  const names = new Intl.ListFormat(locale).format(from.map(({ id }) => board.task(id)?.title || t`Untitled`))
  return <span className="visually-hidden">{t`going on: ${names}`}</span>
}

/** Words are understood as elsewhere; without a date of their own the task is due on the day, or begins on it if it is said how long it takes. */
export function useAddOn(day: string): (text: string) => void {
  const { board, acts } = useBoardContext()
  const place = useTypingPlace()
  return text => {
    const [column] = board.columns()
    const read = readQuickTask(text, { ...place(), day })
    const when = read.lasting ? { lasting: { ...read.lasting, from: read.lasting.from ?? (read.deadline ? null : { day }) } } : { deadline: read.deadline ?? { day } }
    if (column && read.title !== '') acts.add({ tasks: [{ ...read, ...when }], column: column.id, after: board.cards(column.id).at(-1) ?? null })
  }
}
