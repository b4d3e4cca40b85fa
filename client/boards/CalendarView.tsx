import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { BoardClock } from './BoardClock.tsx'
import { useBoardContext } from './board-context.ts'
import type { ShownDay } from './calendar-bars.ts'
import { CalendarAgenda } from './CalendarAgenda.tsx'
import { CalendarDay } from './CalendarDay.tsx'
import { CalendarMenu, type OpenMenu } from './CalendarMenu.tsx'
import styles from './CalendarView.module.css'
import { mirrored } from './direction.ts'
import { type CalendarEntry, type CalendarPart, isSameMonth, stepped, weeksOf } from './month-days.ts'
import { type CalendarData, useCalendar } from './use-calendar.ts'
import { entryUnder, useCalendarDrag } from './use-calendar-drag.ts'
import { ToldNote } from './PullNote.tsx'
import { type CalendarSpot, useCalendarKeys } from './use-calendar-keys.ts'
import { useSpanWords } from './use-span-words.ts'
import { useIsNarrow } from './use-narrow.ts'

/** The same board by days: by month or by week, on a phone as a list of days. */
export function CalendarView() {
  const calendar = useCalendar()
  const isSmall = useIsNarrow()
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const onMenu = (entry: CalendarEntry, anchor: Element): void => setMenu({ entry, anchor })
  return (
    <div
      className={styles['calendar']} onContextMenu={event => {
        const [entry, anchor] = [entryUnder(event, calendar.entries), (event.target as Element).closest('[data-entry]')]
        if (!entry || !anchor) return
        event.preventDefault()
        onMenu(entry, anchor)
      }}
    >
      <CalendarTools calendar={calendar} />
      {isSmall ? <CalendarAgenda calendar={calendar} onMenu={onMenu} /> : <CalendarGrid calendar={calendar} onMenu={onMenu} />}
      {menu && <CalendarMenu calendar={calendar} menu={menu} onClose={() => setMenu(null)} />}
    </div>
  )
}

function CalendarTools({ calendar }: { calendar: CalendarData }) {
  const { t } = useLingui()
  const { span, day, today, goTo } = calendar
  const name = useSpanWords()(calendar)
  const [back, on] = mirrored('left') === 'left' ? [ChevronLeft, ChevronRight] : [ChevronRight, ChevronLeft]
  return (
    <div className={styles['tools']}>
      <Button size="dense" onPress={() => goTo(today)}><Trans>Today</Trans></Button>
      <IconButton icon={back} size="dense" label={span === 'month' ? t`Month before` : t`Week before`} onPress={() => goTo(stepped(span, day, -1))} />
      <IconButton icon={on} size="dense" label={span === 'month' ? t`Next month` : t`Next week`} onPress={() => goTo(stepped(span, day, 1))} />
      <h2 aria-live="polite">{name}</h2>
      <BoardClock />
      <Parts calendar={calendar} />
      <div role="group" aria-label={t`Days shown`} className={styles['spans']}>
        <button type="button" aria-pressed={span === 'month'} onClick={() => goTo(day, 'month')}><Trans>Month</Trans></button>
        <button type="button" aria-pressed={span === 'week'} onClick={() => goTo(day, 'week')}><Trans>Week</Trans></button>
      </div>
    </div>
  )
}

function Parts({ calendar: { only, show } }: { calendar: CalendarData }) {
  const { t } = useLingui()
  const choices: [CalendarPart | undefined, string][] = [[undefined, t`All`], ['plan', t`Plans`], ['due', t`Deadlines`]]
  return (
    <div role="group" aria-label={t`What is shown`} className={styles['spans']}>
      {choices.map(([part, name]) => <button key={name} type="button" aria-pressed={only === part} onClick={() => show(part)}>{name}</button>)}
    </div>
  )
}

const nothing: ShownDay = { lanes: [], dues: [], hidden: 0 }

function CalendarGrid({ calendar, onMenu }: { calendar: CalendarData, onMenu: (entry: CalendarEntry, anchor: Element) => void }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { mayEdit } = useBoardContext()
  const root = useRef<HTMLDivElement>(null)
  const { days, shown, daysOff, atRest, span, day, today } = calendar
  const [spot, setSpot] = useState<CalendarSpot>({ day, entry: null })
  const [adding, setAdding] = useState<string | null>(null)
  const at = days.includes(spot.day) ? spot : { day, entry: null }
  const onKeyDown = useCalendarKeys({ calendar, at, setSpot, root, onAdd: setAdding, onMenu })
  const drag = useCalendarDrag(calendar)
  const weeks = weeksOf(days)
  // What follows the running month is what comes.
  const isOutside = (one: string): boolean => span === 'month' && !isSameMonth(one, day) && !(isSameMonth(day, today) && one > day)
  useWeekInSight(root, { first: days[0], today })
  return (
    <>
      <ToldNote state={drag.told} />
      {/* Days and tasks are what one comes to; this hears their keys. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={root} role="grid" aria-label={t`Calendar`} data-span={span} className={styles['grid']} onKeyDown={onKeyDown} {...mayEdit ? drag.handlers : {}}>
        <div role="row" className={styles['names']}>
          {weeks[0]?.map(one => <div key={one} role="columnheader">{new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(`${one}T12:00:00Z`))}</div>)}
        </div>
        {weeks.map(week => (
          <div key={week[0]} role="row" className={styles['week']}>
            {week.map(one => (
              <CalendarDay
                key={one} day={one} shown={shown.get(one) ?? nothing} off={daysOff.get(one)} isAtRest={atRest.has(one)} at={at.day === one ? at : null} isOutside={isOutside(one)} isToday={one === today}
                isTarget={drag.target === one} isAdding={adding === one} onAdd={() => setAdding(one)} onAdded={() => setAdding(null)} onMore={() => calendar.goTo(one, 'week')} onSpot={setSpot}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

/** Where there is no room for all weeks, the one before today's comes first: those before it are over. */
function useWeekInSight(root: RefObject<HTMLElement | null>, { first, today }: { first: string | undefined, today: string }): void {
  useLayoutEffect(() => {
    const grid = root.current
    const week = grid?.querySelector(`[data-day="${today}"]`)?.parentElement?.previousElementSibling
    if (first === undefined || !grid || !week?.querySelector('[data-day]')) return
    grid.scrollBy({ top: week.getBoundingClientRect().top - (grid.firstElementChild?.getBoundingClientRect().bottom ?? 0), behavior: 'instant' })
  }, [root, first, today])
}
