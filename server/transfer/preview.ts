import type { ImportPreview } from '@kopa/shared/transfer/contract.ts'
import { most } from '@kopa/shared/transfer/board-file.ts'
import { matchCompanies, matchPeople } from './matching.ts'
import { wallClockAt } from '@kopa/shared/boards/local-time.ts'
import { isRecord, textIn } from '@kopa/shared/boards/stored-value.ts'
import { asTask, namedInFields, portableFields } from '@kopa/shared/transfer/portable-fields.ts'
import type { Reading } from './read-board.ts'
import { datesOf, daysOf } from './project-writer.ts'
import type { FileToRead } from './transfer-jobs.ts'

const mostShown = { tasks: 8, people: 100 }

/** What a person is shown of a file before it becomes a board. Tells the report who and what is not here. */
export function previewOf({ kind, board, report, table }: Reading, { here, now }: Pick<FileToRead, 'here' | 'now'>): ImportPreview {
  const [people, companies] = [matchPeople(board, here), matchCompanies(board, here)]
  const named = new Set([...board.tasks.flatMap(({ assignees }) => assignees.map(({ userId }) => userId)), ...namedInFields(portableFields(board), board.tasks.map(asTask)).people])
  const described = board.tasks.filter(({ description }) => description.length > 0)
  for (const { id, name, email } of board.people) if (named.has(id) && !people.has(id)) report.add('peopleNotHere', name || email || id)
  for (const { id, name } of board.companies) if (!companies.has(id)) report.add('companiesNotHere', name)
  for (const { title } of board.tasks.filter(({ isPrivate }) => isPrivate)) report.add('privateTasks', title)
  for (const field of Object.values(board.fields)) if (isRecord(field) && field['isPrivate'] === true) report.add('privateFields', textIn(field['name'], 100))
  for (const { title } of described.slice(most.notes)) report.add('descriptions', title)
  const days = daysOf(datesOf(board, wallClockAt(now, board.settings.zone)))
  const titles = new Map(board.columns.map(({ id, title }) => [id, title]))
  return {
    kind, title: board.title, table, report: report.lines,
    counts: {
      tasks: board.tasks.length, columns: board.columns.length, links: board.links.length, labels: board.labels.length, calendars: board.calendars.length, baselines: board.baselines.length,
      descriptions: described.length,
    },
    tasks: board.tasks.slice(0, mostShown.tasks).map((task, _, all) => ({ title: task.title, column: titles.get(task.column ?? '') ?? board.columns[0]?.title ?? '', level: levelIn(all, task.parent), planned: days(task.id) ?? null, due: task.deadline && ('day' in task.deadline ? task.deadline.day : task.deadline.instant) })),
    people: board.people.filter(({ id }) => named.has(id)).slice(0, mostShown.people).map(({ id, name, email }) => ({ id, name: name || email || '', userId: people.get(id) ?? null })),
    here: here.people.map(({ id, name }) => ({ id, name })),
  }
}

/** Parents stand before their children. */
function levelIn(tasks: readonly { id: string, parent: string | null }[], parent: string | null): number {
  let level = 0
  for (let above = parent; above !== null && level < mostShown.tasks; level++) above = tasks.find(({ id }) => id === above)?.parent ?? null
  return level
}
