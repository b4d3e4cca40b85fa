import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { calendarAccepted } from '@kopa/shared/boards/calendar-changes.ts'
import { addDaysOff, calendarOfCompany } from '@kopa/shared/boards/working-days.ts'
import { addColumn } from '@kopa/shared/boards/column.ts'
import { type Link, linksOf, putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan, movedTo } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, placeTask, planTask } from '@kopa/shared/boards/task-verbs.ts'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import { answered, askedNow, type Asking } from './asking.ts'
import { asksNobody, makeBoardActs } from './board-acts.ts'
import { makePlanActs } from './plan-acts.ts'
import { BoardStore } from './board-store.ts'
import { comparedWithCalendar } from './calendar-effects.ts'
import { cellKey } from './board-ui.ts'
import { type ConsentQuestion, handOver, linksBeforehand, plansBeforehand, removal } from './consent-question.ts'
import { makeOutlineActs } from './outline-acts.ts'
import { Sandbox } from './sandbox.ts'
import { askedOf } from './sandbox-consent.ts'
import { ScheduleStore } from './schedule-store.ts'

const act = { userId: 'ana', at: 1 }
const alder = { companyId: 'alder', companies: [{ id: 'alder' }, { id: 'birch' }, { id: 'cedar' }] }
const words = new Proxy({}, { get: (_, name) => () => String(name) }) as unknown as ActWords

/** ours, then theirs: critical; free of Birch has slack, gone is of a company that has left. */
function board(): BoardStore {
  const doc = new Y.Doc()
  addColumn(doc, { id: 'c', title: 'To do', order: 'A', stage: 'open', limit: null })
  changeSettings(doc, { start: '2026-03-02T08:00' })
  for (const [id, companyId, duration] of [['ours', 'alder', 960], ['theirs', 'birch', 960], ['cedars', 'cedar', 1920], ['free', 'birch', 480], ['gone', 'left', 1920], ['nobodys', null, 1920]] as const) {
    addTask(doc, { id, title: id, column: 'c', order: id, rank: id, companyId, plan: { ...freshPlan, duration } }, act)
  }
  putLink(doc, { id: 'l', from: 'ours', to: 'theirs', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  return new BoardStore(doc)
}
const from = (store: BoardStore, id: string, time: string) => [id, movedTo(store.task(id)?.plan ?? null, minutesOf(time))] as const

test('of several plans those of partners\' tasks past their slack are asked about, each company on its own; nothing has moved', () => {
  const store = board()
  const schedule = new ScheduleStore(store, () => '2026-03-01T00:00:00Z')
  const before = new Map(schedule.result().tasks)
  const plans = new Map(['ours', 'theirs', 'cedars', 'gone', 'nobodys'].map(id => from(store, id, '2026-03-09T08:00')))
  const { questions } = plansBeforehand(schedule, plans, alder)
  expect(questions.map(question => [question.companyId, question.kind === 'move' && question.moves.map(({ taskId }) => taskId)])).toEqual([['birch', ['theirs']], ['cedar', ['cedars']]])
  expect(plansBeforehand(schedule, new Map([from(store, 'free', '2026-03-04T08:00')]), alder)).toEqual({ questions: [], pushed: new Map() })
  expect(new Map(schedule.result().tasks)).toEqual(before)
})

test('tasks that change hands by picker or by lane wait for the other company; the others are given at once', () => {
  const store = board()
  const asked: ConsentQuestion[] = []
  const acts = makeBoardActs(store, 'ana', words, {
    ...asksNobody,
    giveTo: (ids, to) => {
      const { free, questions } = handOver(store, ids, to, alder)
      asked.push(...questions)
      return free
    },
  })
  expect([acts.setPriority(['ours', 'nobodys'], 'high'), acts.setCompany(['ours', 'nobodys', 'gone'], 'birch'), acts.setCompany(['theirs'], null)]).toEqual(['changed', 'changed', ''])
  expect(['ours', 'nobodys', 'gone'].map(id => store.task(id)?.companyId)).toEqual(['alder', 'birch', 'birch'])
  // In two steps it is no other thing than in one.
  acts.setCompany(['ours'], null)
  acts.setCompany(['ours'], 'birch')
  expect(store.task('ours')).toMatchObject({ companyId: null, letGoBy: 'alder' })
  acts.move(['theirs'], { cell: cellKey({ column: 'c', lane: 'alder' }), after: null }, { grouping: 'company', from: 'birch' })
  expect(store.task('theirs')?.companyId).toBe('birch')
  expect(asked).toEqual([
    { kind: 'handOver', companyId: 'birch', newCompanyId: 'birch', taskIds: ['ours'] },
    { kind: 'handOver', companyId: 'birch', newCompanyId: null, taskIds: ['theirs'] },
    { kind: 'handOver', companyId: 'birch', newCompanyId: 'birch', taskIds: ['ours'] },
    { kind: 'handOver', companyId: 'birch', newCompanyId: 'alder', taskIds: ['theirs'] },
  ])
})

test('of a selection of which a part must be asked about nothing is given before all of it has been asked, and nothing when it is left', () => {
  const store = board()
  let asking: readonly Asking[] = []
  const acts = makeBoardActs(store, 'ana', words, {
    ...asksNobody,
    giveTo: (ids, to, together) => {
      const { free, questions } = handOver(store, ids, to, alder)
      asking = [{ questions, others: free, go: others => together?.(others) }]
      return []
    },
  })
  const answer = (how: 'asked' | 'left'): void => {
    const { asking: rest, done } = answered(asking, how)
    asking = rest
    done?.go(done.others)
  }
  const companies = () => ['ours', 'theirs', 'nobodys'].map(id => store.task(id)?.companyId)
  const untouched = ['alder', 'birch', null]
  for (const answers of [['left'], ['asked', 'left']] as const) {
    expect(acts.setCompany(['ours', 'theirs', 'nobodys'], 'cedar')).toBe('')
    expect([askedNow(asking)?.question.companyId, askedNow(asking)?.others]).toEqual(['cedar', ['nobodys']])
    answers.forEach(answer)
    expect([companies(), asking, store.undo.canUndo]).toEqual([untouched, [], false])
  }
  acts.setCompany(['ours', 'theirs', 'nobodys'], 'cedar')
  answer('asked')
  expect([companies(), askedNow(asking)?.question.companyId]).toEqual([untouched, 'birch'])
  answer('asked')
  expect([companies(), asking]).toEqual([['alder', 'birch', 'cedar'], []])
})

test('working days of a partner that were tried out wait for them; one\'s own are written', () => {
  const store = board()
  addDaysOff(store.doc, 'birch', { title: 'Old', from: '2026-05-01', to: '2026-05-01' })
  const sandbox = new Sandbox(store)
  const acts = makeBoardActs(sandbox.board, 'ana', words)
  for (const id of ['alder', 'birch']) acts.setCountry({ id, name: id }, 'EE')
  acts.setHours({ id: 'birch', name: 'Birch' }, 4, [[480, 720]])
  acts.removeException({ id: 'birch', name: 'Birch' }, { title: 'Old', from: '2026-05-01', to: '2026-05-01' })
  acts.addDaysOff({ id: 'birch', name: 'Birch' }, { title: 'New', from: '2026-06-01', to: '2026-06-02' })
  const { questions, askedFirst } = askedOf(sandbox, alder)
  expect(questions).toEqual([{ kind: 'calendar', companyId: 'birch', changes: [
    { change: 'country', country: 'EE' }, { change: 'hours', weekday: 4, shifts: [[480, 720]] },
    { change: 'daysRemoved', days: { title: 'Old', from: '2026-05-01', to: '2026-05-01' } }, { change: 'daysAdded', days: { title: 'New', from: '2026-06-01', to: '2026-06-02' } },
  ] }])
  const tried = calendarOfCompany(sandbox.board.calendars(), 'birch')
  sandbox.apply('', askedFirst)
  expect(['alder', 'birch'].map(id => calendarOfCompany(store.calendars(), id)?.country ?? null)).toEqual(['EE', null])
  for (const question of questions) if (question.kind === 'calendar') calendarAccepted(store.doc, 'birch', question.changes)
  expect(calendarOfCompany(store.calendars(), 'birch')).toEqual(tried)
})

test('a partner\'s working days are asked about, and what becomes of the plan is reckoned without writing it', () => {
  const store = board()
  const asked: string[] = []
  const acts = makeBoardActs(store, 'ana', words, { ...asksNobody, changeDays: company => { asked.push(company); return company === 'alder' } })
  const away = { title: 'Away', from: '2026-03-04', to: '2026-03-04' }
  expect([acts.addDaysOff({ id: 'birch', name: 'Birch' }, away), acts.setCountry({ id: 'alder', name: 'Alder' }, 'LV')]).toEqual(['theyDecide', 'workingDaysChanged'])
  expect([asked, store.calendars().map(({ companyId }) => companyId)]).toEqual([['birch', 'alder'], ['alder']])
  const { moves } = comparedWithCalendar(store, 'birch', [{ change: 'daysAdded', days: away }])
  expect(moves.map(({ id, isPastSlack }) => [id, isPastSlack])).toEqual([['theirs', true]])
  expect(store.calendars().map(({ companyId }) => companyId)).toEqual(['alder'])
})

test('tasks of partners wait for them to be removed, alone, in a selection and below a summary; the others go at once', () => {
  const store = board()
  const asked: ConsentQuestion[] = []
  const takeAway = (ids: readonly string[]): readonly string[] => {
    const { free, questions } = removal(store, ids, alder)
    asked.push(...questions)
    return free
  }
  const acts = makeBoardActs(store, 'ana', words, { ...asksNobody, takeAway })
  expect(acts.remove(['theirs'])).toEqual([])
  expect([store.undo.canUndo, store.tasks().has('theirs')]).toEqual([false, true])
  expect(acts.remove(['free', 'gone', 'nobodys', 'cedars'])).toEqual(['gone', 'nobodys'])
  store.doc.transact(() => placeTask(store.doc, 'theirs', 'ours', 'a'))
  const told: number[] = []
  const outline = makeOutlineActs(store, 'ana', { ...words, removed: () => '', stayed: (_: string, count: number) => { told.push(count); return 'said' } }, takeAway)
  expect([outline.remove(['ours']), outline.remove(['theirs']), told]).toEqual(['said', null, [1]])
  expect([...store.tasks().keys()].toSorted()).toEqual(['cedars', 'free', 'theirs'])
  expect(asked.map(question => [question.companyId, question.kind === 'removal' && question.taskIds])).toEqual([['birch', ['theirs']], ['birch', ['free']], ['cedar', ['cedars']], ['birch', ['theirs']], ['birch', ['theirs']]])
})

test('what is removed while it is tried out is asked about as it is applied', () => {
  const store = board()
  const sandbox = new Sandbox(store)
  makeBoardActs(sandbox.board, 'ana', words).remove(['theirs', 'nobodys'])
  const { questions, askedFirst } = askedOf(sandbox, alder)
  expect(questions).toEqual([{ kind: 'removal', companyId: 'birch', taskIds: ['theirs'] }])
  sandbox.apply('', askedFirst)
  expect(['theirs', 'nobodys'].map(id => store.tasks().has(id))).toEqual([true, false])
})

test('what was tried out is asked about as it is applied: neither the plan nor the company of such a task is written', () => {
  const store = board()
  const sandbox = new Sandbox(store)
  const acts = makeBoardActs(sandbox.board, 'ana', words)
  const schedule = new ScheduleStore(sandbox.board, () => '2026-03-01T00:00:00Z')
  acts.setCompany(['ours'], 'cedar')
  acts.rename('theirs', 'Pilot')
  const [, plan] = from(sandbox.board, 'theirs', '2026-03-09T08:00')
  sandbox.board.act(doc => { addTask(doc, { id: 'new', title: 'new', column: 'c', order: 'n', rank: 'n', companyId: 'birch' }, act) })
  expect(schedule.isAsked(new Map([['theirs', plan]]))).toBe(false)
  sandbox.board.act(doc => planTask(doc, 'theirs', plan))
  const { questions, askedFirst } = askedOf(sandbox, alder)
  expect(questions.map(({ kind, companyId }) => [kind, companyId])).toEqual([['move', 'birch'], ['handOver', 'cedar']])
  sandbox.apply('', askedFirst)
  expect([store.task('theirs')?.title, store.task('theirs')?.plan?.constraint, store.task('ours')?.companyId, store.task('new')?.companyId]).toEqual(['Pilot', 'ASAP', 'alder', 'birch'])
})

const noLag = { kind: 'working' as const, amount: 0 }
const linkOf = (from: string, to: string, change: Partial<Link> = {}): Link => ({ id: `${from} ${to}`, from, to, type: 'FS', lag: noLag, created: 2, ...change })

test('a link, another lag and another kind that push a partner\'s task past its slack are asked about; those that push nobody are not', () => {
  const store = board()
  const schedule = new ScheduleStore(store, () => '2026-03-01T00:00:00Z')
  const before = new Map(schedule.result().tasks)
  const asked = (put: Link[], removed: Link[] = []) => linksBeforehand(schedule, { put, removed }, alder).questions.map(question => [question.kind, question.companyId, question.kind === 'link' && question.links.map(({ from, to }) => `${from} ${to}`)])
  expect(asked([linkOf('nobodys', 'theirs')])).toEqual([['link', 'birch', ['nobodys theirs']]])
  expect(asked([linkOf('ours', 'free'), linkOf('theirs', 'ours2')])).toEqual([])
  expect(asked([linkOf('ours', 'theirs', { id: 'l', lag: { kind: 'working', amount: 480 } })])).toEqual([['link', 'birch', ['ours theirs']]])
  expect(asked([linkOf('ours', 'theirs', { id: 'l', type: 'SS' })])).toEqual([])
  expect(asked([], [linkOf('ours', 'theirs', { id: 'l' })])).toEqual([])
  expect(asked([linkOf('ours', 'cedars'), linkOf('nobodys', 'theirs')]).map(([, company]) => company)).toEqual(['cedar', 'birch'])
  expect(new Map(schedule.result().tasks)).toEqual(before)
})

test('of several links only those are written that nobody is asked about; what follows an own task past its slack is told', () => {
  const store = board()
  const schedule = new ScheduleStore(store, () => '2026-03-01T00:00:00Z')
  const asked: ConsentQuestion[] = []
  schedule.askFirst({
    plans: () => false,
    links: change => {
      const { questions, free } = linksBeforehand(schedule, change, alder)
      asked.push(...questions)
      return free
    },
  })
  const acts = makePlanActs(schedule, words)
  expect(acts.chain(['free', 'ours', 'cedars'])).toBe('asked')
  expect(linksOf(store.doc).map(({ from, to }) => `${from} ${to}`)).toEqual(['ours theirs', 'free ours'])
  expect(asked.map(({ companyId }) => companyId)).toEqual(['cedar'])
  expect(acts.setPredecessors('cedars', [{ number: 1, type: 'FS', lag: noLag }], () => 'nobodys')).toBe('asked')
  expect(acts.link({ from: 'ours', to: 'nobodys', type: 'FS', lag: noLag })).toBeNull()
  const { questions, pushed } = plansBeforehand(schedule, new Map([from(store, 'ours', '2026-03-16T08:00')]), alder)
  expect([questions, [...pushed]]).toEqual([[], [['birch', ['theirs']]]])
})

test('a link that was tried out is asked about as it is applied, and is not written', () => {
  const store = board()
  const sandbox = new Sandbox(store)
  sandbox.board.act(doc => { putLink(doc, linkOf('nobodys', 'theirs')); putLink(doc, linkOf('ours', 'nobodys')) })
  const { questions, askedFirst, pushed } = askedOf(sandbox, alder)
  expect([questions.map(({ kind, companyId }) => [kind, companyId]), pushed]).toEqual([[['link', 'birch']], new Map()])
  sandbox.apply('', askedFirst)
  expect(linksOf(store.doc).map(({ id }) => id)).toEqual(['l', 'ours nobodys'])
})
