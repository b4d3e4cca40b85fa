import { officeWeek, type PlanCalendar } from '@kopa/shared/boards/calendar-days.ts'
import type { Lag, LinkType, Plan, PlanAssignment, PlanLink, PlanResource, PlanSettings, PlanTask, ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'

/**
 * Words for plans that fit on a page. All of them play in January 2025; a time is its day and hour: '06 08:00' is Monday the 6th.
 * Mondays are the 6th, 13th, 20th and 27th; office hours are 8 to 12 and 13 to 17, Monday to Friday.
 */
export const at = (time: string): number => Date.parse(`2025-01-${time.replace(' ', 'T')}:00Z`) / 60_000

export function said(minutes: number): string {
  const iso = new Date(minutes * 60_000).toISOString()
  return iso.startsWith('2025-01') ? iso.slice(8, 16).replace('T', ' ') : iso.slice(0, 16)
}

/** Working hours and days, in minutes. */
export const hours = (count: number): number => count * 60
export const days = (count: number): number => count * 480

export const task = (id: string, duration: number, more: Partial<PlanTask> = {}): PlanTask => ({ id, duration, ...more })

/** 'a FS b', with a lag if there is any. */
export function link(words: string, lag: Lag | null = null): PlanLink {
  const [from = '', type = '', to = ''] = words.split(' ')
  return { id: words, from, to, type: type as LinkType, lag, created: 0 }
}

export const working = (amount: number): Lag => ({ kind: 'working', amount })
export const elapsed = (amount: number): Lag => ({ kind: 'elapsed', amount })
export const percent = (amount: number): Lag => ({ kind: 'percent', amount })

export const night: PlanCalendar = { id: 'night', week: [[[1380, 1440]], ...Array.from({ length: 4 }, () => [[0, 180], [240, 480], [1380, 1440]] as const), [[0, 180], [240, 480]], []] }
export const always: PlanCalendar = { id: 'always', week: Array.from({ length: 7 }, () => [[0, 1440]] as const) }
export const mornings: PlanCalendar = { id: 'mornings', week: Array.from({ length: 5 }, () => [[480, 720]] as const) }

export interface SmallPlan {
  tasks: PlanTask[]
  links?: PlanLink[]
  settings?: Partial<PlanSettings>
  calendars?: PlanCalendar[]
  resources?: PlanResource[]
  assignments?: PlanAssignment[]
}

export function planOf({ tasks, links = [], settings = {}, calendars = [], resources = [], assignments = [] }: SmallPlan): Plan {
  return {
    settings: { start: at('06 08:00'), finish: at('17 17:00'), from: 'start', calendar: 'office', constraintsWin: true, criticalSlack: 0, manyCriticalPaths: false, ...settings },
    calendars: [{ id: 'office', week: officeWeek }, night, always, mornings, ...calendars],
    tasks, links, resources, assignments,
  }
}

export function scheduled(small: SmallPlan) {
  const { tasks, skippedLinks } = schedule(planOf(small))
  const get = (id: string): ScheduledTask => {
    const found = tasks.get(id)
    if (!found) throw new Error(`there is no task ${id}`)
    return found
  }
  return {
    skippedLinks, get,
    /** '06 08:00 - 06 17:00' */
    dates: (id: string) => `${said(get(id).start)} - ${said(get(id).finish)}`,
    late: (id: string) => `${said(get(id).lateStart)} - ${said(get(id).lateFinish)}`,
    early: (id: string) => `${said(get(id).earlyStart)} - ${said(get(id).earlyFinish)}`,
    slack: (id: string) => get(id).totalSlack,
    flags: (id: string) => get(id).flags.join(),
  }
}
