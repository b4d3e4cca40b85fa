import { useLingui } from '@lingui/react/macro'
import { wallClockAt } from '@kopa/shared/boards/local-time.ts'
import type { Link } from '@kopa/shared/boards/link.ts'
import { linkText } from '@kopa/shared/boards/plan-words.ts'
import type { Row } from '@kopa/shared/boards/outline.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { timeZoneLabel } from '../core/time-zones.ts'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { xOf, type GanttScale } from './gantt-scale.ts'
import { lightTheme, type PrintedLook } from './printed-bars.ts'
import type { PrintedPlan } from './printed-plan.ts'
import { tellPlanDay } from './use-plan-cells.ts'
import { usePlanWords } from './use-plan-words.ts'
import { useTellLength } from './use-gantt-words.ts'

/** What stands in the list beside the bars, as it is printed. */
export function usePrintedWords(plan: PrintedPlan | null): (row: Row<Task>) => Record<GanttColumn, string> {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const [tellLength, { percent }] = [useTellLength(), usePlanWords()]
  const waits = useMemo(() => (plan ? Map.groupBy(plan.scene.schedule.board.links(), ({ to }) => to) : new Map<string, Link[]>()), [plan])
  return ({ task }) => {
    const scene = plan?.scene
    const dates = scene?.schedule.dates(task.id)
    const done = scene?.percentOf(task) ?? 0
    const day = (minute: number | undefined): string => (minute === undefined ? '' : tellPlanDay(locale, minute))
    const length = !scene || !dates ? '' : dates.isSummary ? tellLength(scene.spanOf(task, dates), false) : dates.finish === dates.start ? t`Milestone` : tellLength(task.plan?.duration ?? 480, task.plan?.isElapsed ?? false)
    const links = (waits.get(task.id) ?? []).flatMap(({ from, type, lag }) => {
      const number = scene?.numberOf(from)
      return number === undefined ? [] : [linkText({ number, type, lag })]
    })
    return {
      title: task.title || t`Untitled`, duration: length, start: day(dates?.start), finish: day(dates?.finish), waits: links.join(', '), percent: done === 0 ? '' : percent(done),
      company: companyIn(use, task.companyId)?.name ?? '', people: task.assignees.flatMap(({ userId }) => personIn(use, userId)?.name ?? []).join(', '),
    }
  }
}

export interface PrintedHeading { readonly title: string, readonly workspace: string, readonly date: string, /** what the reader must know of it; '' for nothing */ readonly warning: string }

/** Above every page. The moment (ISO 8601 in UTC) is told by the clock the plan goes by. */
export function usePrintedHeading(madeAt: string | null, { withPrivate }: { withPrivate: boolean }): PrintedHeading {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const { title, zone } = use.board.settings()
  const place = timeZoneLabel(zone, locale)
  const date = madeAt !== null ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone: zone }).format(Date.parse(madeAt)) : ''
  const company = companyIn(use, use.me.companyId)?.name ?? ''
  const warnings = [...withPrivate ? [t`With what only ${company} sees`] : [], ...use.whatIf.sandbox ? [t`What if: only tried out`] : []]
  return { title: title || t`Untitled`, workspace: use.workspaceName, date: `${date} · ${t`Times in ${place}`}`, warning: warnings.join(' · ') }
}

/** How the bars are drawn on paper and in pictures: as they are shown, in light colours. */
export function usePrintedLook(plan: PrintedPlan | null, scale: GanttScale | null, shows: { showsCritical: boolean, showsSlack: boolean }): PrintedLook | null {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { companies } = useBoardContext()
  const { showsCritical, showsSlack } = shows
  return useMemo(() => {
    if (!plan || !scale) return null
    const now = wallClockAt(plan.madeAt, plan.scene.schedule.board.settings().zone)
    return {
      scene: plan.scene, scale, theme: lightTheme(), companies: new Map(companies.map(company => [company.id, company])), todayX: xOf(scale, now), showsCritical, showsSlack,
      words: { locale, quarter: (number: number) => t`Q${number}` },
    }
  }, [plan, scale, companies, showsCritical, showsSlack, locale, t])
}
