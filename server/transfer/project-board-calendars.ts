import type { PlanCalendar, Recurrence, Shift } from '@kopa/shared/boards/calendar-days.ts'
import { dayOf } from '@kopa/shared/boards/local-time.ts'
import type { Plan } from '@kopa/shared/boards/plan.ts'
import { most, type PortableCalendar } from '@kopa/shared/transfer/board-file.ts'
import { writable } from '@kopa/shared/transfer/blocks.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { flagOf } from './project-values.ts'
import type { XmlRecord } from './xml-records.ts'

/** The calendars of tasks and of the project, and what they stand on. Hours of single people have no place on a board. */
export function calendarsOfProject(root: XmlRecord, { calendars, settings, tasks, resources }: Plan, report: Report): PortableCalendar[] {
  const records = new Map(root.path('Calendars', 'Calendar').map(record => [record.text('UID') ?? '', record]))
  const byId = new Map(calendars.map(calendar => [calendar.id, calendar]))
  const needed = new Set(calendars.filter(({ id }) => { const record = records.get(id); return record !== undefined && flagOf(record, 'IsBaseCalendar') === true }).map(({ id }) => id))
  for (const id of [settings.calendar, ...tasks.map(({ calendar }) => calendar ?? null)]) {
    for (let next = id === null ? undefined : byId.get(id); next !== undefined && !needed.has(next.id); next = byId.get(next.base ?? '')) needed.add(next.id)
  }
  for (const { calendar = null } of resources) {
    const own = byId.get(calendar ?? '')
    const saysNothing = own && own.base === settings.calendar && (own.exceptions ?? []).length === 0 && own.week.every(shifts => shifts === null)
    if (own && own.id !== settings.calendar && !saysNothing) report.add('resourceCalendars', records.get(own.id)?.text('Name') ?? own.id)
  }
  return calendars.filter(({ id }) => needed.has(id)).slice(0, most.calendars).map(calendar => portable(calendar, records.get(calendar.id), needed))
}

const copy = (shifts: readonly Shift[]): [number, number][] => shifts.slice(0, 24).map(([from, until]) => [from, until])
const copyWeek = (week: PlanCalendar['week']): PortableCalendar['week'] => week.map(shifts => shifts && copy(shifts))

function portable({ id, base, week, workWeeks = [], exceptions = [] }: PlanCalendar, record: XmlRecord | undefined, known: ReadonlySet<string>): PortableCalendar {
  const named = record?.path('Exceptions', 'Exception') ?? []
  return {
    id, title: writable(record?.text('Name') ?? 'Calendar').slice(0, 200), companyId: null, base: base && known.has(base) ? base : null, week: copyWeek(week),
    workWeeks: workWeeks.map(({ from, to, week: days }) => ({ from: dayOf(from), to: dayOf(to), week: copyWeek(days) })),
    exceptions: exceptions.slice(0, 5000).map(({ from, to, shifts, recurrence = null }, at) => ({
      title: named.length === exceptions.length ? writable(named[at]?.text('Name') ?? '').slice(0, 200) : '',
      from: dayOf(from), to: dayOf(to), shifts: copy(shifts), recurrence: recurrence && plain(recurrence),
    })),
  }
}

/** As it may be changed: the plan's is for reading only. */
const plain = (recurrence: Recurrence): NonNullable<PortableCalendar['exceptions'][number]['recurrence']> => structuredClone(recurrence) as NonNullable<PortableCalendar['exceptions'][number]['recurrence']>
