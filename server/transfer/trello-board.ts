import { isRecord } from '@kopa/shared/boards/stored-value.ts'
import { paragraphsOf } from '@kopa/shared/transfer/blocks.ts'
import { emptyBoard, most, type PortableBoard, type PortableTask, portableTask } from '@kopa/shared/transfer/board-file.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { ImportFault } from './import-fault.ts'
import { dayIn, deadlineAt, idsIn, type Json, listIn, momentIn, numberIn, recordIn, textIn } from './json-values.ts'
import { stageOf } from './names.ts'
import { planOf } from './table-rows.ts'

export interface JsonOptions { title: string, zone: string, report: Report }

/** A board as Trello exports it ("Print, export, and share", JSON): the objects of its REST API. */
export const isTrello = (value: unknown): value is Json => isRecord(value) && Array.isArray(value['cards']) && Array.isArray(value['lists'])

/** Lists become columns, cards tasks. What is archived stays where it is. @throws ImportFault */
export function boardOfTrello(file: Json, { title, zone, report }: JsonOptions): PortableBoard {
  const lists = byPosition(listIn(file['lists']).filter(list => isOpen(list, report)))
  const all = Map.groupBy(listIn(file['cards']), ({ idList }) => textIn(idList))
  const cards = lists.flatMap(({ id }) => byPosition((all.get(textIn(id)) ?? []).filter(card => isOpen(card, report))))
  if (cards.length === 0 && lists.length === 0) throw new ImportFault('importNothing')
  if (cards.length > most.tasks || lists.length > most.columns) throw new ImportFault('importTooMany', { most: most.tasks })
  const checklists = Map.groupBy(byPosition(listIn(file['checklists'])), ({ idCard }) => textIn(idCard))
  tellLosses(file, cards, report)
  return {
    ...emptyBoard(textIn(file['name']).slice(0, 300) || title, zone),
    columns: lists.map(({ id, name }) => ({ id: textIn(id), title: textIn(name).slice(0, 200), stage: stageOf(textIn(name)), limit: null })),
    labels: listIn(file['labels']).slice(0, most.labels).map(({ id, name, color }) => ({ id: textIn(id), name: (textIn(name) || textIn(color) || '?').slice(0, 60), color: colorOf(textIn(color)) })),
    people: listIn(file['members']).slice(0, most.people).map(({ id, fullName, username, email }) => ({ id: textIn(id), name: (textIn(fullName) || textIn(username)).slice(0, 200), email: textIn(email).toLowerCase() || null })),
    tasks: cards.map((card, place) => readCard(card, { place, zone, report, checklists: checklists.get(textIn(card['id'])) ?? [] })),
  }
}

const byPosition = (list: readonly Json[]): Json[] => [...list].sort((one, other) => numberIn(one['pos']) - numberIn(other['pos']))

function isOpen({ closed, name }: Json, report: Report): boolean {
  if (closed === true) report.add('archived', textIn(name))
  return closed !== true
}

/** Trello's colours, as near as our eight come; `green_dark` is a green. */
const colors = ['blue', 'orange', 'green', 'purple', 'yellow', 'sky', 'red', 'black']
const others: Readonly<Record<string, string>> = { lime: 'green', pink: 'red' }
const colorOf = (color: string): number => {
  const base = color.split('_')[0] ?? ''
  return Math.max(0, colors.indexOf(others[base] ?? base))
}

interface CardParts { place: number, zone: string, report: Report, checklists: readonly Json[] }

function readCard(card: Json, { place, zone, report, checklists }: CardParts): PortableTask {
  const title = textIn(card['name']).replace(/\s+/g, ' ')
  if (title.length > 500) report.add('longTexts', title)
  const [due, start] = [momentIn(card['due']), dayIn(momentIn(card['start']), zone)]
  const until = dayIn(due, zone)
  return portableTask({
    id: textIn(card['id']), title: title.slice(0, 500), column: textIn(card['idList']), place, description: paragraphsOf(textIn(card['desc'])), deadline: deadlineAt(due),
    plan: start === null ? null : planOf({ start: { day: start, time: null }, finish: until === null ? null : { day: until, time: null }, duration: null }),
    labels: idsIn(card['idLabels']).slice(0, 200), assignees: idsIn(card['idMembers']).slice(0, 200).map(userId => ({ userId, units: 100, work: null })),
    progress: { percent: card['dueComplete'] === true ? 100 : 0, start: null, finish: null },
    checklist: checklists.flatMap(list => itemsOf(list, checklists.length > 1)).slice(0, most.checklist),
  })
}

/** Of several lists each item says from which it is. */
const itemsOf = ({ name, checkItems }: Json, isOneOfMany: boolean): PortableTask['checklist'] =>
  byPosition(listIn(checkItems)).map(item => ({ text: `${isOneOfMany ? `${textIn(name)}: ` : ''}${textIn(item['name'])}`.slice(0, 500), isDone: item['state'] === 'complete' }))

function tellLosses(file: Json, cards: readonly Json[], report: Report): void {
  const actions = listIn(file['actions'])
  const comments = actions.filter(({ type }) => type === 'commentCard').length
  const names = new Map(cards.map(card => [textIn(card['id']), textIn(card['name'])]))
  const told = Math.max(comments, cards.reduce((sum, { badges }) => sum + numberIn(recordIn(badges)['comments']), 0))
  report.add('comments', undefined, told)
  report.add('history', undefined, actions.length - comments)
  report.add('customFields', undefined, cards.reduce((sum, { customFieldItems }) => sum + listIn(customFieldItems).length, 0))
  for (const card of cards) {
    const name = names.get(textIn(card['id']))
    report.add('attachments', name, listIn(card['attachments']).length)
    report.add('votes', name, idsIn(card['idMembersVoted']).length)
    if (card['idAttachmentCover']) report.add('covers', name)
    if (card['coordinates'] || card['address']) report.add('locations', name)
    if (numberIn(card['dueReminder']) > 0) report.add('reminders', name)
  }
}
