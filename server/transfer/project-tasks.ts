import type { ConstraintKind, Lag, LinkType, ManualDates, PlanLink, PlanTask, Progress } from '@kopa/shared/boards/plan.ts'
import { durationOf, flagOf, isElapsedFormat, isPercentFormat, numberOf, timeOf } from './project-values.ts'
import type { XmlRecord } from './xml-records.ts'

/** A task and the element it was read from. */
export interface TaskRecord { readonly task: PlanTask, readonly record: XmlRecord }

/** By the number in `ConstraintType`. */
const constraints: readonly ConstraintKind[] = ['ASAP', 'ALAP', 'MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT']
/** By the number in `Type` of a `PredecessorLink`. */
const linkTypes: readonly LinkType[] = ['FF', 'FS', 'SF', 'SS']

/** All tasks but empty lines, in the order of the file. Who lies in whom follows from their levels, or from their numbers ("1.2"). */
export function readTasks(root: XmlRecord, minutesPerDay: number): TaskRecord[] {
  const records: TaskRecord[] = []
  const ids = new Set<string>()
  /** The last task of each level. */
  const open: string[] = []
  for (const record of root.path('Tasks', 'Task')) {
    const id = record.text('UID')
    if (id === null || flagOf(record, 'IsNull') || ids.has(id)) continue
    ids.add(id)
    const level = levelOf(record)
    open.length = Math.min(open.length, level)
    const parent = open.findLast(summary => summary !== undefined) ?? null
    open[level] = id
    records.push({ task: readTask(record, { id, parent, level, minutesPerDay }), record })
  }
  return records
}

/** 0 is the project itself, which lies above all others. */
function levelOf(record: XmlRecord): number {
  const level = numberOf(record, 'OutlineLevel')
  if (level !== null && level >= 0) return Math.min(Math.floor(level), 1000)
  const outline = record.text('OutlineNumber')
  return outline === null ? 1 : outline === '0' ? 0 : outline.split('.').length
}

function readTask(record: XmlRecord, { id, parent, level, minutesPerDay }: { id: string, parent: string | null, level: number, minutesPerDay: number }): PlanTask {
  if (level === 0) return { id, parent: null, duration: durationOf(record, 'Duration') ?? 0 }
  const duration = durationOf(record, 'Duration') ?? durationOf(record, 'ManualDuration') ?? (flagOf(record, 'Milestone') ? 0 : minutesPerDay)
  return {
    id, parent, duration,
    isElapsed: isElapsedFormat(numberOf(record, 'DurationFormat')),
    constraint: constraints[numberOf(record, 'ConstraintType') ?? -1],
    constraintDate: timeOf(record, 'ConstraintDate'),
    deadline: timeOf(record, 'Deadline'),
    calendar: record.text('CalendarUID'),
    ignoresResourceCalendars: flagOf(record, 'IgnoreResourceCalendar') ?? false,
    manual: flagOf(record, 'Manual') ? readManual(record) : null,
    isActive: flagOf(record, 'Active') ?? true,
    priority: numberOf(record, 'Priority') ?? undefined,
    levelingDelay: (numberOf(record, 'LevelingDelay') ?? 0) / 10,
    progress: flagOf(record, 'Summary') ? null : readProgress(record),
    external: flagOf(record, 'ExternalTask') ? readExternal(record) : null,
  }
}

/** Older files have only one pair of dates, whoever set them. */
function readManual(record: XmlRecord): ManualDates {
  const [start, finish, duration] = [timeOf(record, 'ManualStart'), timeOf(record, 'ManualFinish'), durationOf(record, 'ManualDuration')]
  if (start === null && finish === null && duration === null) return { start: timeOf(record, 'Start'), finish: timeOf(record, 'Finish') }
  return { start, finish, duration }
}

function readProgress(record: XmlRecord): Progress | null {
  const start = timeOf(record, 'ActualStart')
  if (start === null) return null
  return {
    start,
    finish: timeOf(record, 'ActualFinish'),
    remaining: durationOf(record, 'RemainingDuration') ?? remainderOf(record),
    stop: timeOf(record, 'Stop'),
    resume: timeOf(record, 'Resume'),
  }
}

function remainderOf(record: XmlRecord): number | null {
  const [duration, done, percent] = [durationOf(record, 'Duration'), durationOf(record, 'ActualDuration'), numberOf(record, 'PercentComplete')]
  if (duration === null) return null
  return duration - (done ?? (duration * (percent ?? 0)) / 100)
}

function readExternal(record: XmlRecord): PlanTask['external'] {
  const [start, finish] = [timeOf(record, 'Start'), timeOf(record, 'Finish')]
  return start === null || finish === null ? null : { start, finish: Math.max(start, finish) }
}

/** A predecessor in a file that is not at hand says nothing. */
export function readLinks(records: readonly TaskRecord[]): PlanLink[] {
  return records.flatMap(({ task, record }) => record.all('PredecessorLink').flatMap((link, index): PlanLink[] => {
    const from = link.text('PredecessorUID')
    if (from === null || flagOf(link, 'CrossProject')) return []
    return [{ id: `${task.id}-${String(index).padStart(5, '0')}`, from, to: task.id, type: linkTypes[numberOf(link, 'Type') ?? 1] ?? 'FS', lag: readLag(link) }]
  }))
}

/** Tenths of a minute, or whole percents. */
function readLag(link: XmlRecord): Lag | null {
  const amount = numberOf(link, 'LinkLag') ?? 0
  if (amount === 0) return null
  const format = numberOf(link, 'LagFormat')
  const isElapsed = isElapsedFormat(format)
  if (isPercentFormat(format)) return { kind: isElapsed ? 'elapsedPercent' : 'percent', amount }
  return { kind: isElapsed ? 'elapsed' : 'working', amount: amount / 10 }
}
