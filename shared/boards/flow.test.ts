import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Flow, flowInto, readFlow, storedFlow, unknownFlow } from './flow.ts'
import { addTask, moveTask } from './task-verbs.ts'
import { findTask } from './tasks.ts'
import { entryOf } from './board.ts'
import { burnUp, cycleTime } from './burn-up.ts'
import { mostMoment } from './stored-value.ts'

const act = { userId: 'ana', at: 1 }
const told = ({ since, begun, done }: Flow): string => [since, begun, done].map(at => at ?? '-').join(' ')

test('work begins when a task leaves what is open, ends in what is done, and begins anew when it has been back', () => {
  const steps = [[null, 'open'], ['open', 'active'], ['active', 'waiting'], ['waiting', 'done'], ['done', 'done'], ['done', 'active'], ['active', 'done'], ['done', 'open'], ['open', 'done']] as const
  let flow = unknownFlow
  expect(steps.map(([from, to], at) => told(flow = flowInto(flow, { from, to }, at + 1)))).toEqual(['1 - -', '2 2 -', '3 2 -', '4 2 4', '5 2 4', '6 2 -', '7 2 7', '8 - -', '9 9 9'])
})

test('a task that was made where work goes on has begun there; of one that was on its way before this was written down nobody knows since when', () => {
  expect([told(flowInto(unknownFlow, { from: null, to: 'active' }, 5)), told(flowInto(unknownFlow, { from: 'active', to: 'done' }, 5))]).toEqual(['5 5 -', '5 - 5'])
})

test('it lies in the value that says where the task stands: kept in its column, and lost by who knows nothing of it', () => {
  const doc = new Y.Doc()
  addTask(doc, { id: 'a', title: 'A', column: 'todo', order: 'A', rank: 'A', flow: { since: 7, begun: null, done: null } }, act)
  const flowOf = (): string => told(findTask(doc, 'a')?.flow ?? unknownFlow)
  moveTask(doc, 'a', 'todo', 'B')
  expect(flowOf()).toBe('7 - -')
  moveTask(doc, 'a', 'done', 'B', { since: 9, begun: 8, done: 9 })
  expect([flowOf(), entryOf(doc, 'tasks', 'a')?.get('board')]).toEqual(['9 8 9', ['done', 'B', 9, 8, 9]])
  moveTask(doc, 'a', 'todo', 'B')
  expect([flowOf(), entryOf(doc, 'tasks', 'a')?.get('board')]).toEqual(['- - -', ['todo', 'B']])
})

test('what another client has written is read as far as it makes sense', () => {
  expect([[], ['x', 5, 6], [0, 5, 6], [Infinity], [5, NaN, -1], [5, {}, 7], [9e15]].map(stored => told(readFlow(stored)))).toEqual(['- - -', '- - -', '- - -', '- - -', '5 - -', '5 - 7', `${mostMoment} - -`])
  expect(readFlow(storedFlow({ since: 5, begun: null, done: 4 }))).toEqual({ since: 5, begun: null, done: 4 })
})

test('times that nobody has lived to see break no chart', () => {
  const doc = new Y.Doc()
  addTask(doc, { id: 'a', title: 'A', column: 'done', order: 'A', rank: 'A' }, { userId: 'ana', at: 8.64e15 })
  entryOf(doc, 'tasks', 'a')?.set('board', ['done', 'A', 8.64e15, 8.64e15, 8.64e15])
  entryOf(doc, 'tasks', 'a')?.set('progress', { percent: 100, start: '2026-03-02T08:00', finish: null })
  const tasks = [findTask(doc, 'a')].flatMap(task => task ?? [])
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    expect(burnUp({ tasks, isDone: () => true, today: '2026-03-05', zone })?.points.at(-1)).toMatchObject({ done: 0 })
    expect(cycleTime({ tasks, isDone: () => true, zone })?.count).toBe(1)
  }
})
