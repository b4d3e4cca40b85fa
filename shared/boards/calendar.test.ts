import { describe, expect, test } from 'vitest'
import { at, said } from '../../tests/schedule/small-plan.ts'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import { Calendars, elapsedTime, firstMinute, lastMinute, WorkCalendar } from './calendar.ts'
import { commonShifts, makeReady, type PlanCalendar, type Shift, shiftsOn, tidyShifts } from './calendar-days.ts'

const none = Array.from({ length: 7 }, () => null)
const day = (date: string): number => Math.floor(at(`${date} 00:00`) / 1440)
const from = (plans: PlanCalendar[], id: string) => new Calendars(plans).get(id)

describe('office hours', () => {
  const office = new Calendars([]).get(null)

  test.each([
    ['a day fits into a day', '06 08:00', 480, '06 17:00'],
    ['lunch is left out', '06 11:00', 120, '06 14:00'],
    ['from the evening on work begins in the morning', '06 17:00', 60, '07 09:00'],
    ['over the weekend', '10 13:00', 480, '13 12:00'],
    ['from a Sunday', '12 12:00', 480, '13 17:00'],
    ['nothing takes no time, wherever it is', '11 03:00', 0, '11 03:00'],
    ['backward, to the beginning of a shift', '07 08:00', -240, '06 13:00'],
    ['backward over the weekend', '13 12:00', -480, '10 13:00'],
  ])('%s', (_, time, work, done) => {
    expect(said(office.addWork(at(time), work))).toBe(done)
    expect(office.workBetween(at(time), at(done))).toBe(work)
  })

  test('tenths of a minute leave no crumbs', () => {
    let time = at('06 08:00')
    for (let step = 0; step < 4800; step++) time = office.addWork(time, 0.1)
    expect(said(time)).toBe('06 17:00')
  })
})

describe('calendars that stand on others', () => {
  const base: PlanCalendar = { id: 'base', week: [[[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [], []], exceptions: [{ from: day('07'), to: day('08'), shifts: [] }] }
  const shifts = (plans: PlanCalendar[], id: string, date: string) => from(plans, id).shiftsOn(day(date))

  test('have their hours and their holidays, until they say something themselves', () => {
    const own: PlanCalendar = { id: 'own', base: 'base', week: [[[600, 720]], ...none.slice(1)], exceptions: [{ from: day('08'), to: day('08'), shifts: [[0, 60]] }] }
    expect(shifts([base, own], 'own', '06')).toEqual([[600, 720]])
    expect(shifts([base, own], 'own', '07')).toEqual([])
    expect(shifts([base, own], 'own', '08')).toEqual([[0, 60]])
    expect(shifts([base, own], 'own', '09')).toEqual([[480, 1020]])
  })

  test('are the very same while they say nothing: one look-up serves all', () => {
    const calendars = new Calendars([base, { id: 'a', base: 'base', week: none }, { id: 'b', base: 'a', week: none }])
    expect(calendars.get('b')).toBe(calendars.get('base'))
  })

  test('do not run in circles', () => {
    const calendars = new Calendars([{ id: 'a', base: 'b', week: none }, { id: 'b', base: 'a', week: none }])
    expect(said(calendars.get('a').addWork(at('06 08:00'), 480))).toBe('06 17:00')
  })

  test('have other weeks for some weeks', () => {
    const own: PlanCalendar = { ...base, id: 'own', exceptions: [], workWeeks: [{ from: day('13'), to: day('19'), week: [[], ...none.slice(1)] }] }
    expect(shifts([own], 'own', '06')).toEqual([[480, 1020]])
    expect(shifts([own], 'own', '13')).toEqual([])
    expect(shifts([own], 'own', '14')).toEqual([[480, 1020]])
    expect(shifts([own], 'own', '20')).toEqual([[480, 1020]])
  })

  test('a single day counts before one that comes again and again', () => {
    const exceptions = [
      { from: day('01'), to: day('31'), shifts: [], recurrence: { every: 'day' as const, interval: 2 } },
      { from: day('09'), to: day('09'), shifts: [[0, 1] as const] },
    ]
    expect(shifts([{ ...base, exceptions }], 'base', '07')).toEqual([])
    expect(shifts([{ ...base, exceptions }], 'base', '08')).toEqual([[480, 1020]])
    expect(shifts([{ ...base, exceptions }], 'base', '09')).toEqual([[0, 1]])
  })
})

test('a calendar whose hours run out ends with what can be counted, and does not hang', () => {
  const once = from([{ id: 'once', week: none.map(() => []), exceptions: [{ from: day('06'), to: day('06'), shifts: [[480, 540]] }] }], 'once')
  expect(said(once.addWork(at('01 00:00'), 60))).toBe('06 09:00')
  expect(once.addWork(at('01 00:00'), 61)).toBe(lastMinute)
  expect(once.nextWorkStart(at('07 00:00'))).toBe(lastMinute)
  expect(once.subtractWork(at('07 00:00'), 61)).toBe(firstMinute)
  expect(once.previousWorkEnd(at('05 00:00'))).toBe(firstMinute)
  expect(once.worksAround(at('20 00:00'))).toBe(true)
  expect(from([{ id: 'never', week: none.map(() => []) }], 'never').worksAround(at('20 00:00'))).toBe(false)
})

test('round the clock no day is looked up', () => {
  expect(from([{ id: 'always', week: none.map(() => [[0, 1440]] as const) }], 'always')).toBe(elapsedTime)
})

test('hours as people write them are put in order', () => {
  expect(tidyShifts([[780, 1020], [480, 720], [700, 760], [5, 5], [9, 3], [1400, 9999], [-5, 10]])).toEqual([[0, 10], [480, 760], [780, 1020], [1400, 1440]])
})

test('every answer is what counting minute by minute gives, wherever it is first asked', () => {
  const random = randomForTest()
  for (let story = 0; story < 60; story++) {
    const plan = randomCalendar(random)
    const calendar = random.chance(0.3)
      ? common(plan, randomCalendar(random))
      : workCalendar(plan)
    const works = (time: number): boolean => {
      const minute = time - Math.floor(time / 1440) * 1440
      return calendar.shiftsOn(Math.floor(time / 1440)).some(([start, end]) => start <= minute && minute < end)
    }
    for (let question = 0; question < 12; question++) expectAsCounted(calendar, works, at('06 00:00') + random.below(40_000) - 20_000, random.below(900) + 1)
  }
})

function expectAsCounted(calendar: WorkCalendar, works: (time: number) => boolean, time: number, work: number): void {
  let end = time
  for (let done = 0; done < work; end++) if (works(end)) done++
  expect(calendar.addWork(time, work)).toBe(end)
  let begin = time
  for (let done = 0; done < work; begin--) if (works(begin - 1)) done++
  expect(calendar.subtractWork(time, work)).toBe(begin)
  expect(calendar.workBetween(begin, end)).toBe(2 * work)
  let next = time
  while (!works(next)) next++
  expect(calendar.nextWorkStart(time)).toBe(next)
  let previous = time
  while (!works(previous - 1)) previous--
  expect(calendar.previousWorkEnd(time)).toBe(previous)
}

function randomCalendar(random: Random): PlanCalendar {
  const shifts = (): readonly Shift[] => tidyShifts(Array.from({ length: random.below(4) }, () => {
    const start = random.below(1440)
    return [start, start + random.below(600)] as const
  }))
  const week = Array.from({ length: 7 }, shifts)
  const exceptions = Array.from({ length: 4 }, () => ({ from: day('06') + random.below(20), to: day('06') + random.below(30), shifts: shifts() }))
  // Some hour has to be there, or counting would never end.
  return { id: 'random', week: [[[60, 120]], ...week.slice(1)], exceptions }
}

function workCalendar(plan: PlanCalendar): WorkCalendar {
  const ready = [makeReady(plan)]
  return new WorkCalendar(date => shiftsOn(date, ready))
}

function common(one: PlanCalendar, other: PlanCalendar): WorkCalendar {
  const [some, others] = [workCalendar(one), workCalendar(other)]
  return new WorkCalendar(date => commonShifts(some.shiftsOn(date), others.shiftsOn(date)))
}
