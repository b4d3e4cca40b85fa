import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as Y from 'yjs'
import { afterAll } from 'vitest'
import { emptyBoard, type PortableBoard, portableTask } from '@kopa/shared/transfer/board-file.ts'
import type { Mapping } from '@kopa/shared/transfer/mapping.ts'
import { readPortable } from '@kopa/shared/transfer/portable-reading.ts'
import { writePortable } from '@kopa/shared/transfer/portable-writing.ts'
import { type Reading, readBoard } from '../../server/transfer/read-board.ts'

let folder: Promise<string> | null = null
afterAll(async () => { if (folder) await rm(await folder, { recursive: true }) })

/** Reads something as if somebody had brought it as a file. */
export async function readAs(name: string, content: string | Uint8Array, mapping: Mapping | null = null): Promise<Reading> {
  folder ??= mkdtemp(path.join(os.tmpdir(), 'kopa-imports-'))
  const file = path.join(await folder, crypto.randomUUID())
  await writeFile(file, content)
  return readBoard({ file, name, zone: 'Europe/Riga', language: 'en', mapping })
}

/** What a board of Kopa says after it has taken a file in: everybody of the file is in the workspace, under another id. */
export function throughBoard(board: PortableBoard): PortableBoard {
  const doc = new Y.Doc()
  const fresh = (list: readonly { id: string }[]) => new Map(list.map(({ id }, at) => [id, `${at}-${crypto.randomUUID()}`]))
  const [people, companies, tasks] = [fresh(board.people), fresh(board.companies), fresh(board.tasks)]
  writePortable(doc, board, { act: { userId: 'somebody', at: 1 }, newId: () => crypto.randomUUID(), people, companies, tasks, pages: new Map() })
  const namesOf = (list: readonly { id: string, name: string }[], ids: ReadonlyMap<string, string>) => new Map(list.map(({ id, name }) => [ids.get(id) ?? '', name]))
  return readPortable(doc, {
    people: namesOf(board.people, people), companies: namesOf(board.companies, companies),
    descriptions: new Map(board.tasks.map(({ id, description }) => [tasks.get(id) ?? '', description])),
  })
}

const sorted = <T>(list: readonly T[]): T[] => [...list].toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))

/** A board without the ids of its file: each thing by its place or its name. Who has no task does not come along. */
export function comparable(board: PortableBoard): object {
  const placesOf = (kind: string, list: readonly { id: string }[]) => new Map(list.map(({ id }, at) => [id, `${kind} ${at}`]))
  const namesOf = (list: readonly { id: string, name: string }[]) => new Map(list.map(({ id, name }) => [id, name]))
  const [columns, tasks, people, companies, labels] = [placesOf('column', board.columns), placesOf('task', board.tasks), namesOf(board.people), namesOf(board.companies), namesOf(board.labels)]
  const calendars = new Map(board.calendars.map(({ id, title }) => [id, title]))
  const of = (ids: ReadonlyMap<string, string>, id: string | null): string | null => (id === null ? null : ids.get(id) ?? 'nobody')
  return {
    ...board,
    settings: { ...board.settings, calendar: of(calendars, board.settings.calendar) },
    people: sorted([...new Set(board.tasks.flatMap(({ assignees }) => assignees.map(({ userId }) => people.get(userId))))]),
    companies: sorted([...companies.values()]), columns: board.columns.map(column => without(column, 'id')), labels: sorted(board.labels.map(label => without(label, 'id'))),
    calendars: sorted(board.calendars.map(calendar => ({ ...without(calendar, 'id'), base: of(calendars, calendar.base), companyId: of(companies, calendar.companyId) }))),
    links: sorted(board.links.map(link => ({ ...link, from: of(tasks, link.from), to: of(tasks, link.to) }))),
    baselines: board.baselines.map(baseline => ({ ...baseline, dates: sorted(baseline.dates.map(planned => ({ ...planned, task: of(tasks, planned.task) }))) })),
    tasks: board.tasks.map(task => ({
      ...without(task, 'id', 'place'), column: of(columns, task.column), parent: of(tasks, task.parent), companyId: of(companies, task.companyId), plan: task.plan && { ...task.plan, calendar: of(calendars, task.plan.calendar) },
      assignees: sorted(task.assignees.map(assignee => ({ ...assignee, userId: of(people, assignee.userId) }))), labels: sorted(task.labels.map(label => of(labels, label))),
    })),
  }
}

/** All of a record but these. */
export const without = <T extends object, K extends keyof T>(record: T, ...keys: K[]): Omit<T, K> => Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>

/** A board with two tasks and an own field of every kind, one of them private, and one of a name that a spreadsheet would reckon with. */
export function withFields(): { board: PortableBoard } {
  const field = (name: string, kind: string, at: number, more: object = {}) => [`f${at}`, { name, kind, order: String(at).padStart(2, '0'), ...more }] as const
  const fields = Object.fromEntries([
    field('Words', 'text', 1), field('Count', 'number', 2), field('Cost', 'money', 3, { currency: 'EUR', isPrivate: true }), field('Other', 'money', 4, { currency: 'USD' }), field('On', 'date', 5), field('Who', 'person', 6), field('Firm', 'company', 7),
    field('Size', 'select', 8), field('Many', 'multiSelect', 9), field('Tick', 'checkbox', 10), field('Link', 'link', 11), field('Twice', 'formula', 12, { formula: '{f2} * 2' }), field('=Bad', 'text', 13),
    ...[['f8/s', 'Small'], ['f8/l', 'Large'], ['f9/r', 'Red'], ['f9/b', 'Blue']].map(([id = '', name], order) => [id, { name, color: order, order }] as const),
  ])
  const money = (amount: number, currency: string) => ({ amount, currency })
  return { board: {
    ...emptyBoard('Fields', 'Europe/Riga'), fields, people: [{ id: 'ana', name: 'Ana Alksne', email: null }, { id: 'bo', name: 'Bo Birk', email: null }], companies: [{ id: 'alder', name: 'Alder Homes' }],
    columns: [{ id: 'todo', title: 'To do', stage: 'open', limit: null }],
    tasks: [
      portableTask({ id: 'one', title: 'One', column: 'todo', values: { f1: '=1+1', f2: -2.5, f3: money(123_450, 'EUR'), f4: money(1200, 'EUR'), f5: '2026-03-02', f6: 'ana', f7: 'alder', f8: 's', 'f9/r': true, 'f9/b': true, f10: true, f11: 'https://kopa.example/a', f13: 'x' } }),
      portableTask({ id: 'two', title: 'Two', column: 'todo', place: 1, values: { f1: 'plain', f3: money(10_000, 'EUR'), f4: money(9900, 'USD'), f5: '2026-12-24', f6: 'bo', f8: 'l', 'f9/r': true, f11: 'https://kopa.example/b', f13: 'x' } }),
    ],
  } }
}
