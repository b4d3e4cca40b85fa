import { describe, expect, test } from 'vitest'
import { at, days, elapsed, hours, link, scheduled, said, task, working } from '../../tests/schedule/small-plan.ts'

/** Derived by hand, as Microsoft Project would have it; the reason stands beside each case. */

describe('hours of tasks', () => {
  test('a night shift follows the office, and the office the night shift', () => {
    const tasks = [task('a', days(1)), task('b', hours(8), { calendar: 'night' }), task('c', days(1))]
    const { dates } = scheduled({ tasks, links: [link('a FS b'), link('b FS c')] })
    // One hour of Monday, seven of Tuesday: the shift is over at 8:00, when the office opens.
    expect(dates('b')).toBe('06 23:00 - 07 08:00')
    expect(dates('c')).toBe('07 08:00 - 07 17:00')
  })

  test('a lag runs in the hours of the task that waits', () => {
    const tasks = [task('a', days(1)), task('b', hours(8), { calendar: 'night' })]
    // Eight hours of the night shift from Monday 17:00 are over on Tuesday 8:00; the next begins at 23:00.
    expect(scheduled({ tasks, links: [link('a FS b', working(hours(8)))] }).dates('b')).toBe('07 23:00 - 08 08:00')
  })

  test('round the clock there is no weekend, and elapsed durations know no calendar at all', () => {
    const tasks = [task('a', days(5)), task('b', hours(24), { calendar: 'always' }), task('c', hours(24), { isElapsed: true }), task('d', days(1))]
    const { dates } = scheduled({ tasks, links: [link('a FS b'), link('a FS c'), link('c FS d')] })
    expect(dates('b')).toBe('10 17:00 - 11 17:00')
    expect(dates('c')).toBe('10 17:00 - 11 17:00')
    expect(dates('d')).toBe('13 08:00 - 13 17:00')
  })

  test('late dates are found in the same hours', () => {
    // c lasts until Wednesday 17:00; b works at night, so it has to be done by Wednesday 8:00.
    const { late } = scheduled({ tasks: [task('b', hours(8), { calendar: 'night' }), task('c', days(3))] })
    expect(late('b')).toBe('07 23:00 - 08 08:00')
  })

  test('a calendar without any hours stops nobody, and is told', () => {
    const empty = { id: 'empty', week: Array.from({ length: 7 }, () => []) }
    const { dates, flags } = scheduled({ tasks: [task('a', days(1), { calendar: 'empty' }), task('b', days(1))], links: [link('a FS b')], calendars: [empty] })
    expect(dates('a')).toBe('06 08:00 - 06 17:00')
    expect(flags('a')).toBe('noWorkingTime')
    expect(dates('b')).toBe('07 08:00 - 07 17:00')
  })

  test('a project without any hours goes round the clock, and is told', () => {
    const empty = { id: 'empty', week: Array.from({ length: 7 }, () => []) }
    const { dates, flags } = scheduled({ tasks: [task('a', hours(20))], settings: { calendar: 'empty' }, calendars: [empty] })
    expect(dates('a')).toBe('06 08:00 - 07 04:00')
    expect(flags('a')).toBe('noWorkingTime')
  })
})

describe('people', () => {
  const resources = [
    { id: 'day', kind: 'work' as const, calendar: 'office' }, { id: 'night', kind: 'work' as const, calendar: 'night' },
    { id: 'half', kind: 'work' as const, calendar: 'mornings' }, { id: 'sand', kind: 'material' as const, calendar: 'night' },
  ]
  const doing = (resource: string, work: number, more = {}) => ({ id: resource, task: 'a', resource, units: 100, work, ...more })
  const dates = (assignments: ReturnType<typeof doing>[], more = {}) => scheduled({ tasks: [task('a', days(1), more)], resources, assignments }).dates('a')

  test.each([
    ['nobody', [], '06 08:00 - 06 17:00'],
    ['one who works mornings: two of them', [doing('half', days(1))], '06 08:00 - 07 12:00'],
    ['one who works at night', [doing('night', days(1))], '06 23:00 - 07 08:00'],
    ['material, which has no hours', [doing('sand', days(1))], '06 08:00 - 06 17:00'],
    ['two in different hours: until the later is done', [doing('day', days(1)), doing('half', hours(6))], '06 08:00 - 07 10:00'],
    ['two in different hours: from when the earlier begins', [doing('day', days(1)), doing('night', hours(3))], '06 08:00 - 07 02:00'],
    ['half of somebody for half of the work: the same time', [doing('day', days(1)), doing('half', hours(3), { units: 50 })], '06 08:00 - 07 10:00'],
    ['one who joins two hours later', [doing('day', days(1)), doing('half', hours(4), { delay: hours(2) })], '06 08:00 - 07 10:00'],
  ])('%s', (_, assignments, planned) => {
    expect(dates(assignments)).toBe(planned)
  })

  test('work in the hours that they and the task share, or in the task\'s alone', () => {
    expect(dates([doing('day', days(1))], { calendar: 'mornings' })).toBe('06 08:00 - 07 12:00')
    expect(dates([doing('half', days(1))], { calendar: 'always', ignoresResourceCalendars: true })).toBe('06 08:00 - 06 16:00')
    // Without a calendar of its own a task has no hours to put in their place.
    expect(dates([doing('half', days(1))], { ignoresResourceCalendars: true })).toBe('06 08:00 - 07 12:00')
  })

  test('who share no hour with the task do it in the task\'s, and that is told', () => {
    const { dates, flags } = scheduled({ tasks: [task('a', days(1), { calendar: 'night' })], resources, assignments: [doing('day', days(1))] })
    expect(dates('a')).toBe('06 23:00 - 07 08:00')
    expect(flags('a')).toBe('noWorkingTime')
  })
})

describe('summaries', () => {
  const inside = [task('s', 0), task('x', days(1), { parent: 's' }), task('y', days(2), { parent: 's' })]

  test('reach from the first start to the last finish, also of late dates, and of summaries in summaries', () => {
    const tasks = [task('top', 0), { ...inside[0], id: 's', duration: 0, parent: 'top' }, ...inside.slice(1), task('c', days(5))]
    const { dates, late, slack } = scheduled({ tasks, links: [link('x FS y')] })
    for (const id of ['s', 'top']) {
      expect(dates(id)).toBe('06 08:00 - 08 17:00')
      expect(late(id)).toBe('08 08:00 - 10 17:00')
      expect(slack(id)).toBe(days(2))
    }
  })

  test('links to and from them hold for everything inside', () => {
    const tasks = [task('a', days(2)), ...inside, task('b', days(1)), task('d', days(1))]
    const links = [link('a FS s', working(hours(4))), link('s FS b'), link('s SS d', working(days(1)))]
    const { dates, late } = scheduled({ tasks, links })
    // Half of Wednesday passes.
    expect(dates('x')).toBe('08 13:00 - 09 12:00')
    expect(dates('y')).toBe('08 13:00 - 10 12:00')
    expect(dates('b')).toBe('10 13:00 - 13 12:00')
    expect(dates('d')).toBe('09 13:00 - 10 12:00')
    // x may take until b begins; b and the plan end on Monday noon.
    expect(late('x')).toBe('09 13:00 - 10 12:00')
    expect(late('a')).toBe('06 08:00 - 07 17:00')
  })

  test('who waits for their start waits for those that begin them, not for the others', () => {
    const tasks = [task('s', 0), task('x', days(1), { parent: 's' }), task('y', days(1), { parent: 's', constraint: 'SNET', constraintDate: at('08 08:00') }), task('b', days(5))]
    const { late } = scheduled({ tasks, links: [link('s SS b')] })
    expect(late('x')).toBe('06 08:00 - 06 17:00')
    expect(late('y')).toBe('10 08:00 - 10 17:00')
  })

  test('their dates and deadlines hold for what is inside', () => {
    const [s, ...others] = inside
    const with_ = (more: object) => scheduled({ tasks: [{ ...s, id: 's', duration: 0, ...more }, ...others, task('c', days(5))] })
    expect(with_({ constraint: 'SNET', constraintDate: at('08 08:00') }).dates('x')).toBe('08 08:00 - 08 17:00')
    expect(with_({ constraint: 'FNLT', constraintDate: at('08 17:00') }).late('x')).toBe('08 08:00 - 08 17:00')
    expect(with_({ deadline: at('08 17:00') }).late('y')).toBe('07 08:00 - 08 17:00')
    expect(with_({ deadline: at('06 17:00') }).flags('s')).toBe('deadlineMissed')
  })
})

describe('what is set by hand', () => {
  test('is moved by no link, which is told, and is not critical', () => {
    const tasks = [task('a', days(3)), task('m', days(1), { manual: { start: at('07 08:00'), duration: days(1) } }), task('b', days(1))]
    const { dates, flags, get } = scheduled({ tasks, links: [link('a FS m'), link('m FS b')] })
    expect(dates('m')).toBe('07 08:00 - 07 17:00')
    expect(flags('m')).toBe('linkBroken')
    expect(get('m').isCritical).toBe(false)
    expect(dates('b')).toBe('08 08:00 - 08 17:00')
  })

  test.each([
    ['start and finish, whatever lies between', { start: at('11 09:00'), finish: at('12 10:00') }, '11 09:00 - 12 10:00'],
    ['a finish before the start is none', { start: at('07 08:00'), finish: at('06 08:00') }, '07 08:00 - 07 08:00'],
    ['only the start: its own duration', { start: at('08 13:00') }, '08 13:00 - 09 12:00'],
    ['nothing yet: where it would be', {}, '06 08:00 - 06 17:00'],
  ])('%s', (_, manual, planned) => {
    expect(scheduled({ tasks: [task('m', days(1), { manual })] }).dates('m')).toBe(planned)
  })

  test('a summary keeps its dates, and nothing inside starts before it; what waits for it waits for its own finish', () => {
    const tasks = [task('s', 0, { manual: { start: at('08 08:00'), finish: at('14 17:00') } }), task('x', days(1), { parent: 's' }), task('b', days(1))]
    const { dates } = scheduled({ tasks, links: [link('s FS b')] })
    expect(dates('s')).toBe('08 08:00 - 14 17:00')
    expect(dates('x')).toBe('08 08:00 - 08 17:00')
    expect(dates('b')).toBe('15 08:00 - 15 17:00')
  })
})

describe('what has happened', () => {
  const after = (progress: object) => {
    const tasks = [task('a', days(2)), task('b', days(2), { progress }), task('c', days(1))]
    return scheduled({ tasks, links: [link('a FS b'), link('b FS c')] })
  }

  test.each([
    ['begun too early: it goes on all the same', { start: at('06 08:00'), remaining: days(1) }, '06 08:00 - 07 17:00'],
    ['begun late', { start: at('09 08:00'), remaining: days(2) }, '09 08:00 - 10 17:00'],
    ['stopped, and to be resumed on Friday', { start: at('06 08:00'), remaining: days(1), stop: at('06 17:00'), resume: at('10 08:00') }, '06 08:00 - 10 17:00'],
    ['more left than planned', { start: at('06 08:00'), remaining: days(3), stop: at('06 17:00') }, '06 08:00 - 09 17:00'],
    ['nothing left', { start: at('06 08:00'), remaining: 0 }, '06 08:00 - 07 17:00'],
    ['finished, whenever that was', { start: at('06 08:00'), finish: at('11 20:00'), remaining: 0 }, '06 08:00 - 11 20:00'],
  ])('%s', (_, progress, actual) => {
    expect(after(progress).dates('b')).toBe(actual)
  })

  test('what is done has no slack and is not critical; what follows starts after it', () => {
    const { get, dates } = after({ start: at('08 08:00'), finish: at('09 17:00') })
    expect(get('b')).toMatchObject({ totalSlack: 0, isCritical: false, lateStart: at('08 08:00'), lateFinish: at('09 17:00') })
    expect(dates('c')).toBe('10 08:00 - 10 17:00')
    // Nobody waits for a any more: it may take until the plan ends.
    expect(said(get('a').lateFinish)).toBe('10 17:00')
  })
})

describe('pauses and delays', () => {
  test('a split task pauses in its own hours, wherever it goes', () => {
    const splits = [{ after: days(1), pause: days(2) }]
    const tasks = [task('a', days(1)), task('b', days(2), { splits })]
    expect(scheduled({ tasks: [task('b', days(2), { splits })] }).dates('b')).toBe('06 08:00 - 09 17:00')
    expect(scheduled({ tasks, links: [link('a FS b', working(days(2)))] }).dates('b')).toBe('09 08:00 - 14 17:00')
  })

  test('pauses before the first and after the last minute are none', () => {
    expect(scheduled({ tasks: [task('b', days(2), { splits: [{ after: 0, pause: 99 }, { after: days(2), pause: 99 }] })] }).dates('b')).toBe('06 08:00 - 07 17:00')
  })

  test('a delay for the sake of people runs by the clock, and moves what follows', () => {
    const tasks = [task('a', days(1), { levelingDelay: 1440 }), task('b', days(1))]
    const { dates } = scheduled({ tasks, links: [link('a FS b')] })
    expect(dates('a')).toBe('07 08:00 - 07 17:00')
    expect(dates('b')).toBe('08 08:00 - 08 17:00')
  })

  test('what is inactive moves nobody, and neither does anything in an inactive summary', () => {
    const tasks = [task('s', 0, { isActive: false }), task('a', days(5), { parent: 's' }), task('b', days(1))]
    const { dates, get } = scheduled({ tasks, links: [link('a FS b')] })
    expect(dates('b')).toBe('06 08:00 - 06 17:00')
    expect(get('b').totalSlack).toBe(0)
    expect(get('a').isCritical).toBe(false)
  })
})

describe('slack', () => {
  const tasks = [task('a', days(1)), task('b', days(1)), task('c', days(4))]
  const links = [link('a FS b')]

  test('is free as far as nobody else moves, and in total as far as the plan ends no later', () => {
    const { get } = scheduled({ tasks, links: [link('a FS b', working(-hours(4)))] })
    // b starts on Monday 13:00 and ends on Tuesday noon; the plan ends on Thursday.
    expect(get('a')).toMatchObject({ freeSlack: 0, totalSlack: days(2) + hours(4) })
    expect(get('b')).toMatchObject({ freeSlack: days(2) + hours(4), totalSlack: days(2) + hours(4) })
    expect(get('c')).toMatchObject({ totalSlack: 0, isCritical: true })
  })

  test('makes a task critical up to the limit that was set', () => {
    expect(scheduled({ tasks, links, settings: { criticalSlack: days(2) } }).get('a').isCritical).toBe(true)
    expect(scheduled({ tasks, links, settings: { criticalSlack: days(2) - 1 } }).get('a').isCritical).toBe(false)
  })

  test('of every chain is 0 at its end, if so many critical paths are wanted', () => {
    const { get } = scheduled({ tasks, links, settings: { manyCriticalPaths: true } })
    expect([get('a').totalSlack, get('b').totalSlack, get('c').totalSlack]).toEqual([0, 0, 0])
  })

  test('is counted in the hours of the task itself', () => {
    // The plan ends on Wednesday 17:00; a could be done until then, in mornings: two of them are left.
    expect(scheduled({ tasks: [task('a', hours(4), { calendar: 'mornings' }), task('c', days(3))] }).slack('a')).toBe(hours(8))
    expect(scheduled({ tasks: [task('a', hours(4)), task('c', days(3))], links: [link('a FS c', elapsed(0))] }).slack('c')).toBe(0)
  })
})

test('a plan without tasks begins and ends where it begins', () => {
  expect(scheduled({ tasks: [] }).skippedLinks).toEqual([])
})
