import { type Static, Type, type TSchema } from 'typebox'
import { lagKinds, linkTypes } from '../boards/link.ts'
import { stages } from '../boards/column.ts'
import { constraintKinds, priorities, repeatUnits } from '../boards/task.ts'
import { OneOf, Shape } from '../contract.ts'
import type { PageNode } from '../pages/page-json.ts'

/**
 * A board as it travels: what every reader of a foreign file makes, what every writer takes, and, as JSON, Kopa's own format
 * (`"format": "kopa-board"`). Ids hold within the file only. Times are wall-clock times of the board (`2026-03-02T08:00`), days
 * are `2026-03-02`, durations are minutes, moments are ISO 8601 in UTC.
 */
export const fileFormat = 'kopa-board'
export const fileVersion = 1

/** What one file may bring. */
export const most = { tasks: 20_000, columns: 200, labels: 2000, calendars: 1000, people: 5000, links: 60_000, baselines: 20, checklist: 500, files: 500, notes: 5000 } as const

/** As JSON Schema says it, for every checker of it. */
const OrNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const Key = Type.String({ minLength: 1, maxLength: 200 })
const Words = (maxLength: number) => Type.String({ maxLength })
const List = <S extends TSchema>(item: S, maxItems: number) => Type.Array(item, { maxItems })
const Time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]{5,12}Z$' })
const Minutes = Type.Number({ minimum: 0, maximum: 60 * 24 * 366 * 100 })
const Count = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

/** From and until, in minutes of the day. */
const Shift = Type.Tuple([Count(0, 1440), Count(0, 1440)])
/** Monday to Sunday; null: as the calendar below has it. */
const Week = List(OrNull(List(Shift, 24)), 7)
const Position = Shape({ nth: Count(1, 5), of: Type.Union([Count(1, 7), Type.Literal('day'), Type.Literal('workday'), Type.Literal('weekendDay')]) })
const OnDay = Type.Union([Count(1, 31), Position])
const Recurrence = Type.Union([
  Shape({ every: Type.Literal('day'), interval: Count(1, 10_000) }),
  Shape({ every: Type.Literal('week'), interval: Count(1, 10_000), weekdays: List(Count(1, 7), 7) }),
  Shape({ every: Type.Literal('month'), interval: Count(1, 10_000), on: OnDay }),
  Shape({ every: Type.Literal('year'), month: Count(1, 12), on: OnDay }),
])

const Calendar = Shape({
  id: Key, title: Words(200),
  /** tasks of this company follow it */
  companyId: OrNull(Key),
  /** the calendar that says what this one does not */
  base: OrNull(Key),
  week: Week,
  workWeeks: List(Shape({ from: Day, to: Day, week: Week }), 5000),
  exceptions: List(Shape({ title: Words(200), from: Day, to: Day, shifts: List(Shift, 24), recurrence: OrNull(Recurrence) }), 5000),
  /** whose public holidays are free besides: ISO 3166-1, as shared/holidays knows them; files from before have none */
  country: Type.Optional(OrNull(Words(10))),
})

/** As shared/boards/task.ts has them. */
const Plan = Shape({
  mode: OneOf(['auto', 'manual']), duration: Minutes, isElapsed: Type.Boolean(), constraint: OneOf(constraintKinds), constraintAt: OrNull(Time),
  start: OrNull(Time), finish: OrNull(Time), calendar: OrNull(Key), ignoresPeople: Type.Boolean(), delay: Minutes,
})

/** A block of a description, as the pages of Kopa have them. */
const Block = Type.Unsafe<PageNode>({ type: 'object', required: ['type'], properties: { type: { type: 'string', maxLength: 100 } } })

const Task = Shape({
  id: Key, title: Words(500), column: OrNull(Key),
  /** among the cards of its column */
  place: Type.Number(),
  /** above it in the outline; children stand behind their parent, in their order */
  parent: OrNull(Key),
  description: List(Block, 2000),
  plan: OrNull(Plan),
  deadline: OrNull(Type.Union([Shape({ day: Day }), Shape({ instant: Moment })])),
  companyId: OrNull(Key),
  assignees: List(Shape({ userId: Key, units: Type.Number({ minimum: 0, maximum: 10_000 }), work: OrNull(Minutes) }), 200),
  labels: List(Key, 200),
  priority: OrNull(OneOf(priorities)),
  progress: Shape({ percent: Type.Number({ minimum: 0, maximum: 100 }), start: OrNull(Time), finish: OrNull(Time) }),
  effort: Shape({ estimate: OrNull(Minutes), spent: Minutes }),
  checklist: List(Shape({ text: Words(500), isDone: Type.Boolean() }), most.checklist),
  /** what they are called; their bytes do not travel, and files from before name none */
  files: Type.Optional(List(Shape({ name: Words(200), size: Type.Number({ minimum: 0 }), addedBy: OrNull(Key), addedAt: Type.Number({ minimum: 0 }) }), most.files)),
  repeat: OrNull(Shape({ every: Count(1, 1000), unit: OneOf(repeatUnits), weekdays: List(Count(1, 7), 7), day: Type.Optional(Count(1, 31)) })),
  /** of the board's own fields, by their ids */
  values: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
  /** one company kept it for itself */
  isPrivate: Type.Optional(Type.Boolean()),
})

export const BoardFile = Shape({
  format: Type.Literal(fileFormat), version: Type.Literal(fileVersion),
  title: Words(300),
  settings: Shape({ start: OrNull(Time), finish: OrNull(Time), from: OneOf(['start', 'finish']), calendar: OrNull(Key), zone: Words(100) }),
  companies: List(Shape({ id: Key, name: Words(200) }), 100),
  people: List(Shape({ id: Key, name: Words(200), email: OrNull(Words(320)) }), most.people),
  columns: List(Shape({ id: Key, title: Words(200), stage: OneOf(stages), limit: OrNull(Count(1, 9999)) }), most.columns),
  labels: List(Shape({ id: Key, name: Words(60), color: Count(0, 7) }), most.labels),
  calendars: List(Calendar, most.calendars),
  tasks: List(Task, most.tasks),
  links: List(Shape({ from: Key, to: Key, type: OneOf(linkTypes), lag: Shape({ kind: OneOf(lagKinds), amount: Type.Number() }) }), most.links),
  baselines: List(Shape({ title: Words(200), madeAt: Type.Number({ minimum: 0 }), dates: List(Shape({ task: Key, start: Time, finish: Time, duration: Minutes }), most.tasks) }), most.baselines),
  /** The board's own fields (`isPrivate`: one company kept it for itself) and saved views, as it keeps them. */
  fields: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
  views: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
})

export type PortableBoard = Static<typeof BoardFile>
export type PortableTask = PortableBoard['tasks'][number]
export type PortableCalendar = PortableBoard['calendars'][number]
export type PortableBaseline = PortableBoard['baselines'][number]
export type PortablePerson = PortableBoard['people'][number]

export const emptyBoard = (title: string, zone: string): PortableBoard => ({
  format: fileFormat, version: fileVersion, title, settings: { start: null, finish: null, from: 'start', calendar: null, zone },
  companies: [], people: [], columns: [], labels: [], calendars: [], tasks: [], links: [], baselines: [], fields: {}, views: {},
})

/** A task of which a file says nothing but this. */
export const portableTask = (task: Pick<PortableTask, 'id' | 'title'> & Partial<PortableTask>): PortableTask => ({
  column: null, place: 0, parent: null, description: [], plan: null, deadline: null, companyId: null, assignees: [], labels: [], priority: null,
  progress: { percent: 0, start: null, finish: null }, effort: { estimate: null, spent: 0 }, checklist: [], repeat: null, values: {}, ...task,
})
