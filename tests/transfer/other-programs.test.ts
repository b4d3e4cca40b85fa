import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { textOf } from '@kopa/shared/transfer/blocks.ts'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { writeCalendar } from '../../server/transfer/calendar-writer.ts'
import { writeExcel } from '../../server/transfer/excel-writer.ts'
import { ImportFault } from '../../server/transfer/import-fault.ts'
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
    { ...draft, column: 'Done', labels: ['Story', 'legal', 'urgent'], deadline: '2026-03-06', priority: 'urgent' }, { ...annex, column: 'In Progress', labels: ['Sub-task'], deadline: null, priority: 'medium' },
    { ...review, column: 'To Do', labels: ['Story'], deadline: '2026-03-20', priority: 'low' },
  ],
  columns: ['Done (done)', 'In Progress (active)', 'To Do (open)'],
}

test('Jira, CSV: statuses, subtasks by their number, blocks, labels in several columns, seconds', async () => {
  const read = await sample('jira.csv')
  expect(read.kind).toBe('jiraCsv')
  expect(told(read.board)).toEqual(jira)
  expect(read.board.tasks[0]?.effort).toEqual({ estimate: 480, spent: 120 })
  expect(counts(read)).toEqual({ comments: 2, attachments: 1, history: 6, watchers: 4, votes: 1, customFields: 1, sprints: 1, linkTypes: 1, columnsLeftOut: 2 })
})

test('Jira, CSV: a parent by its number alone, and what is told only from the side that blocks', async () => {
  const read = await readAs('jira.csv', 'Summary,Issue key,Issue id,Issue Type,Parent id,Status,Outward issue link (Blocks),Outward issue link (Blocks)\nDraft,K-1,10001,Story,,To Do,K-3,\nAnnex,K-2,10002,Sub-task,10001,To Do,K-3,\nReview,K-3,10003,Task,,To Do,,\n')
  expect(read.board.tasks.map(({ title, parent }) => [title, read.board.tasks.find(({ id }) => id === parent)?.title ?? null])).toEqual([['Draft', null], ['Annex', 'Draft'], ['Review', null]])
  const titleOf = (id: string) => read.board.tasks.find(task => task.id === id)?.title
  expect(read.board.links.map(({ from, to }) => [titleOf(from), titleOf(to)])).toEqual([['Draft', 'Review'], ['Annex', 'Review']])
  expect(read.board.labels.map(({ name }) => name)).toEqual(['Story', 'Sub-task', 'Task'])
  expect(read.report.lines).toEqual([])
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

test('iCalendar: what is to be done, events in the zones of their file, what repeats', async () => {
  const read = await sample('calendar.ics')
  expect([read.kind, read.board.title]).toEqual(['ical', 'Kopīga palaišana'])
  const usual = { under: null, people: [], labels: [], column: 'To do', percent: 0, priority: null, deadline: null }
  expect(told(read.board).tasks).toEqual([
    { ...usual, ...draft, column: 'Done', labels: ['legal', 'urgent'], deadline: '2026-03-06T15:00:00.000Z', priority: 'urgent' },
    { ...usual, title: 'A very long name of an annex that is folded over two lines because no line is longer than 75 octets', under: 'Draft contract', column: 'In progress', percent: 40, deadline: '2026-03-05' },
    { ...usual, title: 'Kick-off' }, { ...usual, title: 'Night shift' }, { ...usual, title: 'Fair' }, { ...usual, title: 'Gates open', deadline: '2026-09-11T06:00:00.000Z' },
  ])
  const [contract, annex, kickOff, night, fair] = read.board.tasks
  expect(textOf(contract?.description ?? [])).toBe('Both sides, in one text\nwith an annex\nRīga')
  expect([annex?.repeat, kickOff?.repeat, fair?.repeat]).toEqual([{ every: 1, unit: 'month', weekdays: [] }, { every: 1, unit: 'week', weekdays: [] }, null])
  // 10:00 in Riga, on summer time; eight hours from 22:00 in New York; Monday to Wednesday.
  expect(kickOff?.plan).toMatchObject({ mode: 'auto', constraint: 'SNET', constraintAt: '2026-07-02T10:00', duration: 90 })
  expect(night?.plan).toMatchObject({ mode: 'manual', start: '2026-07-05T05:00', finish: '2026-07-05T13:00' })
  expect(fair?.plan).toMatchObject({ mode: 'auto', constraint: 'SNET', constraintAt: '2026-09-07T08:00', duration: 3 * 480 })
  expect(counts(read)).toEqual({ archived: 1, attachments: 1, reminders: 1, repeats: 2, watchers: 1, unreadParts: 1 })
})

test('iCalendar: what Kopa writes it reads again, plan and deadline of a task as one', async () => {
  const { board } = await sample('calendar.ics')
  const text = writeCalendar({ ...throughBoard(board), title: 'Again' }, { now: 0, documentId: 'd', address: 'https://kopa.example/b' })
  const again = await readAs('x.ics', text)
  expect(again.board.title).toBe('Again')
  const datesOf = ({ tasks }: PortableBoard) => tasks.map(({ title, plan, deadline }) => ({ title, constraintAt: plan?.constraintAt, duration: plan?.duration, deadline })).toSorted((one, other) => (one.title < other.title ? -1 : 1))
  expect(datesOf(again.board)).toEqual(datesOf(board))
})

const event = (lines: string) => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:x\r\n${lines}\r\nEND:VEVENT\r\nEND:VCALENDAR`

test.each([
  ['a day that is none', 'DTSTART;VALUE=DATE:20261345', { unknownDates: 1 }],
  ['a time that is none', 'DTSTART:never', { unknownDates: 1 }],
  ['a year nobody reaches', 'DTSTART:99991231T235959Z', { unknownDates: 1 }],
  ['a rule by the second', 'DTSTART:20260101T080000\r\nRRULE:FREQ=SECONDLY;COUNT=99999999', { repeats: 1 }],
  ['a length that is none', 'DTSTART:20260101T080000\r\nDURATION:PTT', {}],
  ['a zone that nobody knows', 'DTSTART;TZID=Nowhere/Land:20260101T080000', {}],
  ['its own parent', 'RELATED-TO:1', {}],
] as const)('iCalendar with %s is a task all the same', async (_what, lines, report) => {
  const read = await readAs('x.ics', event(lines))
  expect(read.board.tasks.map(({ title, parent }) => [title, parent])).toEqual([['x', null]])
  expect(counts(read)).toEqual(report)
})

// Its zone changes its clocks each second since 1601.
test('iCalendar whose zone would be counted for ever is read at once', async () => {
  const zone = 'BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n'
  const read = await readAs('x.ics', event('DTSTART;TZID=Odd:20260302T080000\r\nDTEND;TZID=Odd:20260302T090000').replace('BEGIN:VEVENT', `${zone}BEGIN:VEVENT`))
  expect(read.board.tasks[0]?.plan).toMatchObject({ constraintAt: '2026-03-02T08:00', duration: 60 })
})

test('iCalendar with a line that is none says where', async () => {
  await expect(readAs('x.ics', event('DTSTART:20260101T080000\r\nhello'))).rejects.toMatchObject({ code: 'importNotWhole', details: { line: 6 } })
})

test.each([['cut off', event('DTSTART:20260101T080000').slice(0, -20)], ['no calendar', 'BEGIN:VCALENDAR\r\nhello'], ['repeated by a rule that is none', event('RRULE:FREQ=NEVER')], ['nested without an end', 'BEGIN:VCALENDAR\r\n'.repeat(50_000)]])('iCalendar that is %s is refused', async (_what, text) => {
  await expect(readAs('x.ics', text)).rejects.toThrow(ImportFault)
})
