import ICAL from 'ical.js'
import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import type { Deadline, Intentions, Priority } from '@kopa/shared/boards/task.ts'
import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import { paragraphsOf, writable } from '@kopa/shared/transfer/blocks.ts'
import { emptyBoard, most, type PortableBoard, type PortableTask, portableTask } from '@kopa/shared/transfer/board-file.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { type CalendarTime, type Clocks, minuteOf, repeatOf, timeAfter, timeOf, valueOf, wordsOf, zonesOf } from './icalendar-values.ts'
import { ImportFault } from './import-fault.ts'
import { Names } from './names.ts'
import type { ColumnWords } from './table-board.ts'
import { inOrder } from './table-outline.ts'

/** Calendars and lists of things to do (RFC 5545) as boards: what is to be done, and events as tasks with the time they take. */

interface CalendarOptions { title: string, zone: string, report: Report, columnWords: ColumnWords }
interface EntryParts { clocks: Clocks, names: Names, report: Report }

export const isCalendar = (start: string): boolean => /^BEGIN:VCALENDAR\s/i.test(start)

/** @throws ImportFault */
export function boardOfCalendar(text: string, { title, zone, report, columnWords }: CalendarOptions): PortableBoard {
  const calendars = calendarsIn(text)
  const names = new Names()
  const tasks = joinPlans(calendars.flatMap(({ entries, described }) => keptOf(entries, report).map(entry => readEntry(entry, { clocks: { zone, described }, names, report }))), report)
  if (tasks.length === 0) throw new ImportFault('importNothing')
  if (tasks.length > most.tasks) throw new ImportFault('importTooMany', { most: most.tasks })
  const name = calendars.find(calendar => calendar.name !== '')?.name
  return {
    ...emptyBoard(writable(name ?? '').slice(0, 300) || title, zone), people: names.people, labels: names.labels,
    columns: (['open', 'active', 'done'] as const).map(stage => ({ id: stage, title: columnWords[stage], stage, limit: null })),
    tasks: inOrder(tasks).map((task, place) => ({ ...task, place })),
  }
}

/** Entries each for itself: in one calendar the library would look through all of them for the zone of each. */
interface ReadCalendar { name: string, entries: ICAL.Component[], described: ReadonlyMap<string, ICAL.Timezone> }

/** Components in a file, at most: each is more than a line. */
const mostComponents = 50_000

function calendarsIn(text: string): ReadCalendar[] {
  const jCal = parsed(text)
  // Of several calendars in one file the parser makes a list.
  const list = (Array.isArray(jCal) && Array.isArray(jCal[0]) ? jCal : [jCal]) as [string, unknown[], unknown[][]][]
  if (list.reduce((sum, [, , inner]) => sum + inner.length, 0) > mostComponents) throw new ImportFault('importTooMany', { most: most.tasks })
  return list.map(([kind, properties, inner]) => {
    const entries = inner.map(one => new ICAL.Component(one))
    const head = new ICAL.Component([kind, properties, []])
    return { name: wordsOf(head, 'name') || wordsOf(head, 'x-wr-calname'), entries, described: new Map(zonesOf(entries.filter(({ name }) => name === 'vtimezone'))) }
  })
}

/** What is cut off, or no line of a calendar, makes the parser stop. */
function parsed(text: string): unknown {
  try {
    return ICAL.parse(text)
  } catch (error) {
    throw new ImportFault('importNotWhole', { line: lineOf(text, error) })
  }
}

/** The parser says which line it could not read by its words only; what lacks its end is told at the end. */
function lineOf(text: string, error: unknown): number {
  const words = error instanceof Error ? /"([^"]+)"$/.exec(error.message)?.[1] : undefined
  const at = words === undefined ? -1 : text.indexOf(words)
  return text.slice(0, at < 0 ? undefined : at).split('\n').length
}

const kept: ReadonlySet<string> = new Set(['vevent', 'vtodo'])

/** Single occasions of what repeats that are otherwise are no tasks of their own. */
function keptOf(entries: readonly ICAL.Component[], report: Report): ICAL.Component[] {
  report.add('unreadParts', undefined, entries.filter(({ name }) => !kept.has(name) && name !== 'vtimezone').length)
  return entries.filter(entry => {
    const isOccasion = entry.hasProperty('recurrence-id')
    if (isOccasion) report.add('repeats', wordsOf(entry, 'summary'))
    return kept.has(entry.name) && !isOccasion && isTold(entry, report)
  })
}

/** What is called off, or says nothing of itself, is no task. */
function isTold(entry: ICAL.Component, report: Report): boolean {
  const [title, isOff] = [wordsOf(entry, 'summary').trim(), wordsOf(entry, 'status') === 'CANCELLED']
  if (isOff) report.add('archived', title)
  else if (title === '') report.add('untitled', wordsOf(entry, 'uid'))
  return !isOff && title !== ''
}

function readEntry(entry: ICAL.Component, { clocks, names, report }: EntryParts): PortableTask {
  const title = writable(wordsOf(entry, 'summary')).replace(/\s+/g, ' ').trim()
  if (title.length > 500) report.add('longTexts', title)
  const dates = datesOf(entry, clocks)
  tellUnread(entry, dates, title, report)
  const repeat = entry.hasProperty('rrule') ? repeatOf(valueOf(entry, 'rrule'), dates.from ?? dates.due) : null
  if (['rdate', 'exdate'].some(name => entry.hasProperty(name)) || (entry.hasProperty('rrule') && !repeat)) report.add('repeats', title)
  const percent = percentOf(entry)
  return portableTask({
    id: idOf(entry), title: title.slice(0, 500), column: percent === 100 ? 'done' : percent > 0 || wordsOf(entry, 'status') === 'IN-PROCESS' ? 'active' : 'open',
    parent: parentOf(entry), description: paragraphsOf([wordsOf(entry, 'description'), wordsOf(entry, 'location'), wordsOf(entry, 'url')].filter(words => words !== '').join('\n')),
    plan: planOf(dates), deadline: deadlineOf(dates), priority: priorityOf(valueOf(entry, 'priority')), repeat,
    labels: [...new Set(labelsOf(entry).flatMap(label => names.label(writable(label)) ?? []))].slice(0, 200),
    assignees: [...new Set(entry.getAllProperties('attendee').flatMap(property => personOf(property, names)))].slice(0, 200).map(userId => ({ userId, units: 100, work: null })),
    progress: { percent, start: null, finish: null },
  })
}

/** An id of an entry that has none: nobody else's. */
const idOf = (entry: ICAL.Component): string => writable(wordsOf(entry, 'uid')).slice(0, 200) || crypto.randomUUID()

interface Dates { from: CalendarTime | null, /** a day is the last that is part of it */ until: CalendarTime | null, due: CalendarTime | null }

/** What is to be done is due; an event takes the time between its ends, and one that takes none is due when it is. */
function datesOf(entry: ICAL.Component, clocks: Clocks): Dates {
  const start = timeOf(entry, 'dtstart', clocks)
  const end = timeOf(entry, entry.name === 'vtodo' ? 'due' : 'dtend', clocks) ?? (start && timeAfter(start, valueOf(entry, 'duration'), clocks.zone))
  if (entry.name === 'vtodo') return { from: start, until: start && end, due: end }
  if (start === null || end === null || minuteOf(end) <= minuteOf(start)) return { from: null, until: null, due: start }
  return { from: start, until: 'day' in end ? { day: addDays(end.day, -1) } : end, due: null }
}

const deadlineOf = ({ due }: Dates): Deadline | null => (due === null ? null : 'day' in due ? due : { instant: due.instant })

const office = new Calendars([]).get(null)

/** Within working hours it can be moved by what it waits for; at any other time it is when it is. */
function planOf({ from, until }: Dates): Intentions | null {
  if (from === null) return null
  const start = minuteOf(from) + ('day' in from ? 8 * 60 : 0)
  const finish = until === null ? office.addWork(start, 480) : minuteOf(until) + ('day' in until ? 17 * 60 : 0)
  const duration = Math.max(0, office.workBetween(start, finish))
  const usual: Intentions = { mode: 'auto', duration, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 }
  if (duration > 0 && office.nextWorkStart(start) === start && office.addWork(start, duration) === finish) return { ...usual, constraint: 'SNET', constraintAt: localTimeOf(start) }
  return { ...usual, mode: 'manual', start: localTimeOf(start), finish: localTimeOf(Math.max(start, finish)) }
}

function percentOf(entry: ICAL.Component): number {
  if (wordsOf(entry, 'status') === 'COMPLETED' || entry.hasProperty('completed')) return 100
  const percent = valueOf(entry, 'percent-complete')
  return typeof percent === 'number' && percent >= 0 && percent <= 100 ? Math.round(percent) : 0
}

/** 1 is the highest of nine, 0 says nothing (3.8.1.9). */
function priorityOf(value: unknown): Priority | null {
  if (typeof value !== 'number' || value < 1 || value > 9) return null
  return value === 1 ? 'urgent' : value < 5 ? 'high' : value === 5 ? 'medium' : 'low'
}

const labelsOf = (entry: ICAL.Component): string[] =>
  entry.getAllProperties('categories').flatMap(property => (property.getValues() as unknown[]).filter(value => typeof value === 'string'))

function parentOf(entry: ICAL.Component): string | null {
  const relation = entry.getAllProperties('related-to').find(property => (property.getFirstParameter('reltype') || 'PARENT').toUpperCase() === 'PARENT')
  const id = relation?.getFirstValue()
  return typeof id === 'string' && id !== '' ? writable(id).slice(0, 200) : null
}

function personOf(property: ICAL.Property, names: Names): string[] {
  const address = property.getFirstValue()
  const mail = typeof address === 'string' ? /^mailto:(.+)$/i.exec(address)?.[1] ?? null : null
  const id = names.person(writable(property.getFirstParameter('cn') || (mail ?? '')), mail)
  return id === null ? [] : [id]
}

function tellUnread(entry: ICAL.Component, { from, due }: Dates, title: string, report: Report): void {
  if (entry.hasProperty('dtstart') && from === null && due === null) report.add('unknownDates', title)
  report.add('reminders', title, entry.getAllSubcomponents('valarm').length)
  report.add('attachments', title, entry.getAllProperties('attach').length)
  report.add('comments', title, entry.getAllProperties('comment').length)
  report.add('locations', title, entry.getAllProperties('geo').length)
  report.add('watchers', title, entry.getAllProperties('organizer').length)
}

/** Kopa itself writes two events for a task that has a plan and a deadline. Of two entries of one id the first stays. */
function joinPlans(tasks: readonly PortableTask[], report: Report): PortableTask[] {
  const byId = new Map<string, PortableTask>()
  for (const task of tasks) {
    if (byId.has(task.id)) report.add('repeats', task.title)
    else byId.set(task.id, task)
  }
  const planned = new Map([...byId.keys()].filter(id => id.startsWith('plan-') && byId.has(id.slice(5))).map(id => [id.slice(5), id]))
  const joined = new Set(planned.values())
  return [...byId.values()].filter(({ id }) => !joined.has(id)).map(task => ({ ...task, plan: byId.get(planned.get(task.id) ?? '')?.plan ?? task.plan }))
}
