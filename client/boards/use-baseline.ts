import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { delayOf } from '@kopa/shared/boards/baseline-dates.ts'
import { type BaselineName, plannedIn, type PlannedDates } from '@kopa/shared/boards/baseline.ts'
import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { useBoardContext, useUi } from './board-context.ts'
import { remember } from './board-memory.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useBaselines } from './use-board.ts'
import { useDates } from './use-schedule.ts'

/** The baseline that the plan is compared with. */
export function useBaseline(): BaselineName | null {
  const { board } = useBoardContext()
  const chosen = useUi(({ baseline }) => baseline)
  return useBaselines(board).find(({ id }) => id === chosen) ?? null
}

/** From now on the plan is compared with this one (null: with none), also when this person comes back to the board. */
export function useChooseBaseline(): (id: string | null) => void {
  const { ui, boardId, me } = useBoardContext()
  return baseline => {
    ui.change({ baseline })
    remember('baseline', { userId: me.id, boardId }, baseline)
  }
}

/** What it says of a task; null also when the plan is compared with none. */
export function usePlanned(task: string): PlannedDates | null {
  const { board } = useBoardContext()
  const baseline = useBaseline()
  return baseline && plannedIn(board.doc, baseline.id, task)
}

interface Dates { readonly start: number, readonly finish: number }

/** How much later or earlier than in the baseline, in words. */
export function useDelayWords(): (planned: PlannedDates, dates: Dates) => string {
  const { t } = useLingui()
  return (planned, dates) => {
    const delay = delayOf(planned, dates)
    if (delay.finish === 0 && delay.start === 0) return t`as planned`
    return delay.finish === 0 ? startWords(delay.start, dates.start) : finishWords(delay.finish, dates.finish)
  }

  function finishWords(minutes: number, at: number): string {
    const [days, hours] = apart(minutes, at)
    if (days === 0) return minutes > 0 ? t`${plural(hours, { one: '# hour later', other: '# hours later' })}` : t`${plural(hours, { one: '# hour earlier', other: '# hours earlier' })}`
    return minutes > 0 ? t`${plural(days, { one: '# day later', other: '# days later' })}` : t`${plural(days, { one: '# day earlier', other: '# days earlier' })}`
  }

  function startWords(minutes: number, at: number): string {
    const [days, hours] = apart(minutes, at)
    if (days === 0) return minutes > 0 ? t`${plural(hours, { one: 'begins # hour later', other: 'begins # hours later' })}` : t`${plural(hours, { one: 'begins # hour earlier', other: 'begins # hours earlier' })}`
    return minutes > 0 ? t`${plural(days, { one: 'begins # day later', other: 'begins # days later' })}` : t`${plural(days, { one: 'begins # day earlier', other: 'begins # days earlier' })}`
  }
}

/** That of a task of the plan: in words, and as a sentence for whoever does not see what is beside it; null: there is nothing to compare. */
export function useDelay(schedule: ScheduleStore, task: string): { words: string, sentence: string } | null {
  const { t } = useLingui()
  const planned = usePlanned(task)
  // Where there is nothing to compare with, nobody is rendered anew because of a date.
  const dates = useDates(schedule, planned ? task : '')
  const tell = useDelayWords()
  if (!planned || !dates) return null
  const delay = tell(planned, dates)
  return { words: delay, sentence: t`Compared with the baseline: ${delay}` }
}

/** Days of the calendar between two moments, and the hours of those that lie on one day. */
function apart(minutes: number, at: number): [days: number, hours: number] {
  const days = Math.floor(at / minutesOfDay) - Math.floor((at - minutes) / minutesOfDay)
  return [Math.abs(days), Math.max(1, Math.round(Math.abs(minutes) / 60))]
}
