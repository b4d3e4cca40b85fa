import { calendarsOfTasks, planOf, plainOffice } from '@kopa/shared/boards/board-plan.ts'
import { dayNumberOf, localTimeOf, minutesOf, wallClockAt } from '@kopa/shared/boards/local-time.ts'
import type { ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { constraintKinds, type Priority } from '@kopa/shared/boards/task.ts'
import type { BoardCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { countryIn } from '@kopa/shared/holidays/holidays.ts'
import type { PortableBoard, PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { textOf } from '@kopa/shared/transfer/blocks.ts'
import { asTask } from '@kopa/shared/transfer/portable-fields.ts'
import { numbersOf } from './project-baselines.ts'
import { calendarXml, standardCalendar } from './project-calendar-writer.ts'
import { fieldsForProject, type ProjectFields } from './project-fields.ts'
import { withHolidays } from './project-holidays.ts'
import { element, elements } from './xml-writing.ts'

/** The dates that follow from a board, by task. @param today minutes of the board's clock */
export function datesOf(board: PortableBoard, today: number): ReadonlyMap<string, ScheduledTask> {
  const tasks = new Map(board.tasks.map(task => [task.id, asTask(task)]))
  const links = board.links.map((link, created) => ({ ...link, id: String(created).padStart(6, '0'), created }))
  return schedule(planOf({ tasks, links, calendars: board.calendars.map(asCalendar), settings: { ...board.settings, title: board.title }, today })).tasks
}

/** The days of these dates. */
export const daysOf = (dates: ReadonlyMap<string, ScheduledTask>) => (id: string): { start: string, finish: string } | undefined => {
  const given = dates.get(id)
  return given && { start: localTimeOf(given.start).slice(0, 10), finish: localTimeOf(given.finish).slice(0, 10) }
}

const asCalendar = ({ workWeeks, exceptions, country, ...calendar }: PortableBoard['calendars'][number]): BoardCalendar => ({
  ...calendar,
  country: countryIn(country),
  workWeeks: workWeeks.map(({ from, to, week }) => ({ from: dayNumberOf(from), to: dayNumberOf(to), week })),
  exceptions: exceptions.map(({ from, to, ...exception }) => ({ ...exception, from: dayNumberOf(from), to: dayNumberOf(to) })),
})

const seconds = (time: string | null): string | null => (time === null ? null : `${time}:00`)
export const timeXml = (minutes: number): string => `${localTimeOf(Math.round(minutes))}:00`

function durationXml(minutes: number): string {
  const total = Math.round(minutes * 60)
  return `PT${Math.floor(total / 3600)}H${Math.floor(total / 60) % 60}M${total % 60}S`
}

/** Project knows no zones: whose clock the times are by stands among the properties of the file. */
export const timesIn = 'Times in'

/** A board as Microsoft Project reads it ("Project XML Data Interchange Schema"; the order of elements is the schema's). @param held what it holds besides the board */
export function writeProjectXml(board: PortableBoard, today: number, held: string | null = null): string {
  const dates = datesOf(board, today)
  const uids: Uids = {
    tasks: new Map(board.tasks.map(({ id }, at) => [id, at + 1])), people: new Map(board.people.map(({ id }, at) => [id, at + 1])),
    calendars: new Map([...board.calendars.map(({ id }, at): [string, number] => [id, at + 1]), [plainOffice.id, board.calendars.length + 1]]),
  }
  const fields = fieldsForProject(board, { dates: daysOf(dates), today: localTimeOf(today).slice(0, 10) })
  const ends = [...dates.values()].filter(({ isSummary }) => !isSummary)
  const start = board.settings.start ?? localTimeOf(ends.reduce((first, one) => Math.min(first, one.start), ends[0]?.start ?? today))
  const finish = board.settings.finish ?? localTimeOf(ends.reduce((last, one) => Math.max(last, one.finish), minutesOf(start)))
  const standard = board.calendars.length + 1
  const calendar = uids.calendars.get(board.settings.calendar ?? '') ?? standard
  const years = { first: Number(start.slice(0, 4)), last: Number(finish.slice(0, 4)) + 1 }
  const calendars = board.calendars.map(own => calendarXml(withHolidays({ ...own, title: own.title || nameOf(board, own.companyId) }, years), uids.calendars))
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">${elements({
    SaveVersion: 14, Title: board.title, Subject: `${timesIn} ${board.settings.zone}`, Category: held, ScheduleFromStart: board.settings.from === 'start', StartDate: seconds(start), FinishDate: seconds(finish),
    CriticalSlackLimit: 0, CurrencyCode: fields.currency, CalendarUID: calendar, MinutesPerDay: 480, MinutesPerWeek: 2400, DaysPerMonth: 20, HonorConstraints: true,
  })}${fields.definitions}
<Calendars>${[...calendars, ...(isStandardNeeded(board, calendar === standard) ? [standardCalendar(standard)] : [])].join('\n')}</Calendars>
<Tasks>${element('Task', { UID: 0, ID: 0, Name: board.title, OutlineLevel: 0, Summary: true })}
${taskElements(board, { dates, uids, fields }).join('\n')}</Tasks>
<Resources>${board.people.map(({ id, name, email }, at) => element('Resource', { UID: uids.people.get(id), ID: at + 1, Name: name || id, Type: 1, EmailAddress: email, CalendarUID: -1 })).join('\n')}</Resources>
<Assignments>${assignmentElements(board, uids).join('\n')}</Assignments>
</Project>
`
}

/** Where the board has none, or a company none of its own while the board goes by another's. */
function isStandardNeeded({ calendars, tasks, settings }: PortableBoard, isOfBoard: boolean): boolean {
  const calendarOf = calendarsOfTasks(calendars.map(asCalendar), settings.calendar)
  return isOfBoard || tasks.some(({ companyId }) => calendarOf(companyId) === plainOffice.id)
}

const nameOf = ({ companies }: PortableBoard, id: string | null): string => companies.find(company => company.id === id)?.name ?? ''

interface Uids { tasks: ReadonlyMap<string, number>, people: ReadonlyMap<string, number>, calendars: ReadonlyMap<string, number> }

function taskElements(board: PortableBoard, { dates, uids, fields }: { dates: ReadonlyMap<string, ScheduledTask>, uids: Uids, fields: ProjectFields }): string[] {
  const summaries = new Set(board.tasks.map(({ parent }) => parent))
  const levels = new Map<string, number>()
  const calendarOf = calendarsOfTasks(board.calendars.map(asCalendar), board.settings.calendar)
  const baselines = numbersOf(board.baselines)
  const frozen = new Map([...baselines].map(([number, { dates: planned }]) => [number, new Map(planned.map(one => [one.task, one]))]))
  const before = Map.groupBy(board.links, ({ to }) => to)
  return board.tasks.map((task, at) => {
    const level = (levels.get(task.parent ?? '') ?? 0) + 1
    levels.set(task.id, level)
    const calendar = task.plan?.calendar ?? calendarOf(task.companyId)
    const links = (before.get(task.id) ?? []).map(link => linkXml(link, uids.tasks))
    const kept = [...frozen].flatMap(([number, planned]) => {
      const one = planned.get(task.id)
      return one ? [element('Baseline', { Number: number, Start: seconds(one.start), Finish: seconds(one.finish), Duration: durationXml(one.duration), DurationFormat: 7 })] : []
    })
    const given = dates.get(task.id)
    return element('Task', {
      UID: at + 1, ID: at + 1, Name: task.title, ...planElements(task, summaries.has(task.id), given), OutlineLevel: level, Priority: priorities[task.priority ?? 'none'],
      ...datesElements(task, given), ...progressElements(task, given), ...constraintElements(task, { board, calendar: calendar === null ? -1 : uids.calendars.get(calendar) ?? -1 }), Notes: notesOf(task),
    }, [...links, fields.valuesOf(task), ...kept].join(''))
  })
}

const priorities: Readonly<Record<Priority | 'none', number>> = { urgent: 1000, high: 750, none: 500, medium: 600, low: 250 }

/** Without a plan: to be done some day. */
const planElements = ({ plan }: PortableTask, isSummary: boolean, given: ScheduledTask | undefined) =>
  ({ Manual: isSummary ? plan?.mode === 'manual' : given === undefined || plan?.mode === 'manual', Summary: isSummary, Milestone: !isSummary && plan?.duration === 0 })

function datesElements({ plan }: PortableTask, given: ScheduledTask | undefined) {
  if (given === undefined) return {}
  const isManual = plan?.mode === 'manual'
  const duration = given.isSummary && !isManual ? null : durationXml(plan?.duration ?? 480)
  return {
    Start: timeXml(given.start), Finish: timeXml(given.finish), Duration: duration,
    ManualStart: isManual ? seconds(plan.start) : null, ManualFinish: isManual ? seconds(plan.finish) : null, ManualDuration: isManual ? duration : null,
    DurationFormat: plan?.isElapsed ? 8 : 7,
  }
}

function progressElements({ plan, progress: { percent, start, finish }, effort: { estimate, spent } }: PortableTask, given: ScheduledTask | undefined) {
  const duration = plan?.duration ?? 480
  const isBegun = start !== null && given?.isSummary === false
  return {
    Work: estimate === null ? null : durationXml(estimate), PercentComplete: percent, ActualStart: seconds(start), ActualFinish: seconds(finish),
    ActualDuration: isBegun ? durationXml(duration * percent / 100) : null, ActualWork: spent > 0 ? durationXml(spent) : null, RemainingDuration: isBegun ? durationXml(duration * (100 - percent) / 100) : null,
  }
}

function constraintElements({ plan, deadline }: PortableTask, { board, calendar }: { board: PortableBoard, calendar: number }) {
  return {
    ConstraintType: constraintKinds.indexOf(plan?.constraint ?? 'ASAP'), CalendarUID: calendar, ConstraintDate: seconds(plan?.constraintAt ?? null),
    Deadline: deadline === null ? null : 'day' in deadline ? `${deadline.day}T23:59:00` : timeXml(wallClockAt(deadline.instant, board.settings.zone)),
    LevelingDelay: plan?.delay ? plan.delay * 10 : null, LevelingDelayFormat: plan?.delay ? 8 : null, IgnoreResourceCalendar: plan?.ignoresPeople ?? false,
  }
}

/** What Project has no place for stands among the notes. */
const notesOf = ({ description, checklist }: PortableTask): string =>
  [textOf(description), ...checklist.map(({ text, isDone }) => `[${isDone ? 'x' : ' '}] ${text}`)].filter(words => words !== '').join('\n')

function linkXml({ from, type, lag: { kind, amount } }: PortableBoard['links'][number], tasks: ReadonlyMap<string, number>): string {
  const isPercent = kind === 'percent' || kind === 'elapsedPercent'
  return element('PredecessorLink', {
    PredecessorUID: tasks.get(from), Type: ['FF', 'FS', 'SF', 'SS'].indexOf(type), CrossProject: 0,
    LinkLag: isPercent ? amount : Math.round(amount * 10), LagFormat: { working: 7, elapsed: 8, percent: 19, elapsedPercent: 20 }[kind],
  })
}

function assignmentElements(board: PortableBoard, uids: Uids): string[] {
  let uid = 0
  return board.tasks.flatMap(task => task.assignees.map(({ userId, units, work }) => element('Assignment', {
    UID: ++uid, TaskUID: uids.tasks.get(task.id), ResourceUID: uids.people.get(userId), Units: units / 100, Work: durationXml(work ?? (task.plan?.duration ?? 480) * units / 100), WorkContour: 0,
  })))
}
