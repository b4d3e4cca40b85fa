import type { Shift } from './calendar-days.ts'

/** Hours of a day as people write them: `8:00–12:00, 13:00–17:00`; nothing at all is a day without work. */

export const shiftWords = (shifts: readonly Shift[]): string => shifts.map(([from, until]) => `${hour(from)}–${hour(until)}`).join(', ')

const hour = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** null: not understood, or shifts that end before they begin or lie in one another. */
export function readShiftWords(text: string): readonly Shift[] | null {
  const parts = text.split(/[,;]|\s(?=\d{1,2}(?:[:.]\d\d)?\s*[-–])/).map(part => part.trim()).filter(part => part !== '')
  const shifts: Shift[] = []
  for (const part of parts) {
    const [, from, fromMinute = '0', until, untilMinute = '0'] = /^(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?$/.exec(part) ?? []
    const shift: Shift = [Number(from) * 60 + Number(fromMinute), Number(until) * 60 + Number(untilMinute)]
    if (!(shift[0] < shift[1] && shift[1] <= 1440 && Number(fromMinute) < 60 && Number(untilMinute) < 60 && (shifts.at(-1)?.[1] ?? 0) <= shift[0])) return null
    shifts.push(shift)
  }
  return shifts.length > 24 ? null : shifts
}
