import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { baselinesOf, putBaseline } from './baseline.ts'
import { type Begins, copyBoard } from './board-copy.ts'
import { changeSettings, settingsOf } from './board-settings.ts'
import { boardDatesOf } from './board-dates.ts'
import { addColumn } from './column.ts'
import { setValue } from './task-verbs.ts'
import { linksOf, putLink } from './link.ts'
import { freshPlan } from './plan-moves.ts'
import { addTask, type NewTask, putChecklistItem, putTaskFile, removeTask, setCompany, setDeadline, setEffort, setProgress, setRepeat, setTaskPage } from './task-verbs.ts'
import { addDaysOff } from './working-days.ts'
import { findTask, liveTasksOf, tasksOf } from './tasks.ts'

const act = { userId: 'ana', at: Date.parse('2026-06-10T09:00:00Z') }
const later = { userId: 'bo', at: Date.parse('2026-09-07T09:00:00Z') }

/** From Monday, 2 March 2026: a phase with two tasks, one after the other, the first done; a third that was removed. */
function source(): Y.Doc {
  const doc = new Y.Doc()
  const task = (id: string, rest: Partial<NewTask> = {}) => addTask(doc, { id, title: id, column: 'todo', order: `U1${id}`, rank: `U1${id}`, plan: freshPlan, ...rest }, act)
  changeSettings(doc, { title: 'Launch', start: '2026-03-02T08:00', zone: 'Europe/Riga' })
  addColumn(doc, { id: 'todo', title: 'To do', order: 'A', stage: 'open', limit: 3 })
  addColumn(doc, { id: 'done', title: 'Done', order: 'B', stage: 'done', limit: null })
  task('Phase', { plan: null })
  task('Draft', { parent: 'Phase', column: 'done', order: 'A' })
  task('Sign', { parent: 'Phase' })
  task('Gone')
  removeTask(doc, 'Gone', act)
  for (const [id, from, to] of [['l1', 'Draft', 'Sign'], ['l2', 'Gone', 'Sign']] as const) putLink(doc, { id, from, to, type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  setProgress(doc, 'Draft', { percent: 100, start: '2026-03-02T08:00', finish: '2026-03-02T17:00' })
  setEffort(doc, 'Draft', { estimate: 480, spent: 300 })
  putChecklistItem(doc, 'Draft', { id: 'c', text: 'Read it', isDone: true, order: 'A' })
  putTaskFile(doc, 'Draft', { id: '00000000-0000-4000-8000-000000000001', name: 'offer.pdf', size: 9, type: 'application/pdf', userId: 'ana', at: 1 })
  setTaskPage(doc, 'Sign', 'page of Sign')
  setDeadline(doc, 'Sign', { instant: '2026-03-27T15:00:00.000Z' })
  doc.getMap('fields').set('review', { name: 'Review', kind: 'date', order: 'A' })
  setValue(doc, 'Sign', 'review', '2026-03-05')
  putBaseline(doc, { id: 'b', title: 'First', madeAt: 1, dates: new Map([['Draft', { start: '2026-03-02T08:00', finish: '2026-03-02T17:00', duration: 480 }]]) })
  return doc
}

const offer = '00000000-0000-4000-8000-000000000001'
const ownOffer = '00000000-0000-4000-8000-00000000000a'

function copied(from: Y.Doc, begins: Begins, pages: [string, string][] = []) {
  const into = new Y.Doc()
  let count = 0
  const told = copyBoard(from, into, { title: 'Next', act: later, begins, pages, files: { [offer]: ownOffer, [`${offer.slice(0, -1)}9`]: 'of no task' } }, () => `new-${++count}`)
  const byTitle = new Map([...tasksOf(into).values()].map(task => [task.title, task]))
  const of = (title: string) => { const task = byTitle.get(title); if (!task) throw new Error(`there is no ${title}`); return task }
  return { into, of, told, titles: [...byTitle.keys()], dates: (title: string) => boardDatesOf(into, liveTasksOf(into)).get(of(title).id) }
}

test('a board made of a template begins on the chosen day, with all that follows, and nothing of it is done', () => {
  const { into, of, titles, dates } = copied(source(), { as: 'new', day: '2026-09-14' }, [['Sign', 'page of the copy']])
  expect(titles.toSorted()).toEqual(['Draft', 'Phase', 'Sign'])
  expect(settingsOf(into)).toMatchObject({ title: 'Next', start: '2026-09-14T08:00', zone: 'Europe/Riga' })
  expect(dates('Draft')).toMatchObject({ start: '2026-09-14T08:00' })
  expect(dates('Sign')).toMatchObject({ start: '2026-09-15T08:00' })
  expect(of('Draft')).toMatchObject({ column: 'todo', parent: of('Phase').id, progress: { percent: 0, start: null, finish: null }, effort: { estimate: 480, spent: 0 }, checklist: [{ text: 'Read it', isDone: false }], files: [{ id: ownOffer, name: 'offer.pdf' }], made: later, flow: { since: later.at, begun: null, done: null } })
  expect(of('Draft').order > of('Sign').order).toBe(true)
  // At five in the afternoon in Riga, in winter and, 196 days later, still in summer time.
  expect(of('Sign')).toMatchObject({ deadline: { instant: '2026-10-09T14:00:00.000Z' }, pageId: 'page of the copy' })
  expect(of('Sign').values.get('review')).toBe('2026-09-17')
  expect(linksOf(into)).toMatchObject([{ from: of('Draft').id, to: of('Sign').id }])
  expect(baselinesOf(into)).toEqual([])
})

test('said of no day, it begins today by the clock of the board, and where nothing is planned, with what is due first', () => {
  expect(copied(source(), { as: 'new' }).dates('Draft')).toMatchObject({ start: '2026-09-07T08:00' })
  const due = new Y.Doc()
  for (const [id, day] of [['Late', '2026-02-10'], ['Early', '2026-02-03']] as const) addTask(due, { id, title: id, column: '', order: 'A', rank: id, deadline: { day } }, act)
  const { of } = copied(due, { as: 'new', day: '2026-09-08' })
  expect([of('Early').deadline, of('Late').deadline]).toEqual([{ day: '2026-09-08' }, { day: '2026-09-15' }])
})

test('a template keeps its dates and has nothing done; a plan that began today whenever today was has a beginning from then on', () => {
  const from = source()
  expect(copied(from, { as: 'template' }).of('Draft')).toMatchObject({ column: 'todo', progress: { percent: 0 }, effort: { spent: 0 } })
  changeSettings(from, { start: null })
  setProgress(from, 'Draft', null)
  const template = copied(from, { as: 'template' }).into
  expect(settingsOf(template).start).toBe('2026-09-07T00:00')
  expect(copied(template, { as: 'new', day: '2026-10-05' }).of('Sign').deadline).toEqual({ instant: '2026-04-24T14:00:00.000Z' })
})

test('a duplicate stands where the board stands: its dates, what is done of it, its baselines', () => {
  const { into, of } = copied(source(), { as: 'asItStands' })
  expect(settingsOf(into).start).toBe('2026-03-02T08:00')
  expect(of('Draft')).toMatchObject({ column: 'done', order: 'A', progress: { percent: 100, start: '2026-03-02T08:00' }, effort: { spent: 300 }, checklist: [{ isDone: true }], files: [{ id: ownOffer, name: 'offer.pdf', size: 9 }] })
  expect(of('Sign')).toMatchObject({ deadline: { instant: '2026-03-27T15:00:00.000Z' }, pageId: null })
  expect(baselinesOf(into)).toMatchObject([{ title: 'First', dates: new Map([[of('Draft').id, { start: '2026-03-02T08:00', finish: '2026-03-02T17:00', duration: 480 }]]) }])
})

test('whatever somebody has written into a board, it is copied, and what is not a date stays what it is', () => {
  const from = source()
  const junk: Record<string, unknown> = { settings: 7, links: ['x'], baselines: { dates: [] }, extras: 'secret' }
  for (const [root, value] of Object.entries(junk)) from.getMap(root).set('junk', value)
  from.getMap('tasks').set('none', 'text')
  setDeadline(from, 'Sign', { day: '9999-12-31' })
  setValue(from, 'Sign', 'review', 'never')
  const { into, of } = copied(from, { as: 'new', day: '2199-01-01' })
  expect(of('Sign')).toMatchObject({ deadline: { day: '9999-12-31' } })
  expect(of('Sign').values.get('review')).toBe('never')
  expect(JSON.stringify(into.getMap('extras').toJSON())).toBe('{}')
})

test('what falls on a day off when the plan is moved is due on the next working day of those who do it, and at its hour', () => {
  const from = source()
  addDaysOff(from, 'birch', { title: 'Away', from: '2026-09-21', to: '2026-09-22' })
  setDeadline(from, 'Draft', { day: '2026-03-05' })
  setDeadline(from, 'Phase', { day: '2026-03-05' })
  setCompany(from, 'Phase', 'birch')
  for (const companyId of ['birch', null]) setCompany(from, 'Draft', companyId)
  // Three days later than the plan: on Sunday, the 20th; the 21st is Birch's day off.
  const { of } = copied(from, { as: 'new', day: '2026-09-17' })
  expect([findTask(from, 'Draft')?.letGoBy, of('Draft').letGoBy]).toEqual(['birch', null])
  expect([of('Draft').deadline, of('Phase').deadline]).toEqual([{ day: '2026-09-21' }, { day: '2026-09-23' }])
  setDeadline(from, 'Draft', { instant: '2026-03-05T15:00:00.000Z' })
  // Five in the afternoon in Riga.
  expect(copied(from, { as: 'new', day: '2026-09-17' }).of('Draft').deadline).toEqual({ instant: '2026-09-21T14:00:00.000Z' })
  expect(copied(from, { as: 'template' }).of('Draft').deadline).toEqual({ instant: '2026-03-05T15:00:00.000Z' })
})

test.each([
  ['on Mondays', { every: 1, unit: 'week', weekdays: [1] }, '2026-03-09', '2026-09-28'],
  ['every other week, on the day it was', { every: 2, unit: 'week', weekdays: [] }, '2026-03-09', '2026-09-28'],
  ['on the 15th', { every: 1, unit: 'month', weekdays: [] }, '2026-03-15', '2026-10-15'],
  ['on the last of the month', { every: 1, unit: 'month', weekdays: [] }, '2026-02-28', '2026-09-30'],
  ['once a year', { every: 1, unit: 'year', weekdays: [] }, '2026-12-01', '2027-12-01'],
  ['each day', { every: 1, unit: 'day', weekdays: [] }, '2026-03-05', '2026-09-21'],
] as const)('a task that comes again, %s, is due on a day of its rule', (_, repeat, day, due) => {
  const from = source()
  setRepeat(from, 'Draft', { ...repeat, weekdays: [...repeat.weekdays] })
  setDeadline(from, 'Draft', { day })
  // 199 days later, from a Monday to a Thursday.
  expect(copied(from, { as: 'new', day: '2026-09-17' }).of('Draft').deadline).toEqual({ day: due })
})

test('a task that comes again comes along once: as the occurrence that is open, with what hangs below the earlier ones', () => {
  const from = source()
  const [first, second, third] = ['1', '2', '3'].map(end => `00000000-0000-4000-8000-00000000000${end}`)
  const status = (id = '', column: string) => addTask(from, { id, title: `Status ${id.slice(-1)}`, column, order: 'C', rank: id }, act)
  for (const [id, column] of [[first, 'done'], [second, 'done'], [third, 'todo']] as const) {
    status(id, column)
    setRepeat(from, id ?? '', { every: 1, unit: 'week', weekdays: [1] })
  }
  addTask(from, { id: 'slides', title: 'Slides', column: 'done', order: 'D', rank: 'U', parent: first ?? '' }, act)
  removeTask(from, second ?? '', act)
  for (const begins of [{ as: 'template' }, { as: 'new', day: '2026-09-14' }] as const) {
    const { of, titles } = copied(from, begins)
    expect(titles.toSorted()).toEqual(['Draft', 'Phase', 'Sign', 'Slides', 'Status 3'])
    expect(of('Slides').parent).toBe(of('Status 3').id)
  }
  expect(copied(from, { as: 'asItStands' }).titles).toContain('Status 1')
})

test('of files those come along that are of the board and that a task has; an id that somebody wrote into a task gives nobody a file', () => {
  const from = source()
  putTaskFile(from, 'Sign', { id: '00000000-0000-4000-8000-000000000002', name: 'not of this board.pdf', size: 9, type: 'application/pdf', userId: 'ana', at: 1 })
  const { of, told } = copied(from, { as: 'asItStands' })
  expect([told.files, of('Draft').files.map(({ id }) => id), of('Sign').files]).toEqual([[offer], [ownOffer], []])
})
