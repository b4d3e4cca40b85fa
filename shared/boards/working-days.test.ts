import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { calendarsOf, putCalendar } from './board-calendar.ts'
import { bookingsOf, planOf } from './board-plan.ts'
import { changeSettings, settingsOf } from './board-settings.ts'
import { rootOf } from './board.ts'
import { Calendars } from './calendar.ts'
import { officeWeek } from './calendar-days.ts'
import { levelPlan } from './leveling-plan.ts'
import { linksOf, putLink } from './link.ts'
import { dayNumberOf, localTimeOf, minutesOf } from './local-time.ts'
import { schedule } from './schedule.ts'
import type { Intentions } from './task.ts'
import { addTask } from './task-verbs.ts'
import { liveTasksOf } from './tasks.ts'
import { addDaysOff, calendarOfCompany, dayOffOn, removeException, setCountry, setHours, usualWeek } from './working-days.ts'
import { workloadOf } from './workload.ts'

const act = { userId: 'ana', at: 1 }
const dayLong: Intentions = { mode: 'auto', duration: 480, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 }

/** From Monday, 22 June 2026: one task of three days for each company, and one that waits for Alder's. The 23rd and 24th are holidays in Latvia. */
function board(): Y.Doc {
  const doc = new Y.Doc()
  changeSettings(doc, { start: '2026-06-22T08:00' })
  for (const [id, companyId] of [['a', 'alder'], ['b', 'birch'], ['after', 'birch']] as const) {
    addTask(doc, { id, title: id, column: 'c', order: id, rank: id, companyId, plan: { ...dayLong, duration: 1440 } }, act)
  }
  putLink(doc, { id: 'l', from: 'a', to: 'after', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  return doc
}

function finishes(doc: Y.Doc): Record<string, string> {
  const { tasks } = schedule(planOf({ tasks: liveTasksOf(doc), links: linksOf(doc), calendars: calendarsOf(doc), settings: settingsOf(doc), today: minutesOf('2026-06-22T08:00') }))
  return Object.fromEntries([...tasks].map(([id, { finish }]) => [id, localTimeOf(finish).slice(5)]))
}

const shiftsOn = (doc: Y.Doc, company: string, day: string) => new Calendars(calendarsOf(doc)).get(calendarOfCompany(calendarsOf(doc), company)?.id).shiftsOn(dayNumberOf(day))

describe('a country is chosen for a company', () => {
  test('its task goes on after the holidays, what waits for it follows, the partner’s stays', () => {
    const doc = board()
    // Monday to Wednesday; then Thursday, Friday and Monday.
    expect(finishes(doc)).toEqual({ a: '06-24T17:00', b: '06-24T17:00', after: '06-29T17:00' })
    setCountry(doc, 'alder', 'LV')
    // Monday, Thursday, Friday; then Monday to Wednesday: 24 June is over, and no holiday of Birch's.
    expect(finishes(doc)).toEqual({ a: '06-26T17:00', b: '06-24T17:00', after: '07-01T17:00' })
    setCountry(doc, 'birch', 'EE')
    expect(finishes(doc)['b']).toBe('06-26T17:00')
    setCountry(doc, 'alder', null)
    setCountry(doc, 'birch', null)
    expect(finishes(doc)).toEqual({ a: '06-24T17:00', b: '06-24T17:00', after: '06-29T17:00' })
  })

  test('an exception of its own says otherwise: the company works on a holiday', () => {
    const doc = board()
    putCalendar(doc, { id: 'k', title: '', companyId: 'alder', base: null, week: officeWeek, country: 'LV', exceptions: [{ title: 'We work', from: '2026-06-23', to: '2026-06-23', shifts: [[480, 720]] }] })
    expect([shiftsOn(doc, 'alder', '2026-06-23'), shiftsOn(doc, 'alder', '2026-06-24')]).toEqual([[[480, 720]], []])
    const calendar = calendarOfCompany(calendarsOf(doc), 'alder')
    expect(calendar && [dayOffOn(calendar, dayNumberOf('2026-06-23')), dayOffOn(calendar, dayNumberOf('2026-06-24'))?.holiday?.name]).toEqual([null, 'Jāņi Day'])
  })

  test('a calendar that stands on it keeps its holidays too', () => {
    const doc = board()
    setCountry(doc, 'alder', 'LV')
    putCalendar(doc, { id: 'night', title: '', companyId: 'birch', base: 'alder', week: [[[0, 240]], null, null, null, null, null, null], exceptions: [] })
    expect([shiftsOn(doc, 'birch', '2026-06-22'), shiftsOn(doc, 'birch', '2026-06-24')]).toEqual([[[0, 240]], []])
  })

  test('who has two tasks of the company at once is levelled past them', () => {
    const doc = board()
    setCountry(doc, 'alder', 'LV')
    for (const id of ['one', 'two']) addTask(doc, { id, title: id, column: 'c', order: id, rank: id, companyId: 'alder', plan: { ...dayLong, duration: 480 }, assignees: [{ userId: 'ana', units: 100, work: null }] }, act)
    const tasks = new Map([...liveTasksOf(doc)].filter(([id]) => id === 'one' || id === 'two'))
    const plan = planOf({ tasks, links: [], calendars: calendarsOf(doc), settings: settingsOf(doc), today: minutesOf('2026-06-22T08:00') })
    const { delays } = levelPlan({ ...plan, assignments: [...tasks.values()].flatMap(bookingsOf) }, { isEnough: ({ schedules }) => schedules >= 50 })
    const leveled = schedule({ ...plan, tasks: plan.tasks.map(task => ({ ...task, levelingDelay: delays.get(task.id) ?? 0 })) })
    expect([...leveled.tasks.values()].map(({ start }) => localTimeOf(start).slice(5)).toSorted()).toEqual(['06-22T08:00', '06-25T08:00'])
  })

  test('its people have less time in that week', () => {
    const doc = board()
    setCountry(doc, 'alder', 'LV')
    const load = workloadOf({ tasks: [], isDone: () => false, dates: () => undefined, people: [{ userId: 'ana', companyId: 'alder' }, { userId: 'bo', companyId: 'birch' }], companies: [{ id: 'alder' }, { id: 'birch' }], calendars: calendarsOf(doc), calendar: null, weeks: ['2026-06-22'] })
    expect(load.map(({ weeks }) => weeks[0]?.capacity)).toEqual([3 * 480, 5 * 480])
  })

  test.each(['XX', 'lv', 7, null, {}, ['LV'], '__proto__', 'toString'])('%j in the document is none', country => {
    const doc = board()
    setCountry(doc, 'alder', 'LV')
    rootOf(doc, 'calendars').set('alder', { ...rootOf(doc, 'calendars').get('alder') as object, country })
    expect(calendarsOf(doc)[0]?.country).toBeNull()
    expect(finishes(doc)['a']).toBe('06-24T17:00')
  })
})

describe('hours and days of a company', () => {
  test('begin as the board has them, and what a file brought stays', () => {
    const doc = board()
    putCalendar(doc, { id: 'std', title: 'Standard', companyId: null, base: null, week: [[[540, 780]], [[540, 780]], [[540, 780]], [[540, 780]], [], [], []], exceptions: [{ title: 'Party', from: '2026-06-25', to: '2026-06-25', shifts: [] }] })
    changeSettings(doc, { calendar: 'std' })
    setHours(doc, 'alder', 4, [[480, 540]])
    expect(usualWeek(calendarsOf(doc), 'alder')).toEqual([[[540, 780]], [[540, 780]], [[540, 780]], [[540, 780]], [[480, 540]], [], []])
    expect(shiftsOn(doc, 'alder', '2026-06-25')).toEqual([])
    // The other company's does not stand on it.
    changeSettings(doc, { calendar: 'alder' })
    setCountry(doc, 'birch', 'EE')
    expect(usualWeek(calendarsOf(doc), 'birch')).toEqual(officeWeek)
  })

  test('of its own are added and taken out again, beside others', () => {
    const doc = board()
    addDaysOff(doc, 'alder', { title: 'Summer', from: '2026-07-06', to: '2026-07-17' })
    addDaysOff(doc, 'alder', { title: '', from: '2026-06-23', to: '2026-06-23' })
    expect(finishes(doc)['a']).toBe('06-25T17:00')
    expect(shiftsOn(doc, 'alder', '2026-07-17')).toEqual([])
    removeException(doc, 'alder', { title: '', from: '2026-06-23', to: '2026-06-23' })
    expect([finishes(doc)['a'], calendarsOf(doc)[0]?.exceptions.map(({ title }) => title)]).toEqual(['06-24T17:00', ['Summer']])
  })

  test('garbage in the document is written over, not thrown at', () => {
    const doc = board()
    rootOf(doc, 'calendars').set('alder', 'nothing')
    rootOf(doc, 'calendars').set('k', { companyId: 'birch', week: 5, exceptions: 'none', base: 7 })
    setCountry(doc, 'alder', 'LV')
    setHours(doc, 'birch', 0, [[480, 720]])
    addDaysOff(doc, 'birch', { title: 'Off', from: '2026-06-23', to: '2026-06-23' })
    expect([shiftsOn(doc, 'alder', '2026-06-24'), shiftsOn(doc, 'birch', '2026-06-22'), shiftsOn(doc, 'birch', '2026-06-23')]).toEqual([[], [[480, 720]], []])
  })
})
