import { describe, expect, test } from 'vitest'
import { days, elapsed, hours, link, percent, scheduled, task, working, at } from '../../tests/schedule/small-plan.ts'
import type { Lag } from './plan.ts'

/** Every table is derived by hand, as Microsoft Project would have it; the reason stands beside each line. */

const shareOfClock = (amount: number): Lag => ({ kind: 'elapsedPercent', amount })

describe('a task of two days, linked to one of a day that lasts Monday the 6th', () => {
  test.each<[string, Lag | null, string, string]>([
    ['a FS b', null, '07 08:00 - 08 17:00', 'from 17:00 on nobody works until Tuesday'],
    ['a FS b', working(days(1)), '08 08:00 - 09 17:00', 'Tuesday passes'],
    ['a FS b', working(-days(1)), '06 08:00 - 07 17:00', 'eight working hours before Monday 17:00'],
    ['a FS b', working(-days(2)), '03 08:00 - 06 17:00', 'sixteen before: over the weekend, and before the project starts'],
    ['a FS b', working(hours(2)), '07 10:00 - 09 10:00', 'two hours of Tuesday'],
    ['a FS b', elapsed(1440), '08 08:00 - 09 17:00', 'until Tuesday 17:00 by the clock'],
    ['a FS b', elapsed(hours(10)), '07 08:00 - 08 17:00', 'until 3:00 in the night'],
    ['a FS b', elapsed(-hours(3)), '06 14:00 - 08 14:00', 'Monday 14:00: three, eight and five hours'],
    ['a FS b', percent(50), '07 13:00 - 09 12:00', 'half of eight hours: Tuesday noon, and lunch'],
    ['a FS b', percent(-50), '06 13:00 - 08 12:00', 'four hours before Monday 17:00'],
    ['a FS b', shareOfClock(100), '07 08:00 - 08 17:00', 'eight hours of the clock: 1:00 in the night'],
    ['a SS b', null, '06 08:00 - 07 17:00', 'with it'],
    ['a SS b', working(days(1)), '07 08:00 - 08 17:00', 'eight working hours after Monday 8:00 it is 17:00'],
    ['a SS b', working(-hours(4)), '03 13:00 - 07 12:00', 'four working hours before Monday 8:00: Friday afternoon'],
    ['a SS b', elapsed(hours(4)), '06 13:00 - 08 12:00', 'Monday noon, and lunch'],
    ['a SS b', percent(25), '06 10:00 - 08 10:00', 'a quarter of eight hours after Monday 8:00'],
    ['a FF b', null, '06 08:00 - 07 17:00', 'to end with it, it would have to start before the project: it starts with the project'],
    ['a FF b', working(days(1)), '06 08:00 - 07 17:00', 'it ends a day later'],
    ['a FF b', working(days(3)), '08 08:00 - 09 17:00', 'Thursday 17:00, two days before'],
    ['a FF b', working(-hours(4)), '06 08:00 - 07 17:00', 'the same'],
    ['a FF b', working(days(1) + hours(4)), '06 13:00 - 08 12:00', 'twelve working hours after Monday 17:00: Wednesday noon'],
    ['a FF b', elapsed(hours(63)), '07 08:00 - 09 08:00', 'Thursday 8:00 by the clock, that very instant, after two days of work'],
    ['a SF b', null, '02 08:00 - 06 08:00', 'it ends the instant at which the other starts, though nobody works just before'],
    ['a SF b', working(days(2)), '06 08:00 - 07 17:00', 'sixteen working hours after Monday 8:00'],
    ['a SF b', working(days(3)), '07 08:00 - 08 17:00', 'twenty-four: Wednesday 17:00'],
  ])('%s with %o: %s, because %s', (words, lag, dates) => {
    expect(scheduled({ tasks: [task('a', days(1)), task('b', days(2))], links: [link(words, lag)] }).dates('b')).toBe(dates)
  })

  test.each<[string, Lag | null, string, string]>([
    ['a FS b', null, '09 08:00 - 09 17:00', 'b may start on Friday at the latest'],
    ['a FS b', working(days(1)), '08 08:00 - 08 17:00', 'and a day before it'],
    ['a FS b', working(-days(1)), '10 08:00 - 10 17:00', 'Friday 8:00 and eight hours: Friday 17:00'],
    ['a FS b', elapsed(1440), '08 08:00 - 08 17:00', 'Thursday 8:00 by the clock; the work before that ends on Wednesday'],
    ['a FS b', percent(50), '08 13:00 - 09 12:00', 'four working hours before Friday 8:00: Thursday 13:00, work ends before lunch'],
    ['a SS b', null, '10 08:00 - 10 17:00', 'it may start with b'],
    ['a SS b', working(hours(4)), '09 13:00 - 10 12:00', 'four working hours before Friday 8:00'],
    ['a FF b', null, '13 08:00 - 13 17:00', 'both end with the plan'],
    ['a FF b', working(days(1)), '10 08:00 - 10 17:00', 'a day before it'],
    ['a SF b', working(days(4)), '08 08:00 - 08 17:00', 'four days before Monday the 13th 17:00: Wednesday 8:00'],
  ])('leaves the first until, %s with %o: %s, because %s', (words, lag, late) => {
    // c lasts until Monday the 13th, so that b (two days) may start on Friday the 10th.
    const { late: lateOf } = scheduled({ tasks: [task('a', days(1)), task('b', days(2)), task('c', days(6))], links: [link(words, lag)] })
    expect(lateOf('a')).toBe(late)
    expect(lateOf('b')).toBe('10 08:00 - 13 17:00')
  })
})

test('a finish that is asked for where nobody works makes nobody before it late', () => {
  // p lasts until Monday 8:30, a starts then; b ends 34 hours later by the clock: Tuesday 18:30, after hours, and the plan with it.
  const tasks = [task('p', 30), task('a', days(1)), task('b', 30)]
  const { get, dates, late } = scheduled({ tasks, links: [link('p FS a'), link('a SF b', elapsed(hours(34)))] })
  expect(dates('b')).toBe('07 16:30 - 07 18:30')
  expect(late('b')).toBe('07 16:30 - 07 17:00')
  expect(late('a')).toBe('06 08:30 - 07 08:30')
  expect(['p', 'a', 'b'].map(id => get(id).totalSlack)).toEqual([0, 0, 0])
})

describe('a task with several predecessors', () => {
  test('waits for the last of them, whatever is asked of its start or its finish', () => {
    const tasks = [task('a', days(1)), task('b', days(3)), task('c', days(2))]
    expect(scheduled({ tasks, links: [link('a FS c'), link('b FS c')] }).dates('c')).toBe('09 08:00 - 10 17:00')
    // b ends on Wednesday, so c ends a day later, on Thursday; a would let it start on Tuesday.
    expect(scheduled({ tasks, links: [link('a FS c'), link('b FF c', working(days(1)))] }).dates('c')).toBe('08 08:00 - 09 17:00')
    // a FF: until Monday 17:00 and one day; b SS: from Wednesday 8:00.
    expect(scheduled({ tasks, links: [link('a FF c', working(days(1))), link('b SS c', working(days(2)))] }).dates('c')).toBe('08 08:00 - 09 17:00')
  })
})

describe('milestones', () => {
  const milestone = task('m', 0)

  test('stay where they are put, also where nobody works', () => {
    const tasks = [task('a', days(1)), milestone, task('b', days(1))]
    const { dates } = scheduled({ tasks, links: [link('a FS m'), link('m FS b')] })
    expect(dates('m')).toBe('06 17:00 - 06 17:00')
    expect(dates('b')).toBe('07 08:00 - 07 17:00')
  })

  test.each([
    ['without links, at the start of the project', [], '06 08:00'],
    ['with the start of a task', [link('a SS m')], '06 08:00'],
    ['with its finish', [link('a FF m')], '06 17:00'],
    ['over start to finish', [link('a SF m')], '06 08:00'],
    ['a working day after it', [link('a FS m', working(days(1)))], '07 17:00'],
    ['a working day before its finish', [link('a FS m', working(-days(1)))], '06 08:00'],
    ['a day after it by the clock', [link('a FS m', elapsed(1440))], '07 17:00'],
  ])('%s', (_, links, time) => {
    expect(scheduled({ tasks: [task('a', days(1)), milestone], links }).dates('m')).toBe(`${time} - ${time}`)
  })

  test('may come as late as the start of what follows; work before them ends the day before', () => {
    // c lasts until Friday, so b (one day) may start on Friday 8:00, and m may come then.
    const tasks = [task('a', days(1)), milestone, task('b', days(1)), task('c', days(5))]
    const { late } = scheduled({ tasks, links: [link('a FS m'), link('m FS b')] })
    expect(late('m')).toBe('10 08:00 - 10 08:00')
    expect(late('a')).toBe('09 08:00 - 09 17:00')
  })
})

describe('links that cannot be followed', () => {
  const tasks = ['a', 'b', 'c'].map(id => task(id, days(1)))

  test('the one that closes a circle is left out: the last by its clock, whatever its id', () => {
    const links = [{ ...link('a FS b'), created: 9 }, { ...link('b FS c'), created: 5 }, { ...link('c FS a'), created: 7 }]
    const { skippedLinks, dates } = scheduled({ tasks, links })
    expect(skippedLinks).toEqual([{ id: 'a FS b', reason: 'circle' }])
    // b, then c, then a.
    expect(dates('a')).toBe('08 08:00 - 08 17:00')
  })

  test('of two made in the same moment the greater id goes', () => {
    expect(scheduled({ tasks, links: [link('a FS b'), link('b FS a')] }).skippedLinks).toEqual([{ id: 'b FS a', reason: 'circle' }])
  })

  test('a task does not wait for itself, for a summary it lies in, or for a task that is gone', () => {
    const inside = [task('s', 0), task('x', days(1), { parent: 's' }), task('y', days(1), { parent: 's' })]
    const links = [link('x FS x'), link('x FS s'), link('s FS y'), link('gone FS x'), link('x FS y')]
    const { skippedLinks, dates } = scheduled({ tasks: inside, links })
    expect(skippedLinks.map(({ id, reason }) => `${id}: ${reason}`)).toEqual(['gone FS x: missingTask', 's FS y: circle', 'x FS s: circle', 'x FS x: circle'])
    expect(dates('y')).toBe('07 08:00 - 07 17:00')
  })

  test('a circle over two summaries is one, too', () => {
    const inside = [task('s', 0), task('x', days(1), { parent: 's' }), task('t', 0), task('y', days(1), { parent: 't' })]
    expect(scheduled({ tasks: inside, links: [link('x FS t'), link('y FS s')] }).skippedLinks).toEqual([{ id: 'y FS s', reason: 'circle' }])
  })

  test('a summary that lies in itself is taken out, and says so', () => {
    const { get, flags } = scheduled({ tasks: [task('s', 0, { parent: 't' }), task('t', 0, { parent: 's' }), task('x', days(1), { parent: 't' })] })
    expect(flags('s')).toBe('parentCircle')
    expect(get('s').finish).toBe(at('06 17:00'))
  })

  test('the finish of a summary cannot be asked for', () => {
    const inside = [task('a', days(3)), task('s', 0), task('x', days(1), { parent: 's' })]
    expect(scheduled({ tasks: inside, links: [link('a FF s')] }).skippedLinks).toEqual([{ id: 'a FF s', reason: 'finishOfSummary' }])
  })
})
