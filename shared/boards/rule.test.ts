import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { changeSettings } from './board-settings.ts'
import { addColumn } from './column.ts'
import { putLabel } from './label.ts'
import { eventsOf, isTriggeredBy, meets, type RuleDoing, type RuleTask } from './rule.ts'
import { carryOutRules, takeBackRun } from './rule-verbs.ts'
import { addTask, type NewTask, setDeadline, setRepeat } from './task-verbs.ts'
import { findTask, tasksOf } from './tasks.ts'
import { setHours } from './working-days.ts'

const task: RuleTask = { column: 'todo', stage: 'open', companyId: 'alder', assignees: ['ana'], labels: ['legal'], priority: null, hasDeadline: false }

describe('what has happened to a task', () => {
  test('is what it says now and did not say before; of a new one all of it', () => {
    expect(eventsOf(null, { ...task, priority: 'low' })).toEqual([{ on: 'added' }, { on: 'entered', column: 'todo' }, { on: 'assigned', userId: 'ana' }, { on: 'labelled', label: 'legal' }, { on: 'prioritised', priority: 'low' }])
    expect(eventsOf(task, { ...task, column: 'done', stage: 'done', assignees: ['ana', 'bo'], labels: [] })).toEqual([{ on: 'entered', column: 'done' }, { on: 'done' }, { on: 'assigned', userId: 'bo' }])
    expect(eventsOf(task, task)).toEqual([])
  })

  test('is nothing where a column counts as done from now on, or where nobody knew before', () => {
    expect(eventsOf(task, { ...task, stage: 'done' })).toEqual([])
    expect(eventsOf({ ...task, column: null, labels: null }, { ...task, column: 'done', stage: 'done' })).toEqual([])
  })
})

test('a trigger names one thing or any; conditions hold together, each the right way round', () => {
  expect([isTriggeredBy({ on: 'entered', column: null }, { on: 'entered', column: 'x' }), isTriggeredBy({ on: 'entered', column: 'y' }, { on: 'entered', column: 'x' }), isTriggeredBy({ on: 'due', days: 3 }, { on: 'due', days: 2 })]).toEqual([true, false, false])
  expect(meets(task, [])).toBe(true)
  expect(meets(task, [{ of: 'company', companyId: 'alder', is: true }, { of: 'deadline', is: false }, { of: 'person', userId: null, is: false }, { of: 'priority', priority: 'none', is: true }])).toBe(true)
  expect(meets(task, [{ of: 'label', label: 'legal', is: false }])).toBe(false)
})

function board(more: Partial<NewTask> = {}): Y.Doc {
  const doc = new Y.Doc()
  for (const [id, stage] of [['todo', 'open'], ['done', 'done']] as const) addColumn(doc, { id, title: id, order: id === 'todo' ? 'A' : 'B', stage, limit: null })
  putLabel(doc, { id: 'legal', name: 'Legal', color: 0 })
  addTask(doc, { id, title: 'Contract', column: 'todo', order: 'U', rank: 'U', companyId: 'alder', ...more }, { userId: 'ana', at: 1 })
  return doc
}

const id = '00000000-0000-7000-8000-000000000001'
/** Friday, 27 November 2026. */
const friday = Date.parse('2026-11-27T10:00:00Z')
const run = (doc: Y.Doc, acts: RuleDoing[], companyId = 'alder', { at, now } = { at: friday, now: friday }) => carryOutRules(doc, [{ runId: 'r', taskId: id, at, companyId, conditions: [], acts }], { userId: 'ana', now, people: ['ana', 'bo'] })[0]
const outcomes = (doc: Y.Doc, acts: RuleDoing[], companyId?: string) => run(doc, acts, companyId)?.acts.map(({ outcome }) => outcome)

describe('what a rule does', () => {
  test('counts working days over the weekend', () => {
    const doc = board()
    expect(outcomes(doc, [{ do: 'deadline', days: 2, isWorking: true }])).toEqual(['done'])
    expect(findTask(doc, id)?.deadline).toEqual({ day: '2026-12-01' })
    run(doc, [{ do: 'deadline', days: 2, isWorking: false }])
    expect(findTask(doc, id)?.deadline).toEqual({ day: '2026-11-29' })
  })

  test('counts from when it was set off, as the board\'s zone has it and the company works, however late a server comes to it', () => {
    const doc = board()
    changeSettings(doc, { zone: 'Asia/Tokyo' })
    setHours(doc, 'alder', 4, [])
    setHours(doc, 'alder', 5, [[480, 960]])
    // Saturday already in Tokyo; Alder works on Saturdays, and not on Fridays.
    const at = Date.parse('2026-11-27T16:00:00Z')
    run(doc, [{ do: 'deadline', days: 5, isWorking: true }], 'alder', { at, now: at + 3 * 86_400_000 })
    expect(findTask(doc, id)?.deadline).toEqual({ day: '2026-12-05' })
  })

  test('says what is gone, what was so already, and what is the partner\'s to decide', () => {
    expect(outcomes(board(), [{ do: 'move', column: 'nowhere' }, { do: 'label', label: 'gone' }, { do: 'assign', userId: 'eve' }, { do: 'move', column: 'todo' }, { do: 'unlabel', label: 'legal' }])).toEqual(['noColumn', 'noLabel', 'noPerson', 'already', 'already'])
    expect(outcomes(board(), [{ do: 'assign', userId: 'ana' }, { do: 'deadline', days: 1, isWorking: false }, { do: 'label', label: 'legal' }], 'birch')).toEqual(['partnersTask', 'partnersTask', 'done'])
  })

  test('done again, says the same, and adds no line twice', () => {
    const doc = board()
    const acts: RuleDoing[] = [{ do: 'checklist', lines: ['One', 'Two', 'One'] }, { do: 'move', column: 'done' }]
    expect(outcomes(doc, acts)).toEqual(['done', 'done'])
    expect(run(doc, acts)).toMatchObject({ state: 'skipped', reason: 'nothingToDo', events: [] })
    expect(findTask(doc, id)?.checklist.map(({ text }) => text)).toEqual(['One', 'Two'])
    expect(findTask(doc, id)?.flow).toEqual({ since: friday, begun: friday, done: friday })
  })

  test('makes the next one of a task that comes again', () => {
    const doc = board({ deadline: { day: '2026-11-27' } })
    setRepeat(doc, id, { every: 1, unit: 'week', weekdays: [] })
    expect(run(doc, [{ do: 'move', column: 'done' }])?.followers).toMatchObject([{ events: [{ on: 'added' }, { on: 'entered', column: 'todo' }], after: { column: 'todo' } }])
    expect([...tasksOf(doc).values()].map(({ column, deadline }) => [column, deadline])).toEqual([['done', { day: '2026-11-27' }], ['todo', { day: '2026-12-04' }]])
  })
})

describe('taken back', () => {
  const acts: RuleDoing[] = [{ do: 'move', column: 'done' }, { do: 'prioritise', priority: 'low' }, { do: 'prioritise', priority: 'high' }, { do: 'assign', userId: 'bo' }, { do: 'checklist', lines: ['One'] }, { do: 'deadline', days: 1, isWorking: false }]

  test('a run leaves the task as it was', () => {
    const doc = board({ priority: 'medium' })
    const before = findTask(doc, id)
    const done = run(doc, acts)
    expect(takeBackRun(doc, id, done?.acts ?? [])).toEqual({ isDone: true, events: [{ on: 'entered', column: 'todo' }, { on: 'prioritised', priority: 'medium' }] })
    expect(findTask(doc, id)).toEqual(before)
  })

  test('it is not where one thing says something else by now: then nothing is', () => {
    const doc = board()
    const done = run(doc, acts)
    setDeadline(doc, id, { day: '2027-01-01' })
    expect(takeBackRun(doc, id, done?.acts ?? [])).toEqual({ isDone: false, events: [] })
    expect(findTask(doc, id)).toMatchObject({ column: 'done', priority: 'high' })
  })
})
