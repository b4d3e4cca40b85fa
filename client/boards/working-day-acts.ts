import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import type { Shift } from '@kopa/shared/boards/calendar-days.ts'
import { type CalendarChange, changeCalendar } from '@kopa/shared/boards/calendar-changes.ts'
import type { DaysOff } from '@kopa/shared/boards/working-days.ts'
import type { Country } from '@kopa/shared/holidays/holidays.ts'
import type * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import type { BoardCompany } from './board-context.ts'
import type { AsksFirst } from './board-acts.ts'
import type { BoardStore } from './board-store.ts'

type Company = Pick<BoardCompany, 'id' | 'name'>

/** When companies work: hours, public holidays, days of their own. Each answers what was done, or who decides it, in words. */
export function workingDayActs(board: BoardStore, words: ActWords, isFree: AsksFirst['changeDays']) {
  function act(change: (doc: Y.Doc) => void, done: string): string {
    board.act(change, done)
    return done
  }
  const change = ({ id, name }: Company, wanted: CalendarChange): string =>
    (isFree(id, wanted) ? act(doc => changeCalendar(doc, id, wanted), words.workingDaysChanged(name)) : words.theyDecide(name))
  return {
    setCountry: (company: Company, country: Country | null) => change(company, { change: 'country', country }),
    setHours: (company: Company, weekday: number, shifts: readonly Shift[]) => change(company, { change: 'hours', weekday, shifts }),
    addDaysOff: (company: Company, days: DaysOff) => change(company, { change: 'daysAdded', days }),
    removeException: (company: Company, days: DaysOff) => change(company, { change: 'daysRemoved', days }),
    setZone: (zone: string) => act(doc => changeSettings(doc, { zone }), words.zoneChanged),
    /** of tasks that no company is responsible for */
    setUsualCalendar: (calendar: string | null) => act(doc => changeSettings(doc, { calendar }), words.usualCalendarChanged),
  }
}
