import type { PlanCalendar } from '@kopa/shared/boards/calendar-days.ts'
import type { Plan, PlanAssignment, PlanResource, PlanSettings } from '@kopa/shared/boards/plan.ts'
import { readCalendar } from './project-calendars.ts'
import { readSplits } from './project-splits.ts'
import { readLinks, readTasks, type TaskRecord } from './project-tasks.ts'
import { durationOf, flagOf, isElapsedFormat, numberOf, timeOf } from './project-values.ts'
import { readXmlFile, UnreadableFile, type XmlRecord } from './xml-records.ts'

/** What a Microsoft Project XML file holds for the scheduler, tasks in the order of the file. */
export interface ProjectFile { readonly plan: Plan, readonly taskIds: readonly string[] }

/** Larger files are refused: all tasks are held in memory. */
export const largestProjectBytes = 200_000_000

/** Large, and of no use for a board. */
export const ignoredOfBoards = ['OutlineCodes', 'OutlineCode', 'WBSMasks', 'Views', 'Filters', 'Groups', 'Tables', 'Maps', 'Reports', 'Rates', 'AvailabilityPeriods']
/** Of no use for dates. */
const ignored = new Set([...ignoredOfBoards, 'ExtendedAttributes', 'ExtendedAttribute', 'Baseline', 'Notes'])

/**
 * Reads a file in Microsoft Project's XML ("MSPDI") into a plan: intentions only. Dates that Microsoft Project computed are not
 * looked at, but where they are all there is: of tasks set by hand without their own dates, and of tasks of other projects.
 * @throws UnreadableFile
 */
export async function readProjectXml(file: string): Promise<ProjectFile> {
  const { name, root } = await readXmlFile(file, ignored, { bytes: largestProjectBytes, depth: 50 })
  if (name !== 'Project') throw new UnreadableFile(`it begins with <${name.slice(0, 40)}>, not with <Project>`)
  const { plan } = planOfRecords(root)
  return { plan, taskIds: plan.tasks.map(({ id }) => id) }
}

/** The plan, and the elements from which its tasks were read. @throws UnreadableFile */
export function planOfRecords(root: XmlRecord): { plan: Plan, records: readonly TaskRecord[] } {
  const minutesPerDay = numberOf(root, 'MinutesPerDay') ?? 480
  const records = readTasks(root, minutesPerDay)
  const assignmentRecords = root.path('Assignments', 'Assignment')
  const calendars = root.path('Calendars', 'Calendar').flatMap(calendar => readCalendar(calendar) ?? [])
  const settings = readSettings(root, minutesPerDay, records, calendars)
  const plan: Plan = {
    settings, calendars,
    resources: root.path('Resources', 'Resource').flatMap(readResource),
    tasks: readSplits(records.map(({ task }) => task), assignmentRecords, { calendars, settings }),
    links: readLinks(records),
    assignments: assignmentRecords.flatMap(readAssignment),
  }
  return { plan, records }
}

function readSettings(root: XmlRecord, minutesPerDay: number, records: readonly TaskRecord[], calendars: readonly PlanCalendar[]): PlanSettings {
  const from = flagOf(root, 'ScheduleFromStart') === false ? 'finish' : 'start'
  const start = timeOf(root, 'StartDate') ?? earliestOf(records)
  const finish = timeOf(root, 'FinishDate') ?? start
  const anchor = from === 'start' ? start : timeOf(root, 'FinishDate')
  if (anchor === null || anchor === undefined) throw new UnreadableFile(`it does not say when the project ${from === 'start' ? 'starts' : 'finishes'}`)
  const calendar = root.text('CalendarUID')
  return {
    start: start ?? anchor, finish: finish ?? anchor, from,
    calendar: calendars.some(({ id }) => id === calendar) ? calendar : calendars.find(({ base }) => !base)?.id ?? null,
    constraintsWin: flagOf(root, 'HonorConstraints') ?? true,
    criticalSlack: (numberOf(root, 'CriticalSlackLimit') ?? 0) * minutesPerDay,
    manyCriticalPaths: flagOf(root, 'MultipleCriticalPaths') ?? false,
  }
}

/** Some programs leave the project's start to be guessed from its tasks. */
function earliestOf(records: readonly TaskRecord[]): number | null {
  const starts = records.flatMap(({ record }) => timeOf(record, 'Start') ?? [])
  return starts.length > 0 ? Math.min(...starts.slice(0, 100_000)) : null
}

function readResource(resource: XmlRecord): PlanResource[] {
  const id = resource.text('UID')
  if (id === null || flagOf(resource, 'IsNull')) return []
  const type = numberOf(resource, 'Type')
  const isCost = type === 2 || flagOf(resource, 'IsCostResource') === true
  return [{ id, kind: isCost ? 'cost' : type === 0 ? 'material' : 'work', calendar: resource.text('CalendarUID'), maxUnits: (numberOf(resource, 'MaxUnits') ?? 1) * 100 }]
}

/** A contour other than flat (0) spreads the work unevenly: how long it takes cannot be told from how much it is. */
function readAssignment(assignment: XmlRecord, index: number): PlanAssignment[] {
  const [task, resource] = [assignment.text('TaskUID'), assignment.text('ResourceUID')]
  if (task === null || resource === null) return []
  const work = (durationOf(assignment, 'Work') ?? 0) - (durationOf(assignment, 'OvertimeWork') ?? 0)
  const levelled = isElapsedFormat(numberOf(assignment, 'LevelingDelayFormat')) ? 0 : numberOf(assignment, 'LevelingDelay') ?? 0
  return [{
    id: String(index).padStart(7, '0'), task, resource,
    units: (numberOf(assignment, 'Units') ?? 1) * 100,
    work: Math.max(0, durationOf(assignment, 'RegularWork') ?? work),
    delay: Math.max(0, ((numberOf(assignment, 'Delay') ?? 0) + levelled) / 10),
    isEven: (numberOf(assignment, 'WorkContour') ?? 0) === 0,
  }]
}
