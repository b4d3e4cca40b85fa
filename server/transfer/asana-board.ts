import { dayOrNull, isRecord } from '@kopa/shared/boards/stored-value.ts'
import { paragraphsOf } from '@kopa/shared/transfer/blocks.ts'
import { emptyBoard, most, type PortableBoard, type PortableTask, portableTask } from '@kopa/shared/transfer/board-file.ts'
import { ImportFault } from './import-fault.ts'
import { deadlineAt, type Json, listIn, momentIn, numberIn, recordIn, textIn } from './json-values.ts'
import { Names, priorityOf, stageOf } from './names.ts'
import { inOrder } from './table-outline.ts'
import { planOf } from './table-rows.ts'
import type { JsonOptions } from './trello-board.ts'

/** A project as Asana exports it ("Export to JSON"): `data`, a list of the tasks of its API with their subtasks inside. */
export const isAsana = (value: unknown): value is Json => isRecord(value) && listIn(value['data']).some(task => 'gid' in task && 'name' in task)

interface Found { task: Json, parent: string | null }

/** Sections become columns. @throws ImportFault */
export function boardOfAsana(file: Json, { title, zone, report }: JsonOptions): PortableBoard {
  const found = flatten(listIn(file['data']))
  if (found.length > most.tasks) throw new ImportFault('importTooMany', { most: most.tasks })
  const names = new Names()
  const sections = new Map<string, string>()
  const tasks = found.map(({ task, parent }, place): PortableTask => {
    const section = sectionOf(task)
    if (section && !sections.has(section.id)) sections.set(section.id, section.name)
    for (const field of listIn(task['custom_fields'])) if (!isPriority(field) && textIn(field['display_value']) !== '') report.add('customFields', textIn(field['name']))
    report.add('attachments', textIn(task['name']), listIn(task['attachments']).length)
    report.add('comments', textIn(task['name']), listIn(task['stories']).filter(({ type }) => type === 'comment').length)
    report.add('watchers', undefined, Math.max(0, listIn(task['followers']).length - 1))
    return readTask(task, { parent, place, column: section?.id ?? null, names })
  })
  const known = new Set(tasks.map(({ id }) => id))
  const links = found.flatMap(({ task }) => listIn(task['dependencies']).flatMap(({ gid }) => {
    if (!known.has(textIn(gid))) report.add('unknownPredecessors', textIn(task['name']))
    return known.has(textIn(gid)) ? [{ from: textIn(gid), to: textIn(task['gid']), type: 'FS' as const, lag: { kind: 'working' as const, amount: 0 } }] : []
  }))
  const columns = sections.size > 0 ? [...sections] : [['all', title || 'Asana'] as const]
  return {
    ...emptyBoard(projectOf(found) || title, zone), people: names.people, labels: names.labels, links: links.slice(0, most.links),
    columns: columns.slice(0, most.columns).map(([id, name]) => ({ id, title: name.slice(0, 200), stage: stageOf(name), limit: null })), tasks: inOrder(tasks),
  }
}

/** Parents before what is below them. How deep they nest is the file's to choose. */
function flatten(tasks: readonly Json[]): Found[] {
  const found: Found[] = []
  const open = tasks.map((task): Found => ({ task, parent: null })).toReversed()
  for (let next = open.pop(); next !== undefined && found.length <= most.tasks; next = open.pop()) {
    found.push(next)
    for (const task of listIn(next.task['subtasks']).toReversed()) open.push({ task, parent: textIn(next.task['gid']) || null })
  }
  return found.filter(({ task }) => textIn(task['gid']) !== '')
}

const membershipsOf = (task: Json): Json[] => listIn(task['memberships'])
const projectOf = ([first]: readonly Found[]): string => textIn(recordIn(first && membershipsOf(first.task)[0]?.['project'])['name']).slice(0, 300)

function sectionOf(task: Json): { id: string, name: string } | null {
  const section = recordIn(membershipsOf(task)[0]?.['section'] ?? task['assignee_section'])
  return textIn(section['gid']) === '' ? null : { id: textIn(section['gid']), name: textIn(section['name']) }
}

const isPriority = ({ name }: Json): boolean => /^(priority|prioritāte)$/i.test(textIn(name))

interface TaskParts { parent: string | null, place: number, column: string | null, names: Names }

function readTask(task: Json, { parent, place, column, names }: TaskParts): PortableTask {
  const [start, due] = [dayOrNull(task['start_on']), dayOrNull(task['due_on'])]
  const assignee = recordIn(task['assignee'])
  const person = textIn(assignee['name']) === '' ? null : names.person(textIn(assignee['name']), textIn(assignee['email']) || null)
  const moment = momentIn(task['due_at'])
  const minutes = (value: unknown): number => Math.max(0, Math.round(numberIn(value)))
  return portableTask({
    id: textIn(task['gid']).slice(0, 200), title: textIn(task['name']).replace(/\s+/g, ' ').slice(0, 500), column, place, parent, description: paragraphsOf(textIn(task['notes'])),
    deadline: moment === null ? due === null ? null : { day: due } : deadlineAt(moment),
    plan: start === null ? null : planOf({ start: { day: start, time: null }, finish: due === null ? null : { day: due, time: null }, duration: null }),
    labels: listIn(task['tags']).flatMap(({ name }) => names.label(textIn(name)) ?? []).slice(0, 200), assignees: person === null ? [] : [{ userId: person, units: 100, work: null }],
    priority: priorityOf(textIn(listIn(task['custom_fields']).find(isPriority)?.['display_value'])),
    progress: { percent: task['completed'] === true ? 100 : 0, start: null, finish: null },
    effort: { estimate: minutes(task['estimated_minutes']) || null, spent: minutes(task['actual_time_minutes']) },
  })
}
