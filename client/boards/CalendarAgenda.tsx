import { CalendarClock, Ellipsis } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { CalendarChip } from './CalendarChip.tsx'
import styles from './CalendarView.module.css'
import { DayOffNames } from './DayOffNames.tsx'
import { type CalendarEntry, isSameMonth } from './month-days.ts'
import type { CalendarData } from './use-calendar.ts'

/** On a phone: the days on which there is something, one below the other; a button beside each task puts it on another day, or makes it longer or shorter. */
export function CalendarAgenda({ calendar: { days, entries, daysOff, day, span, today, isReckoned }, onMenu }: { calendar: CalendarData, onMenu: (entry: CalendarEntry, anchor: Element) => void }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, ui, mayEdit } = useBoardContext()
  // Of the running month what follows is shown as well: it is what one looks for on its last days.
  const isRunning = isSameMonth(day, today)
  const looked = days.filter(one => span === 'week' || isSameMonth(one, day) || (isRunning && one > day))
  // A plan is told once, on the first of its days here.
  const listed = new Map(looked.map(one => [one, (entries.get(one) ?? []).filter(entry => entry.kind === 'due' || entry.start === one || one === looked[0])]))
  const shown = looked.filter(one => (listed.get(one)?.length ?? 0) > 0 || daysOff.has(one) || one === today)
  if (shown.every(one => (listed.get(one)?.length ?? 0) === 0 && !daysOff.has(one))) return <p className={styles['nothing']}><Trans>Nothing is due or planned in these days.</Trans></p>
  return (
    // Anew with other days, and when plans have come in between.
    <ul key={`${span} ${days[0]} ${isReckoned}`} ref={beginToday} className={styles['agenda']}>
      {shown.map(one => (
        <li key={one}>
          <h3 data-today={one === today || undefined}>{new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${one}T12:00:00Z`))}{one === today && <small><Trans>today</Trans></small>}</h3>
          {daysOff.has(one) && <p className={styles['off']}><DayOffNames of={daysOff.get(one)?.of ?? []} /></p>}
          <ul>
            {listed.get(one)?.map(entry => (
              <li key={entry.key}>
                <CalendarChip entry={entry} isTabStop isWhole />
                {mayEdit && entry.kind === 'due' && <button type="button" aria-haspopup="dialog" aria-label={t`Another day for ${board.task(entry.id)?.title || t`Untitled`}`} className={styles['move']} onClick={event => ui.change({ picker: { kind: 'deadline', ids: [entry.id], anchor: event.currentTarget } })}><Icon of={CalendarClock} /></button>}
                {mayEdit && entry.kind === 'plan' && <MenuButton id={entry.id} onPress={anchor => onMenu(entry, anchor)} />}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** What is over is scrolled to, above. */
function beginToday(list: HTMLElement | null): void {
  const today = list?.querySelector('[data-today]')?.parentElement
  if (list && today) list.scrollBy({ top: today.getBoundingClientRect().top - list.getBoundingClientRect().top, behavior: 'instant' })
}

function MenuButton({ id, onPress }: { id: string, onPress: (anchor: Element) => void }) {
  const { t } = useLingui()
  const name = useBoardContext().board.task(id)?.title || t`Untitled`
  return <button type="button" aria-haspopup="menu" aria-label={t`Actions for ${name}`} className={styles['move']} onClick={event => onPress(event.currentTarget)}><Icon of={Ellipsis} /></button>
}
