import { describe, expect, test } from 'vitest'
import { at, days, link, scheduled, task, working } from '../../tests/schedule/small-plan.ts'
import type { ConstraintKind, PlanTask } from './plan.ts'

/** Every table is derived by hand, as Microsoft Project would have it; the reason stands beside each line. */

const bound = (constraint: ConstraintKind, date: string | null, more: Partial<PlanTask> = {}) =>
  task('b', days(1), { constraint, constraintDate: date === null ? null : at(date), ...more })

describe('a task of a day without links, in a plan from Monday the 6th', () => {
  // c makes the plan last until Friday the 10th.
  const beside = task('c', days(5))

  test.each<[ConstraintKind, string | null, string, string, string]>([
    ['ASAP', null, '06 08:00 - 06 17:00', '10 08:00 - 10 17:00', 'nothing holds it'],
    ['ALAP', null, '10 08:00 - 10 17:00', '10 08:00 - 10 17:00', 'the plan ends on Friday'],
    ['SNET', '08 08:00', '08 08:00 - 08 17:00', '10 08:00 - 10 17:00', 'it waits'],
    ['SNET', '02 08:00', '02 08:00 - 02 17:00', '10 08:00 - 10 17:00', 'its date counts before the project starts'],
    ['SNET', '11 08:00', '13 08:00 - 13 17:00', '13 08:00 - 13 17:00', 'Saturday: the next working day, on which the plan then ends'],
    ['SNET', '07 17:00', '08 08:00 - 08 17:00', '10 08:00 - 10 17:00', 'nothing is left of Tuesday'],
    ['SNLT', '08 08:00', '06 08:00 - 06 17:00', '08 08:00 - 08 17:00', 'it starts before that anyway'],
    ['FNET', '08 17:00', '08 08:00 - 08 17:00', '10 08:00 - 10 17:00', 'it has to last until Wednesday evening'],
    ['FNET', '03 12:00', '02 13:00 - 03 12:00', '10 08:00 - 10 17:00', 'counts before the project starts: half of Thursday and of Friday'],
    ['FNLT', '08 17:00', '06 08:00 - 06 17:00', '08 08:00 - 08 17:00', 'it finishes before that anyway'],
    ['MSO', '08 08:00', '08 08:00 - 08 17:00', '08 08:00 - 08 17:00', 'early and late dates are the same'],
    ['MSO', '11 08:00', '13 08:00 - 13 17:00', '13 08:00 - 13 17:00', 'nobody works on a Saturday'],
    ['MFO', '08 17:00', '08 08:00 - 08 17:00', '08 08:00 - 08 17:00', 'eight hours before'],
    ['MFO', '08 12:00', '07 13:00 - 08 12:00', '07 13:00 - 08 12:00', 'half of Tuesday, half of Wednesday'],
    ['SNLT', null, '06 08:00 - 06 17:00', '10 08:00 - 10 17:00', 'without its date it says nothing'],
  ])('%s %s: %s, at the latest %s, because %s', (constraint, date, planned, latest) => {
    const { dates, late, flags } = scheduled({ tasks: [bound(constraint, date), beside] })
    expect(dates('b')).toBe(planned)
    expect(late('b')).toBe(latest)
    expect(flags('b')).toBe('')
  })
})

describe('a task of a day that follows one until Friday the 10th, with a date of its own', () => {
  test.each<[ConstraintKind, string, boolean, string, number, string, string]>([
    ['SNET', '08 08:00', true, '13 08:00 - 13 17:00', 0, '', 'the link asks for more'],
    ['SNET', '15 08:00', true, '15 08:00 - 15 17:00', 0, '', 'its date asks for more'],
    ['FNET', '15 17:00', true, '15 08:00 - 15 17:00', 0, '', 'its date asks for more'],
    ['SNLT', '15 08:00', true, '13 08:00 - 13 17:00', 0, '', 'both can be kept; the plan ends with it'],
    ['SNLT', '08 08:00', true, '08 08:00 - 08 17:00', -3, 'linkBroken', 'its date wins: three days are missing'],
    ['SNLT', '08 08:00', false, '13 08:00 - 13 17:00', -3, 'constraintBroken', 'the link wins: three days are missing'],
    ['FNLT', '08 17:00', true, '08 08:00 - 08 17:00', -3, 'linkBroken', 'its date wins'],
    ['FNLT', '08 17:00', false, '13 08:00 - 13 17:00', -3, 'constraintBroken', 'the link wins'],
    ['MSO', '08 08:00', true, '08 08:00 - 08 17:00', -3, 'linkBroken', 'its date wins'],
    ['MSO', '08 08:00', false, '13 08:00 - 13 17:00', -3, 'constraintBroken', 'the link wins'],
    ['MSO', '15 08:00', true, '15 08:00 - 15 17:00', 0, '', 'later than the link: both are kept'],
    ['MSO', '15 08:00', false, '15 08:00 - 15 17:00', 0, '', 'later than the link: both are kept'],
    ['MFO', '08 17:00', true, '08 08:00 - 08 17:00', -3, 'linkBroken', 'its date wins'],
    ['MFO', '08 17:00', false, '13 08:00 - 13 17:00', -3, 'constraintBroken', 'the link wins'],
    ['MFO', '15 17:00', true, '15 08:00 - 15 17:00', 0, '', 'later than the link: both are kept'],
  ])('%s %s, constraints win: %s: %s with %d days of slack and [%s], because %s', (constraint, date, constraintsWin, planned, slack, told) => {
    const small = { tasks: [task('a', days(5)), bound(constraint, date)], links: [link('a FS b')], settings: { constraintsWin } }
    const { dates, slack: slackOf, flags } = scheduled(small)
    expect(dates('b')).toBe(planned)
    expect(slackOf('b')).toBe(days(slack))
    // What is missing is missing for the one before it, too; time to spare between the two is the first one's slack.
    if (slack < 0) expect(slackOf('a')).toBe(days(slack))
    expect(flags('b')).toBe(told)
  })
})

describe('as late as possible', () => {
  test('takes all slack there is, and what follows moves along', () => {
    // c lasts until Friday the 10th; a (ALAP), then b: b may start on Friday, so a is done on Thursday.
    const tasks = [task('a', days(1), { constraint: 'ALAP' }), task('b', days(1)), task('c', days(5))]
    const { dates, early, get } = scheduled({ tasks, links: [link('a FS b')] })
    expect(dates('a')).toBe('09 08:00 - 09 17:00')
    expect(dates('b')).toBe('10 08:00 - 10 17:00')
    expect(early('a')).toBe('06 08:00 - 06 17:00')
    expect(get('a').isCritical).toBe(false)
  })

  test('changes nothing on the critical path', () => {
    const tasks = [task('a', days(1), { constraint: 'ALAP' }), task('b', days(1))]
    expect(scheduled({ tasks, links: [link('a FS b')] }).dates('a')).toBe('06 08:00 - 06 17:00')
  })
})

describe('deadlines', () => {
  test('move nothing: they say how late a task may be, and when it is', () => {
    const tasks = [task('a', days(5)), task('b', days(1), { deadline: at('09 17:00') })]
    const { dates, slack, flags, get } = scheduled({ tasks, links: [link('a FS b')] })
    expect(dates('b')).toBe('13 08:00 - 13 17:00')
    // Monday 17:00 is two working days after Thursday 17:00.
    expect(slack('b')).toBe(-days(2))
    expect(slack('a')).toBe(-days(2))
    expect(flags('b')).toBe('deadlineMissed')
    expect(get('a').isCritical).toBe(true)
  })

  test('that are later than the plan ends change nothing; earlier ones take slack', () => {
    const tasks = (deadline: string) => [task('b', days(1), { deadline: at(deadline) }), task('c', days(5))]
    expect(scheduled({ tasks: tasks('31 17:00') }).slack('b')).toBe(days(4))
    expect(scheduled({ tasks: tasks('08 17:00') }).slack('b')).toBe(days(2))
    expect(scheduled({ tasks: tasks('08 17:00') }).dates('b')).toBe('06 08:00 - 06 17:00')
  })
})

describe('a plan back from Friday the 17th', () => {
  const back = { from: 'finish' as const }

  test.each<[string, string, string, string]>([
    ['a FS b', '15 08:00 - 15 17:00', '16 08:00 - 17 17:00', 'one after the other, the last ends with the plan'],
    ['a SS b', '16 08:00 - 16 17:00', '16 08:00 - 17 17:00', 'a may start with b'],
    ['a FF b', '17 08:00 - 17 17:00', '16 08:00 - 17 17:00', 'both may end on Friday'],
    ['a SF b', '20 08:00 - 20 17:00', '16 08:00 - 17 17:00', 'a starts when b ends: after the plan, as it leads there'],
  ])('%s: %s and %s, because %s', (words, first, second) => {
    const { dates, get } = scheduled({ tasks: [task('a', days(1)), task('b', days(2))], links: [link(words)], settings: back })
    expect(dates('a')).toBe(first)
    expect(dates('b')).toBe(second)
    expect(get('b').totalSlack).toBe(0)
  })

  test('lags are kept, also over the weekend', () => {
    // b starts on Thursday the 16th; three working days before: Monday the 13th 8:00; a ends on Friday the 10th.
    const small = { tasks: [task('a', days(1)), task('b', days(2))], links: [link('a FS b', working(days(3)))], settings: back }
    expect(scheduled(small).dates('a')).toBe('10 08:00 - 10 17:00')
  })

  test.each<[ConstraintKind, string | null, string, string, string]>([
    ['ALAP', null, '15 08:00 - 15 17:00', '', 'b takes Thursday and Friday'],
    ['FNLT', '10 17:00', '10 08:00 - 10 17:00', '', 'earlier than b needs it'],
    ['SNLT', '10 08:00', '10 08:00 - 10 17:00', '', 'earlier than b needs it'],
    ['MSO', '10 08:00', '10 08:00 - 10 17:00', '', 'earlier than b needs it'],
    ['MFO', '10 17:00', '10 08:00 - 10 17:00', '', 'earlier than b needs it'],
    ['SNET', '10 08:00', '15 08:00 - 15 17:00', '', 'it starts later than that anyway'],
    ['SNET', '17 08:00', '17 08:00 - 17 17:00', 'linkBroken', 'its date wins over b'],
    ['FNET', '17 17:00', '17 08:00 - 17 17:00', 'linkBroken', 'its date wins over b'],
  ])('%s %s: %s [%s], because %s', (constraint, date, planned, told) => {
    const a = task('a', days(1), { constraint, constraintDate: date === null ? null : at(date) })
    const { dates, flags } = scheduled({ tasks: [a, task('b', days(2))], links: [link('a FS b')], settings: back })
    expect(dates('a')).toBe(planned)
    expect(flags('a')).toBe(told)
    expect(dates('b')).toBe('16 08:00 - 17 17:00')
  })

  test('as soon as possible goes to where the plan begins, and draws those before it along', () => {
    // c (five days) begins on Monday the 13th, so the plan does. p comes before x: Monday; x, as soon as possible: Tuesday.
    const tasks = [task('p', days(1)), task('x', days(1), { constraint: 'ASAP' }), task('c', days(5))]
    const { dates, late } = scheduled({ tasks, links: [link('p FS x')], settings: back })
    expect(dates('x')).toBe('14 08:00 - 14 17:00')
    expect(dates('p')).toBe('13 08:00 - 13 17:00')
    expect(late('x')).toBe('17 08:00 - 17 17:00')
  })

  test('deadlines do not move anything here either', () => {
    const { dates, flags } = scheduled({ tasks: [task('a', days(1), { deadline: at('15 17:00') })], settings: back })
    expect(dates('a')).toBe('17 08:00 - 17 17:00')
    expect(flags('a')).toBe('deadlineMissed')
  })
})
