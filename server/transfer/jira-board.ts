import { readDuration } from '@kopa/shared/boards/duration-words.ts'
import { paragraphsOf, writable } from '@kopa/shared/transfer/blocks.ts'
import { emptyBoard, most, type PortableBoard, type PortableTask, portableTask } from '@kopa/shared/transfer/board-file.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { ImportFault } from './import-fault.ts'
import { Names, priorityOf, stageOf } from './names.ts'
import { inOrder } from './table-outline.ts'
import type { JsonOptions } from './trello-board.ts'
import type { XmlRecord } from './xml-records.ts'

/** Issues as Jira exports them ("Export XML"): a feed with an item for every issue. Statuses become columns. @throws ImportFault */
export function boardOfJira(root: XmlRecord, { title, zone, report }: JsonOptions): PortableBoard {
  const items = root.path('channel', 'item')
  if (items.length > most.tasks) throw new ImportFault('importTooMany', { most: most.tasks })
  const names = new Names()
  const known = new Set(items.map(item => item.text('key') ?? ''))
  const tasks = items.map((item, place) => readIssue(item, { place, names, report, known }))
  const statuses = [...new Set(tasks.map(({ column }) => column ?? ''))].slice(0, most.columns)
  const heading = root.path('channel')[0]?.text('title') ?? ''
  return {
    ...emptyBoard(writable(heading).slice(0, 300) || title, zone), people: names.people, labels: names.labels, links: items.flatMap(item => linksOf(item, known, report)).slice(0, most.links),
    columns: statuses.map(status => ({ id: status || '?', title: status || '?', stage: stageOf(status), limit: null })), tasks: inOrder(tasks),
  }
}

interface IssueParts { place: number, names: Names, report: Report, known: ReadonlySet<string> }

function readIssue(item: XmlRecord, { place, names, report, known }: IssueParts): PortableTask {
  const key = item.text('key') ?? String(place)
  const parent = item.text('parent')
  if (parent !== null && !known.has(parent)) report.add('unknownParents', key)
  tellLosses(item, key, report)
  const assignee = item.text('assignee')
  const person = assignee === null || /^unassigned$/i.test(assignee) ? null : names.person(assignee)
  return portableTask({
    id: key.slice(0, 200), place, title: writable(item.text('summary') ?? key).replace(/\s+/g, ' ').slice(0, 500), column: writable(item.text('status') ?? '').slice(0, 200) || '?', parent,
    description: paragraphsOf(wordsOf(item.text('description') ?? '')), deadline: dayOf(item.text('due')), priority: priorityOf(item.text('priority') ?? ''),
    labels: [item.text('type') ?? '', ...item.path('labels').flatMap(labels => labels.texts('label'))].filter(Boolean).flatMap(label => names.label(label) ?? []).slice(0, 200), assignees: person === null ? [] : [{ userId: person, units: 100, work: null }],
    progress: { percent: item.text('resolved') === null ? 0 : 100, start: null, finish: null },
    effort: { estimate: lengthOf(item.text('timeoriginalestimate')), spent: lengthOf(item.text('timespent')) ?? 0 },
  })
}

/** `Fri, 6 Mar 2026 00:00:00 +0200`: the day that stands there. */
function dayOf(words: string | null): PortableTask['deadline'] {
  const parts = /(\d{1,2}) (\w{3}) (\d{4})/.exec(words ?? '')
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].indexOf(parts?.[2] ?? '') + 1
  return parts && month > 0 ? { day: `${parts[3]}-${String(month).padStart(2, '0')}-${(parts[1] ?? '').padStart(2, '0')}` } : null
}

/** `1 week, 2 days, 4 hours` */
function lengthOf(words: string | null): number | null {
  if (words === null) return null
  const parts = words.split(',').map(part => readDuration(part.trim()))
  return parts.some(part => part === null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
}

const marks: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': '\'', '&nbsp;': ' ' }

/** Descriptions are HTML: their words, a line for every block. */
const wordsOf = (html: string): string => writable(html).replace(/[\r\n]+/g, ' ').replace(/<(br|\/p|\/li|\/h\d|\/div|\/tr)\b[^>]*>/gi, '\n').replace(/<[^>]*>/g, '')
  .replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, mark => marks[mark] ?? mark).replace(/[ \t]*\n[ \t]*/g, '\n').trim()

/** Told from both sides of a link: taken from the side that waits. */
function linksOf(item: XmlRecord, known: ReadonlySet<string>, report: Report): PortableBoard['links'] {
  const to = item.text('key') ?? ''
  return item.path('issuelinks', 'issuelinktype').flatMap(type => {
    if (!/^block/i.test(type.text('name') ?? '')) report.add('linkTypes', type.text('name') ?? '', type.path('outwardlinks', 'issuelink').length)
    const befores = /^block/i.test(type.text('name') ?? '') ? type.path('inwardlinks', 'issuelink').map(link => link.text('issuekey') ?? '') : []
    return befores.flatMap(from => {
      if (!known.has(from)) report.add('unknownPredecessors', to)
      return known.has(from) && from !== to ? [{ from, to, type: 'FS' as const, lag: { kind: 'working' as const, amount: 0 } }] : []
    })
  })
}

function tellLosses(item: XmlRecord, key: string, report: Report): void {
  report.add('comments', key, item.path('comments').reduce((sum, comments) => sum + comments.texts('comment').length, 0))
  report.add('attachments', key, item.path('attachments').reduce((sum, files) => sum + files.texts('attachment').length, 0))
  report.add('votes', key, Number(item.text('votes')) || 0)
  report.add('watchers', key, Number(item.text('watches')) || 0)
  for (const field of item.path('customfields', 'customfield')) {
    const name = field.text('customfieldname') ?? ''
    report.add(/^sprint$/i.test(name) ? 'sprints' : 'customFields', name)
  }
}
