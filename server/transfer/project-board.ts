import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import type { Plan, PlanTask } from '@kopa/shared/boards/plan.ts'
import type { Intentions, Priority } from '@kopa/shared/boards/task.ts'
import { momentOf } from '@kopa/shared/boards/zoned-time.ts'
import { isTimeZone } from '@kopa/shared/time.ts'
import { emptyBoard, most, type PortableBoard, type PortableTask, portableTask } from '@kopa/shared/transfer/board-file.ts'
import { paragraphsOf, writable } from '@kopa/shared/transfer/blocks.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { ImportFault } from './import-fault.ts'
import { baselinesOfProject } from './project-baselines.ts'
import { calendarsOfProject } from './project-board-calendars.ts'
import { fieldsOfProject, type FieldsOfProject } from './project-fields.ts'
import { peopleOfProject } from './project-people.ts'
import type { TaskRecord } from './project-tasks.ts'
import { durationOf, flagOf, numberOf } from './project-values.ts'
import { timesIn } from './project-writer.ts'
import { planOfRecords } from './project-xml.ts'
import type { ColumnWords } from './table-board.ts'
import { inOrder } from './table-outline.ts'
import type { XmlRecord } from './xml-records.ts'

export interface ProjectOptions { title: string, zone: string, report: Report, columnWords: ColumnWords }

/** A project of Microsoft Project as a board. @throws ImportFault, UnreadableFile */
export function boardOfProject(root: XmlRecord, { title, zone: here, report, columnWords: { open, active, done } }: ProjectOptions): PortableBoard {
  const zone = zoneOf(root, here)
  const { plan, records } = planOfRecords(root)
  const wholes = records.filter(({ record }) => numberOf(record, 'OutlineLevel') === 0)
  const tops = new Set(wholes.map(({ task }) => task.id))
  const rows = records.filter(({ task }) => !tops.has(task.id))
  if (rows.length === 0) throw new ImportFault('importNothing')
  if (rows.length > most.tasks) throw new ImportFault('importTooMany', { most: most.tasks })
  const planned = new Map(plan.tasks.map(task => [task.id, task]))
  const summaries = new Set(rows.map(({ task }) => task.parent ?? ''))
  const { people, assigneesOf } = peopleOfProject(root, plan, report)
  const calendars = calendarsOfProject(root, plan, report)
  const known = new Set(calendars.map(({ id }) => id))
  const { fields, values, isKnown } = fieldsOfProject(root, rows)
  const { settings } = plan
  if (!settings.constraintsWin) report.add('unreadParts', 'HonorConstraints = 0')
  const tasks = rows.map((row, place): PortableTask => {
    const task = readTask({ ...row, task: planned.get(row.task.id) ?? row.task }, { zone, report, isSummary: summaries.has(row.task.id), calendars: known, isKnown })
    return { ...task, place, parent: row.task.parent === null || tops.has(row.task.parent ?? '') ? null : row.task.parent ?? null, assignees: assigneesOf(row.task.id), values: values.get(row.task.id) ?? {} }
  })
  return {
    ...emptyBoard(titleOf(root, wholes) || title, zone),
    settings: { start: localTimeOf(settings.start), finish: settings.from === 'finish' ? localTimeOf(settings.finish) : null, from: settings.from, calendar: known.has(settings.calendar ?? '') ? settings.calendar : null, zone },
    columns: [{ id: 'open', title: open, stage: 'open', limit: null }, { id: 'active', title: active, stage: 'active', limit: null }, { id: 'done', title: done, stage: 'done', limit: null }],
    people, calendars, tasks: inOrder(tasks), links: linksOf(plan, records, report), baselines: baselinesOfProject(rows), fields,
  }
}

/** By whose clock its times are: ours say so, others were written where they are read. */
function zoneOf(root: XmlRecord, otherwise: string): string {
  const [start, zone = ''] = (root.text('Subject') ?? '').split(/ (?=\S*$)/)
  return start === timesIn && isTimeZone(zone) ? zone : otherwise
}

/** What the project says it is called: in its properties, else in the task that stands for all of it. `Name` is that of its file. */
const titleOf = (root: XmlRecord, wholes: readonly TaskRecord[]): string =>
  [root.text('Title'), ...wholes.map(({ record }) => record.text('Name'))].map(words => writable((words ?? '').replace(/\s+/g, ' ')).trim().slice(0, 300)).find(words => words !== '') ?? ''

interface TaskOptions { zone: string, report: Report, isSummary: boolean, calendars: ReadonlySet<string>, isKnown: FieldsOfProject['isKnown'] }

function readTask({ task, record }: TaskRecord, { zone, report, isSummary, calendars, isKnown }: TaskOptions): PortableTask {
  const name = writable((record.text('Name') ?? '').replace(/\s+/g, ' '))
  const percent = Math.min(100, Math.max(0, Math.round(numberOf(record, 'PercentComplete') ?? 0)))
  tellLosses({ task, record }, name, { report, isKnown })
  const [work, done] = [durationOf(record, 'Work'), durationOf(record, 'ActualWork')]
  return portableTask({
    id: task.id, title: name.slice(0, 500), column: percent === 100 ? 'done' : percent > 0 ? 'active' : 'open',
    description: paragraphsOf([record.text('Notes'), record.text('HyperlinkAddress')].filter(words => words !== null).join('\n')),
    plan: isUnplanned({ task, record }) ? null : planOf(task, isSummary, calendars),
    deadline: deadlineOf(timeOrNull(task.deadline), zone),
    priority: priorityOf(numberOf(record, 'Priority')),
    progress: { percent, start: timeOrNull(task.progress?.start), finish: timeOrNull(task.progress?.finish) },
    effort: isSummary ? { estimate: null, spent: 0 } : { estimate: work === null || work <= 0 ? null : Math.round(work), spent: Math.max(0, Math.round(done ?? 0)) },
  })
}

const timeOrNull = (minutes: number | null | undefined): string | null => (typeof minutes === 'number' ? localTimeOf(minutes) : null)

/** The last minute of a day is the day: that is how Kopa writes it. */
const deadlineOf = (time: string | null, zone: string): PortableTask['deadline'] =>
  (time === null ? null : time.endsWith('T23:59') ? { day: time.slice(0, 10) } : { instant: new Date(momentOf(time, zone)).toISOString() })

/** Set by hand, to nothing: somebody has written down what is to be done, and not when. */
const isUnplanned = ({ task: { manual }, record }: TaskRecord): boolean =>
  Boolean(manual) && (manual?.start ?? manual?.finish ?? manual?.duration ?? null) === null && record.text('Duration') === null

/** Of a task that nobody has planned: a day. */
const usualDuration = 480

/** A summary has dates from its tasks, unless something was wanted of itself. Inactive tasks move nothing: they get no plan. */
function planOf(task: PlanTask, isSummary: boolean, calendars: ReadonlySet<string>): Intentions | null {
  const { constraint = 'ASAP', constraintDate = null, manual = null, external = null, levelingDelay = 0 } = task
  const calendar = task.calendar && calendars.has(task.calendar) ? task.calendar : null
  if (task.isActive === false) return null
  if (isSummary && constraint === 'ASAP' && !manual && calendar === null) return null
  const given = external ?? manual
  return {
    mode: given ? 'manual' : 'auto', duration: isSummary && !manual ? usualDuration : Math.max(0, Math.round(manual?.duration ?? task.duration)), isElapsed: task.isElapsed ?? false,
    constraint, constraintAt: timeOrNull(constraintDate), start: timeOrNull(given?.start), finish: timeOrNull(given?.finish),
    calendar, ignoresPeople: task.ignoresResourceCalendars ?? false, delay: Math.max(0, Math.round(levelingDelay)),
  }
}

/** 0 to 1000; 500 is what Microsoft Project gives to all. */
function priorityOf(number: number | null): Priority | null {
  if (number === null || number === 500) return null
  return number >= 900 ? 'urgent' : number >= 700 ? 'high' : number > 500 ? 'medium' : 'low'
}

function tellLosses({ task, record }: TaskRecord, name: string, { report, isKnown }: Pick<TaskOptions, 'report' | 'isKnown'>): void {
  if (name.length > 500) report.add('longTexts', name)
  if ((task.splits ?? []).length > 0) report.add('splits', name)
  if (task.isActive === false) report.add('inactiveTasks', name)
  if (task.external) report.add('externalTasks', name)
  if (!Number.isInteger(task.duration)) report.add('partialMinutes', name)
  if (flagOf(record, 'Recurring')) report.add('repeats', name)
  const own = record.all('ExtendedAttribute').filter(attribute => attribute.text('Value') !== null && !isKnown(attribute))
  if (own.length > 0) report.add('customFields', name, own.length)
}

function linksOf({ links, tasks }: Plan, records: readonly TaskRecord[], report: Report): PortableBoard['links'] {
  const active = new Set(tasks.filter(({ isActive }) => isActive !== false).map(({ id }) => id))
  for (const { record } of records) {
    for (const link of record.all('PredecessorLink')) if (flagOf(link, 'CrossProject')) report.add('crossProjectLinks', record.text('Name') ?? '')
  }
  return links.filter(({ from, to }) => active.has(from) && active.has(to) && from !== to)
    .map(({ from, to, type, lag }) => ({ from, to, type, lag: lag ? { ...lag } : { kind: 'working' as const, amount: 0 } })).slice(0, most.links)
}
