import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { readSpan, type Span, spanText } from '@kopa/shared/boards/plan-words.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { announce } from '../ui/announce.ts'
import { useActWords } from './act-words.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { formatIn, numbersIn } from './gantt-header.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useLinks } from './use-board.ts'

/** Tells screen readers when a task is planned now. */
export function useTellPlan(schedule: ScheduleStore | null): (id: string) => void {
  const { t } = useLingui()
  const { locale } = useLocale()
  return useCallback(id => {
    const dates = schedule?.dates(id)
    if (!schedule || !dates) return
    const title = schedule.task(id)?.title || t`Untitled`
    const [start, finish] = [dates.start, dates.finish].map(minute => formatIn(locale, { weekday: 'short', day: 'numeric', month: 'long' }).format(minute * 60_000))
    announce(t`${title}: from ${start} to ${finish}`)
  }, [schedule, t, locale])
}

/** What came of writing in a cell; nothing where the partner is asked first, for then nothing has come of it. */
export function useTellCell(scene: GanttScene): (before: Task, column: GanttColumn) => void {
  const words = useActWords()
  const tellPlan = useTellPlan(scene.schedule)
  const { board } = scene.schedule
  const links = useLinks(board)
  return (before, column) => {
    if (column === 'waits') return board.links() === links ? undefined : announce(words.linksChanged(board, [before.id]))
    if (board.task(before.id) === before) return undefined
    return column === 'start' || column === 'finish' || column === 'duration' ? tellPlan(before.id) : announce(words.changed(board, [before.id]))
  }
}

export function useGanttColumnNames(): Record<GanttColumn, string> {
  const { t } = useLingui()
  return { title: t`Task`, duration: t`Duration`, start: t`Start`, finish: t`Finish`, waits: t`Waits for`, percent: t`Done %`, company: t`Responsible company`, people: t`Assigned to` }
}

/** '3 d', '4 h': how long a task takes, in working days where it comes out even. */
export function useTellLength(): (minutes: number, isElapsed: boolean) => string {
  const { t } = useLingui()
  const { locale } = useLocale()
  return (minutes, isElapsed) => {
    const number = numbersIn(locale, { maximumFractionDigits: 1 })
    const [days, hours] = [number.format(minutes / (isElapsed ? 1440 : 480)), number.format(minutes / 60)]
    const told = minutes % 240 === 0 ? t`${days} d` : t`${hours} h`
    return isElapsed ? t`${told} of the clock` : told
  }
}

/** In a field that is written in: as it is told everywhere else, but where that could not be read back ('2ed', '100m'). */
export function useLengthText(): (span: Span) => string {
  const tell = useTellLength()
  return span => {
    const told = tell(span.minutes, span.isElapsed)
    const read = readSpan(told)
    return read?.minutes === span.minutes && read.isElapsed === span.isElapsed ? told : spanText(span)
  }
}
