import { useLingui } from '@lingui/react/macro'
import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { dayNumberOf, localTimeOf, minutesOf, wallClockAt } from '@kopa/shared/boards/local-time.ts'
import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import { hourOn } from '@kopa/shared/boards/plan-moves.ts'
import { linkText, readPredecessors, readSpan, type Span } from '@kopa/shared/boards/plan-words.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { dateOrderOf, readTypedTime } from '@kopa/shared/boards/typed-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useBoardContext } from './board-context.ts'
import { shownPercent } from './board-store.ts'
import { useGanttContext } from './gantt-context.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { formatIn } from './gantt-header.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { LinkOutcome } from './plan-acts.ts'
import { useLengthText } from './use-gantt-words.ts'
import { usePlanProblems } from './use-plan-problems.ts'

const dayLook: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: '2-digit' }

/** Of one language: rows that scroll by tell the same days again and again. */
let told = { locale: '', days: new Map<number, string>() }
const mostDays = 5000

/** '04/03/26': a day of the plan as it stands in its cell. */
export function tellPlanDay(locale: string, minute: number): string {
  if (told.locale !== locale || told.days.size > mostDays) told = { locale, days: new Map() }
  const day = Math.floor(minute / minutesOfDay)
  const known = told.days.get(day) ?? formatIn(locale, dayLook).format(minute * 60_000)
  told.days.set(day, known)
  return known
}

export interface PlanCells {
  /** what a cell begins with when it is written in */
  text: (task: Task, column: GanttColumn) => string
  /** Takes what was typed; the answer says why not. */
  take: (task: Task, column: GanttColumn, text: string) => string | null
}

/** What is typed into the cells of the plan: as text, and back. */
export function usePlanCells(): PlanCells {
  const { locale } = useLocale()
  const { scene, plan } = useGanttContext()
  const { board, acts } = useBoardContext()
  const tell = usePlanProblems()
  const [not, lengthText] = [useNotUnderstood(locale), useLengthText()]
  const { schedule } = scene
  const hours = () => ({ calendars: board.calendars(), calendar: board.settings().calendar })
  const told = (problem: LinkOutcome): string | null => (problem === null || problem === 'asked' ? null : tell(problem))
  const time = (task: Task, end: 'start' | 'finish', text: string): number | undefined => {
    const today = localTimeOf(wallClockAt(new Date().toISOString(), board.settings().zone)).slice(0, 10)
    const now = schedule.dates(task.id)?.[end]
    const typed = readTypedTime(text, { today, near: now === undefined ? today : localTimeOf(now).slice(0, 10), order: dateOrderOf(locale) })
    return typed === null ? undefined : typed.hour === null ? hourOn(dayNumberOf(typed.day), end, task, hours()) : minutesOf(`${typed.day}T${typed.hour}`)
  }
  const takeTime = (task: Task, end: 'start' | 'finish', text: string): string | null => {
    const at = text === '' ? null : time(task, end, text)
    if (at === undefined) return not.day(text)
    return told(end === 'start' ? plan.setStart(task.id, at) : plan.setFinish(task.id, at))
  }
  const takers: Record<GanttColumn, (task: Task, text: string) => string | null> = {
    title: ({ id }, text) => { acts.rename(id, text); return null },
    duration: ({ id }, text) => { const span = readSpan(text); return span ? told(plan.setSpan(id, span)) : not.length(text) },
    start: (task, text) => takeTime(task, 'start', text),
    finish: (task, text) => takeTime(task, 'finish', text),
    waits: ({ id }, text) => { const read = readPredecessors(text); return 'wrong' in read ? not.links(read.wrong) : told(plan.setPredecessors(id, read.links, number => scene.idAt(number))) },
    percent: (task, text) => {
      const percent = readShare(text)
      if (percent === null) return not.share(text)
      if (schedule.dates(task.id)?.isSummary) return tell({ kind: 'followsTasks' })
      if (percent !== shownPercent(board.columns(), task)) acts.setProgress(task.id, percent)
      return null
    },
    company: () => null, people: () => null,
  }
  return {
    text: (task, column) => cellText(task, column, { dates: schedule.dates(task.id), percent: scene.percentOf(task), links: linksText(scene, task), length: lengthText, day: (minute, end) => tellMinute(locale, minute, hourOn(Math.floor(minute / minutesOfDay), end, task, hours())) }),
    take: (task, column, text) => takers[column](task, text.trim()),
  }
}

const linksText = (scene: GanttScene, { id }: Task): string =>
  scene.schedule.board.links().flatMap(({ from, to, type, lag }) => (to === id ? [linkText({ number: scene.numberOf(from) ?? 0, type, lag })] : [])).join(', ')

/** '40', '40 %'. */
function readShare(text: string): number | null {
  const [, number] = /^(\d{1,3})\s*%?$/.exec(text) ?? []
  return number === undefined || Number(number) > 100 ? null : Number(number)
}

interface TextParts { dates: PlacedTask | undefined, percent: number, links: string, length: (span: Span) => string, day: (minute: number, end: 'start' | 'finish') => string }

function cellText(task: Task, column: GanttColumn, { dates, percent, links, length, day }: TextParts): string {
  switch (column) {
    case 'title': return task.title
    case 'duration': return dates && !dates.isSummary ? length({ minutes: task.plan?.duration ?? 480, isElapsed: task.plan?.isElapsed ?? false }) : ''
    case 'start': case 'finish': return dates ? day(dates[column], column) : ''
    case 'waits': return links
    case 'percent': return String(percent)
    case 'company': case 'people': return ''
  }
}

/** The hour stands there only where it is not the usual one. */
function tellMinute(locale: string, minute: number, usual: number): string {
  const hour = minute === usual ? '' : ` ${localTimeOf(minute).slice(11)}`
  return tellPlanDay(locale, minute) + hour
}

function useNotUnderstood(locale: string) {
  const { t } = useLingui()
  const example = tellPlanDay(locale, Date.UTC(2026, 11, 31) / 60_000)
  return {
    length: (text: string) => t`“${text}” is not a length. Try 3d, 4h or 2w.`,
    day: (text: string) => t`“${text}” is not a day. Try ${example}, Friday or tomorrow 14:00.`,
    share: (text: string) => t`“${text}” is not a share. Try a number from 0 to 100.`,
    links: (text: string) => t`“${text}” is not understood. Try 3, 5SS or 3FS+2d: the number of a task, the kind of link, the lag.`,
  }
}
