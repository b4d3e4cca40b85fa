import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { writeExcel } from '../../server/transfer/excel-writer.ts'
import type { Reading } from '../../server/transfer/read-board.ts'
import { readAs, throughBoard } from './board-files.ts'

/** Boards of other programs, as their documentation says that they export them: what is not named in the report came along. */
const sample = async (name: string): Promise<Reading> => readAs(name, await readFile(new URL(`samples/${name}`, import.meta.url)))

/** A board as a person would tell it; once as it was read, and once as Kopa's own board says it. */
function told(board: PortableBoard) {
  const names = (list: readonly { id: string, name?: string, title?: string }[]) => new Map(list.map(({ id, name, title }) => [id, name ?? title ?? '']))
  const [columns, people, labels, tasks] = [names(board.columns), names(board.people), names(board.labels), names(board.tasks)]
  return {
    columns: board.columns.map(({ title, stage }) => `${title} (${stage})`),
    links: board.links.map(({ from, to, type }) => `${tasks.get(from)} ${type} ${tasks.get(to)}`),
    tasks: board.tasks.map(task => ({
      title: task.title, column: columns.get(task.column ?? ''), under: tasks.get(task.parent ?? '') ?? null, people: task.assignees.map(({ userId }) => people.get(userId)), labels: task.labels.map(id => labels.get(id)),
      deadline: task.deadline && ('day' in task.deadline ? task.deadline.day : task.deadline.instant), percent: task.progress.percent, priority: task.priority,
    })),
  }
}
const counts = ({ report }: Reading): Record<string, number> => Object.fromEntries(report.lines.map(({ code, count }) => [code, count]))

const draft = { title: 'Draft contract', under: null, people: ['Ana Alksne'], percent: 100 }
const annex = { title: 'Annex', under: 'Draft contract', people: [], labels: [], percent: 0 }
const review = { title: 'Review', under: null, people: ['Bo Birk'], labels: [], percent: 0 }

test('Trello: lists, cards, labels, checklists, people, dates', async () => {
  const read = await sample('trello.json')
  expect([read.kind, read.board.title]).toEqual(['trelloJson', 'Kopīga palaišana'])
  expect(told(read.board)).toEqual({
    columns: ['To Do (open)', 'Doing (active)'], links: [],
    tasks: [
      { ...draft, column: 'To Do', labels: ['Legal', 'pink'], deadline: '2026-03-06T15:00:00.000Z', priority: null }, { ...review, column: 'To Do', people: [], deadline: null, priority: null },
      { title: 'Sign', column: 'Doing', under: null, people: ['Bo Birk', 'Ana Alksne'], labels: [], deadline: null, percent: 0, priority: null },
    ],
  })
  expect(read.board.tasks[0]).toMatchObject({ plan: { constraint: 'SNET', constraintAt: '2026-03-02T08:00', duration: 2400 }, checklist: [{ text: 'Steps: First', isDone: true }, { text: 'Steps: Second', isDone: false }, { text: 'Papers: Annex', isDone: false }] })
  expect(read.board.labels.map(({ color }) => color)).toEqual([2, 6])
  expect(counts(read)).toEqual({ archived: 2, comments: 2, attachments: 1, history: 1, votes: 1, customFields: 1, covers: 1, locations: 1, reminders: 1 })
})

test('Asana, JSON: sections, subtasks, dependencies, priority, times', async () => {
  const read = await sample('asana.json')
  expect([read.kind, read.board.title]).toEqual(['asanaJson', 'Kopīga palaišana'])
  expect(told(read.board)).toEqual({
    columns: ['Doing (active)', 'To do (open)'], links: ['Draft contract FS Review'],
    tasks: [
      { ...draft, column: 'Doing', labels: ['legal'], deadline: '2026-03-06', priority: 'high' }, { ...annex, column: undefined, deadline: '2026-03-05T12:00:00.000Z', priority: null },
      { ...review, column: 'To do', deadline: '2026-03-20', priority: null },
    ],
  })
  expect(read.board.tasks[0]?.effort).toEqual({ estimate: 90, spent: 60 })
  expect(counts(read)).toEqual({ customFields: 1, watchers: 1, unknownPredecessors: 1, attachments: 1 })
})

test('Asana, CSV: the same from a table', async () => {
  const read = await sample('asana.csv')
  expect(read.kind).toBe('asanaCsv')
  expect(told(read.board)).toEqual({
    columns: ['Doing (active)', 'To do (open)'], links: ['Draft contract FS Review'],
    tasks: [
      { ...draft, column: 'Doing', people: ['ana@alder.example'], labels: ['legal', 'urgent'], deadline: '2026-03-06', priority: 'high' }, { ...annex, column: 'Doing', deadline: null, priority: null },
      { ...review, column: 'To do', people: ['bo@birch.example'], deadline: '2026-03-20', priority: 'low' },
    ],
  })
  expect(read.report.lines).toEqual([{ code: 'history', count: 6, examples: ['Created At', 'Last Modified'] }, { code: 'columnsLeftOut', count: 2, examples: ['Projects', 'Budget'] }])
})

const jira = {
  links: ['Draft contract FS Review'],
  tasks: [
    { ...draft, column: 'Done', labels: ['legal', 'urgent'], deadline: '2026-03-06', priority: 'urgent' }, { ...annex, column: 'In Progress', deadline: null, priority: 'medium' },
    { ...review, column: 'To Do', deadline: '2026-03-20', priority: 'low' },
  ],
  columns: ['Done (done)', 'In Progress (active)', 'To Do (open)'],
}

test('Jira, CSV: statuses, subtasks by their number, blocks, labels in several columns, seconds', async () => {
  const read = await sample('jira.csv')
  expect(read.kind).toBe('jiraCsv')
  expect(told(read.board)).toEqual(jira)
  expect(read.board.tasks[0]?.effort).toEqual({ estimate: 480, spent: 120 })
  expect(counts(read)).toEqual({ comments: 2, attachments: 1, history: 6, watchers: 4, votes: 1, customFields: 1, sprints: 1, linkTypes: 1, columnsLeftOut: 3 })
})

test('Jira, XML: the same, with the words of HTML', async () => {
  const read = await sample('jira.xml')
  expect([read.kind, read.board.title]).toEqual(['jiraXml', 'Kopīga palaišana'])
  expect(told(read.board)).toEqual(jira)
  expect(read.board.tasks[0]).toMatchObject({ effort: { estimate: 600, spent: 120 }, description: [{ content: [{ text: 'Line one' }] }, { content: [{ text: 'Tom & Jerry' }] }] })
  expect(counts(read)).toEqual({ comments: 2, attachments: 1, watchers: 2, votes: 1, customFields: 1, sprints: 1, linkTypes: 1, unknownPredecessors: 1 })
})

test('Monday, Excel: groups, items, subitems, people; sums are no tasks', async () => {
  const heads = ['Name', 'Subitems', 'Person', 'Status', 'Due date', 'Timeline - Start', 'Timeline - End', 'Budget']
  const read = await readAs('Launch.xlsx', writeExcel([
    ['Launch'], ['This week'], heads,
    ['Draft contract', 'Annex', 'Ana Alksne', 'Done', { clock: '2026-03-06' }, { clock: '2026-03-02' }, { clock: '2026-03-06' }, 100],
    ['Subitems', 'Name', 'Owner', 'Status', 'Due date', 'Room'], ['', 'Annex', 'Bo Birk', 'Working on it', { clock: '2026-03-05' }, 'A 12'],
    ['', '', '', '', '', '', '', 100], [''], ['Next month'], heads, ['Review', '', 'Bo Birk', 'Stuck', '', '', '', ''],
  ], 'launch'))
  expect(read.kind).toBe('mondayExcel')
  expect(told(read.board)).toEqual({
    columns: ['Done (done)', 'Working on it (active)', 'Stuck (waiting)'], links: [],
    tasks: [
      { ...draft, column: 'Done', labels: ['This week'], percent: 0, deadline: '2026-03-06', priority: null }, { ...annex, column: 'Working on it', people: ['Bo Birk'], labels: ['This week'], deadline: '2026-03-05', priority: null },
      { ...review, column: 'Stuck', labels: ['Next month'], deadline: null, priority: null },
    ],
  })
  expect(read.report.lines).toEqual([{ code: 'columnsLeftOut', count: 2, examples: ['Budget', 'Subitems: Room'] }])
})

test('each of them says on a board of Kopa what it said in its file', async () => {
  for (const name of ['trello.json', 'asana.json', 'asana.csv', 'jira.csv', 'jira.xml']) {
    const { board } = await sample(name)
    const inside = throughBoard(board)
    const lines = (of: PortableBoard) => told(of).tasks.map(({ title, under, deadline, percent }) => JSON.stringify([title, under, deadline, percent])).toSorted()
    expect({ name, links: told(inside).links.toSorted(), lines: lines(inside) }).toEqual({ name, links: told(board).links.toSorted(), lines: lines(board) })
  }
})

test('files of theirs that somebody has bent are read as far as they make sense, or refused; never a fault of ours', async () => {
  const bent: unknown[] = [
    { lists: [], cards: [] }, { lists: [{ id: 1, name: null }], cards: [{ idList: 1 }] }, { lists: [{ id: 'a', name: ['x'], pos: 'top' }], cards: [null, 7, { idList: 'a', name: { toString: 1 }, due: 'soon', start: 5, idLabels: 'x', idMembers: [{}], badges: 1, attachments: {} }], checklists: [{ idCard: 5 }], labels: [{}], members: [null] },
    { data: [{ gid: 5, name: 'x' }] }, { data: [{ gid: 'a', name: null, memberships: [{ section: [] }], subtasks: [{ gid: 'a', name: 'itself', subtasks: {} }], dependencies: [{ gid: 'a' }, null], custom_fields: [{}], start_on: '2026-02-31', due_at: 'x', estimated_minutes: -5 }] },
  ]
  for (const file of bent) {
    const read = await readAs('bent.json', JSON.stringify(file)).catch((error: unknown) => error)
    const outcome = read instanceof Error ? (read as { code?: string }).code : throughBoard((read as Reading).board).tasks.length
    expect(outcome, JSON.stringify(file)).toBeOneOf(['importNothing', 'importUnknownKind', 0, 1, 2])
  }
  for (const feed of ['<rss><channel><item><summary>x</summary></item></channel></rss>', '<rss><channel><item><key/><parent>X</parent><due>32 Foo 2026</due><timespent>long</timespent><issuelinks><issuelinktype/></issuelinks></item></channel></rss>']) {
    expect((await readAs('bent.xml', feed)).board.tasks).toHaveLength(1)
  }
})
