import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import { linkText } from '@kopa/shared/boards/plan-words.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import { formatIn } from './gantt-header.ts'
import type { PlanFacts } from './plan-facts.ts'
import { useDelayWords, usePlanned } from './use-baseline.ts'
import { boundOf, useBoundWords } from './use-constraint-words.ts'
import { usePredecessors } from './use-gantt-predecessors.ts'
import { useTellDaysOff } from './use-days-off.ts'
import { useGanttColumnNames, useTellLength } from './use-gantt-words.ts'
import { usePlanFacts } from './use-plan-facts.ts'
import { usePlanWords } from './use-plan-words.ts'
import { useDates } from './use-schedule.ts'

export interface TipWords { readonly title: string, readonly facts: PlanFacts | null, /** names and what they say, from top to bottom */ readonly lines: readonly (readonly [name: string, value: string])[] }

const mostLinks = 4

/** What the plan says of a task, line by line. */
export function useTipWords(task: Task): TipWords {
  const { t } = useLingui()
  const facts = usePlanFacts(task)
  const names = useGanttColumnNames()
  const tellLength = useTellLength()
  const { percent } = usePlanWords()
  const moment = useTellMoment()
  const waits = useWaitsFor(task.id)
  const tellDaysOff = useTellDaysOff()
  const wanted = [...useBaselineLine(task.id), ...useBoundLine(task)]
  const title = task.title || t`Untitled`
  const last = [...wanted, ...waits === '' ? [] : [[names.waits, waits] as const]]
  if (!facts) return { title, facts, lines: last }
  const { kind, start, finish, length, slack } = facts
  const when = kind === 'milestone' ? [[t`Milestone`, moment(start)] as const] : [[names.start, moment(start)] as const, [names.finish, moment(finish)] as const, [names.duration, tellLength(length.minutes, length.isElapsed)] as const]
  const off = tellDaysOff(task, facts)
  return { title, facts, lines: [...when, ...off === '' ? [] : [[t`Days off`, off] as const], ...slack === null ? [] : [[t`Slack`, tellLength(slack, false)] as const], ...kind === 'milestone' ? [] : [[names.percent, percent(facts.percent)] as const], ...last] }
}

type Line = readonly [name: string, value: string]

/** When it should have been, and how much that is beside it; of a plan that is compared with a baseline. */
function useBaselineLine(id: string): readonly Line[] {
  const { t } = useLingui()
  const [planned, dates] = [usePlanned(id), useDates(useGanttContext().scene.schedule, id)]
  const [tell, { day }] = [useDelayWords(), usePlanWords()]
  if (!planned) return []
  const [start, finish] = [day(minutesOf(planned.start)), day(minutesOf(planned.finish))]
  const span = start === finish ? start : `${start} – ${finish}`
  return [[t`Baseline`, dates ? `${span}, ${tell(planned, dates)}` : span]]
}

function useBoundLine(task: Task): readonly Line[] {
  const { t } = useLingui()
  const tell = useBoundWords()
  const bound = boundOf(task)
  return bound ? [[t`Constraint`, tell(bound)]] : []
}

function useTellMoment(): (minute: number) => string {
  const { locale } = useLocale()
  return minute => formatIn(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(minute * 60_000)
}

/** '2 Contract, 3SS+1d Logo': as the list tells it, with the titles. */
function useWaitsFor(id: string): string {
  const { t } = useLingui()
  const { scene } = useGanttContext()
  const { board } = useBoardContext()
  const told = usePredecessors(board, id).flatMap(({ from, type, lag }) => {
    const number = scene.numberOf(from)
    return number === undefined ? [] : [`${linkText({ number, type, lag })} ${board.task(from)?.title || t`Untitled`}`]
  })
  const more = told.length - mostLinks
  return [...told.slice(0, mostLinks), ...more > 0 ? [t`${plural(more, { one: 'and # more', other: 'and # more' })}`] : []].join(', ')
}
