import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { writeJson } from '../../server/transfer/json-board.ts'
import { comparable, readAs, throughBoard, without } from './board-files.ts'

test('a board in Kopa\'s own format comes in again without loss', async () => {
  const { board: plan } = await readAs('launch.xml', await readFile(new URL('samples/project.xml', import.meta.url)))
  const board = {
    ...plan, calendars: plan.calendars.map((calendar, at) => (at === 0 ? { ...calendar, companyId: 'alder', country: 'LV' } : calendar)), companies: [{ id: 'alder', name: 'Alder Homes' }], labels: [{ id: 'legal', name: 'Juridiski', color: 3 }], fields: { budget: { title: 'Budget', kind: 'money' } }, views: { mine: { filter: ['me'] } },
    tasks: plan.tasks.map((task, at) => (at === 1 ? {
      ...task, companyId: 'alder', labels: ['legal'], checklist: [{ text: 'Quote', isDone: true }, { text: 'Approval', isDone: false }], repeat: { every: 2, unit: 'week' as const, weekdays: [1, 3] }, values: { budget: 100 },
      effort: { estimate: 90, spent: 30 }, description: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Why', marks: [{ type: 'bold' }] }] }],
    } : task)),
  }
  const first = throughBoard(board)
  const { kind, board: second, report } = await readAs('launch.json', writeJson(first))
  expect([kind, report.lines]).toEqual(['kopaJson', []])
  expect(comparable(throughBoard(second))).toEqual(comparable(first))
  expect(second.calendars.flatMap(({ country }) => country ?? [])).toEqual(['LV'])
  expect(comparable(first)).toMatchObject({ tasks: (comparable(board) as typeof board).tasks.map(task => without(task, 'column')) })
})
