import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { minutesOfDay, type PlanCalendar, type Shift } from '@kopa/shared/boards/calendar-days.ts'
import type { ConstraintKind, Lag, Plan, PlanTask, Progress, Split } from '@kopa/shared/boards/plan.ts'
import type { CaseProject, CaseTask } from './cases.ts'

export const minutesOf = (time: string): number => Date.parse(`${time}Z`) / 60_000

const constraints: Record<string, ConstraintKind> = {
  AS_SOON_AS_POSSIBLE: 'ASAP', AS_LATE_AS_POSSIBLE: 'ALAP', MUST_START_ON: 'MSO', MUST_FINISH_ON: 'MFO',
  START_NO_EARLIER_THAN: 'SNET', START_NO_LATER_THAN: 'SNLT', FINISH_NO_EARLIER_THAN: 'FNET', FINISH_NO_LATER_THAN: 'FNLT',
}

/** What `schedule` reads of a project of `cases.json`. */
export function planOfCase({ project, calendars, resources, tasks }: CaseProject): Plan {
  const ours = calendars.map(calendarOf)
  const known = new Calendars(ours)
  const read = (task: CaseTask) => taskOf(task, (from, to) => known.get(String(task.calendar ?? project.calendar)).workBetween(from, to))
  return {
    settings: {
      start: minutesOf(project.start), finish: minutesOf(project.finish), from: project.scheduleFromStart ? 'start' : 'finish',
      calendar: String(project.calendar), constraintsWin: project.honorConstraints,
      criticalSlack: project.criticalSlackMinutes, manyCriticalPaths: project.multipleCriticalPaths,
    },
    calendars: ours,
    resources: resources.map(({ uid, type, cal }) => ({ id: String(uid), kind: type === 'WORK' ? 'work' : type === 'COST' ? 'cost' : 'material', calendar: cal === null ? null : String(cal) })),
    tasks: tasks.map(read),
    links: tasks.flatMap(({ uid, predecessors }) => predecessors.map(({ uid: from, type, lag }, index) =>
      ({ id: `${uid}-${index}`, from: String(from), to: String(uid), type, lag: lagOf(lag) }))),
    assignments: tasks.flatMap(({ uid, assignments }) => assignments.flatMap(({ resource, units, workMin, delayMin, flat }, index) =>
      (resource === null ? [] : [{ id: `${uid}-${index}`, task: String(uid), resource: String(resource), units, work: workMin, delay: delayMin, isEven: flat }]))),
  }
}

function calendarOf({ uid, parent, days, ex }: CaseProject['calendars'][number]): PlanCalendar {
  const shifts = (hours: [string, string][]): Shift[] => hours.map(([from, until]) => [minuteOf(from), minuteOf(until) || minutesOfDay])
  return {
    id: String(uid), base: parent === null ? null : String(parent),
    week: [1, 2, 3, 4, 5, 6, 7].map(day => (days[day]?.t === 'DEFAULT' ? null : shifts(days[day]?.h ?? []))),
    exceptions: ex.map(({ f, to, h }) => ({ from: dayOf(f), to: dayOf(to), shifts: shifts(h) })),
  }
}

const minuteOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5))
const dayOf = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000

function lagOf(lag: CaseTask['predecessors'][number]['lag']): Lag | null {
  if (!lag) return null
  if (lag.percent !== undefined) return { kind: lag.elapsed ? 'elapsedPercent' : 'percent', amount: lag.percent }
  return { kind: lag.elapsed ? 'elapsed' : 'working', amount: lag.min ?? 0 }
}

const timeOf = (time: string | null | undefined): number | null => (time ? minutesOf(time) : null)

function taskOf(task: CaseTask, workBetween: (from: number, to: number) => number): PlanTask {
  return {
    id: String(task.uid), parent: task.parent === null ? null : String(task.parent),
    duration: task.durationMin, isElapsed: task.elapsed,
    constraint: constraints[task.constraint] ?? 'ASAP', constraintDate: timeOf(task.constraintDate), deadline: timeOf(task.deadline),
    calendar: task.calendar === null ? null : String(task.calendar), ignoresResourceCalendars: task.ignoreResourceCalendars,
    manual: task.manual ? { start: timeOf(task.manualStart), finish: timeOf(task.manualFinish), duration: task.durationMin } : null,
    isActive: task.active, levelingDelay: task.levelingDelayMin,
    splits: splitsOf(task.splits, workBetween), progress: progressOf(task),
  }
}

/** Pieces of a split task are told by their dates; what was meant is the pauses between them. */
function splitsOf(pieces: [string, string][], workBetween: (from: number, to: number) => number): Split[] {
  let after = 0
  return pieces.slice(1).map(([from], index) => {
    const [begun, ended] = (pieces[index] ?? [from, from]).map(minutesOf) as [number, number]
    after += workBetween(begun, ended)
    return { after, pause: workBetween(ended, minutesOf(from)) }
  })
}

function progressOf({ actualStart, actualFinish, remainingDurationMin, stop, resume }: CaseTask): Progress | null {
  if (!actualStart) return null
  return { start: minutesOf(actualStart), finish: timeOf(actualFinish), remaining: remainingDurationMin, stop: timeOf(stop), resume: timeOf(resume) }
}
