import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import type { Shift } from '@kopa/shared/boards/calendar-days.ts'
import { addDaysOff, type DaysOff, removeException, setCountry, setHours } from '@kopa/shared/boards/working-days.ts'
import type { Country } from '@kopa/shared/holidays/holidays.ts'
import type * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import type { BoardCompany } from './board-context.ts'
import type { BoardStore } from './board-store.ts'

type Company = Pick<BoardCompany, 'id' | 'name'>

/** When companies work: hours, public holidays, days of their own. Each answers what was done, in words. */
export function workingDayActs(board: BoardStore, words: ActWords) {
  function act(change: (doc: Y.Doc) => void, done: string): string {
    board.act(change, done)
    return done
  }
  return {
    setCountry: ({ id, name }: Company, country: Country | null) => act(doc => setCountry(doc, id, country), words.workingDaysChanged(name)),
    setHours: ({ id, name }: Company, weekday: number, shifts: readonly Shift[]) => act(doc => setHours(doc, id, weekday, shifts), words.workingDaysChanged(name)),
    addDaysOff: ({ id, name }: Company, days: DaysOff) => act(doc => addDaysOff(doc, id, days), words.workingDaysChanged(name)),
    removeException: ({ id, name }: Company, days: DaysOff) => act(doc => removeException(doc, id, days), words.workingDaysChanged(name)),
    setZone: (zone: string) => act(doc => changeSettings(doc, { zone }), words.zoneChanged),
    /** of tasks that no company is responsible for */
    setUsualCalendar: (calendar: string | null) => act(doc => changeSettings(doc, { calendar }), words.usualCalendarChanged),
  }
}
