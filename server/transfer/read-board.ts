import fs from 'node:fs/promises'
import type { Language } from '@kopa/shared/languages.ts'
import { type PortableBoard, fileFormat } from '@kopa/shared/transfer/board-file.ts'
import { isRecord } from '@kopa/shared/boards/stored-value.ts'
import type { FileKind } from '@kopa/shared/transfer/kinds.ts'
import { type ColumnMeaning, type DateOrder, type Encoding, guessFields, type Mapping, type TableField, zoneOfHeads } from '@kopa/shared/transfer/mapping.ts'
import { Report } from '@kopa/shared/transfer/report.ts'
import { boardOfAsana, isAsana } from './asana-board.ts'
import { readCsv, type Table } from './csv-table.ts'
import { isZip, readExcel } from './excel-table.ts'
import { knownTable } from './known-tables.ts'
import { ImportFault } from './import-fault.ts'
import { boardOfCalendar, isCalendar } from './icalendar-board.ts'
import { boardOfJira } from './jira-board.ts'
import { parseJson, readKopaJson } from './json-board.ts'
import { boardOfProject } from './project-board.ts'
import { ignoredOfBoards } from './project-xml.ts'
import { boardOfTrello, isTrello } from './trello-board.ts'
import type { FileToRead } from './transfer-jobs.ts'
import { boardOfTable, type ColumnWords } from './table-board.ts'
import { guessOrder } from './table-dates.ts'
import { guessOwn } from './table-fields.ts'
import { decodeText } from './text-encoding.ts'
import { readXmlFile, UnreadableFile } from './xml-records.ts'

export interface TableSeen { heads: string[], samples: string[][], mapping: Mapping }

/** What a file is, and the board that it makes. `table`: null where nothing is to be mapped. */
export interface Reading { kind: FileKind, board: PortableBoard, report: Report, table: TableSeen | null }

const words: Readonly<Record<Language, ColumnWords>> = {
  en: { open: 'To do', active: 'In progress', done: 'Done' },
  lv: { open: 'Darāms', active: 'Darbā', done: 'Pabeigts' },
}

interface Parts { title: string, zone: string, report: Report, columnWords: ColumnWords, mapping: Mapping | null }

/** Looks at what a file is, whatever it is called, and reads it. @throws ImportFault */
export async function readBoard({ file, name, zone, language, mapping }: Omit<FileToRead, 'here' | 'now'>): Promise<Reading> {
  const parts: Parts = { title: titleOf(name), zone, report: new Report(), columnWords: words[language], mapping }
  try {
    return await readAs(file, parts)
  } catch (error) {
    throw error instanceof UnreadableFile ? faultOf(error) : error
  }
}

async function readAs(file: string, parts: Parts): Promise<Reading> {
  const { size } = await fs.stat(file)
  if (size === 0) throw new ImportFault('importNothing')
  const bytes = new Uint8Array(await fs.readFile(file))
  if (isZip(bytes)) return readTable('excel', readExcel(bytes), 'utf-8', parts)
  const decoded = decodeText(bytes, parts.mapping?.encoding ?? null)
  const start = decoded.text.slice(0, 4000).trimStart()
  if (start.startsWith('<')) return readXml(file, parts)
  if (start.startsWith('{') || start.startsWith('[')) return readJson(parseJson(decoded.text), parts)
  if (isCalendar(start)) return { kind: 'ical', board: boardOfCalendar(decoded.text, parts), report: parts.report, table: null }
  return readTable('csv', readCsv(decoded.text), decoded.encoding, parts)
}

const titleOf = (name: string): string => name.replace(/^.*[\\/]/, '').replace(/\.[\w-]{1,8}$/, '').replace(/\p{Cc}/gu, '').trim().slice(0, 300)

function faultOf({ reason, line }: UnreadableFile): ImportFault {
  switch (reason) {
    case 'unsafe': return new ImportFault('importUnsafe')
    case 'encoding': return new ImportFault('importEncoding')
    case 'empty': return new ImportFault('importNothing')
    case 'broken': return new ImportFault('importNotWhole', { line })
    case 'other': return new ImportFault('importUnknownKind')
  }
}

async function readXml(file: string, parts: Parts): Promise<Reading> {
  const { name, root } = await readXmlFile(file, new Set(ignoredOfBoards), { bytes: Infinity, depth: 50 })
  if (name === 'Project') return { kind: 'projectXml', board: boardOfProject(root, parts), report: parts.report, table: null }
  if (name === 'rss' && root.path('channel', 'item').length > 0) return { kind: 'jiraXml', board: boardOfJira(root, parts), report: parts.report, table: null }
  throw new ImportFault('importUnknownKind')
}

function readJson(value: unknown, parts: Parts): Reading {
  const { report } = parts
  if (isRecord(value) && value['format'] === fileFormat) return { kind: 'kopaJson', board: readKopaJson(value, report), report, table: null }
  if (isTrello(value)) return { kind: 'trelloJson', board: boardOfTrello(value, parts), report, table: null }
  if (isAsana(value)) return { kind: 'asanaJson', board: boardOfAsana(value, parts), report, table: null }
  throw new ImportFault('importUnknownKind')
}

const mostSamples = 5
const dateFields: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['start', 'finish', 'deadline', 'own:date'])

/** What a column says that nobody knows by its head becomes a field of the board's own. */
const withOwn = (fields: readonly (TableField | null)[], { heads, rows }: Table, dates: DateOrder): (ColumnMeaning | null)[] =>
  fields.map((field, at) => field ?? guessOwn(heads[at] ?? '', rows.map(({ cells }) => cells[at] ?? ''), dates))

function readTable(found: FileKind, whole: Table, encoding: Encoding, parts: Parts): Reading {
  const { kind, table, fields: known, left } = knownTable(whole, found) ?? { kind: found, table: whole, fields: null, left: undefined }
  const guessed = known ?? guessFields(table.heads)
  const datesAt = (parts.mapping?.fields ?? guessed).flatMap((field, at) => (field === null || dateFields.has(field) ? [at] : []))
  const dates = parts.mapping?.dates ?? guessOrder(table.rows.slice(0, 1000).flatMap(({ cells }) => datesAt.map(at => cells[at] ?? '')))
  const fields = parts.mapping?.fields.length === table.heads.length ? parts.mapping.fields : known ?? withOwn(guessed, table, dates)
  const mapping: Mapping = { fields, dates, encoding: parts.mapping?.encoding ?? encoding }
  const samples = table.rows.slice(0, mostSamples).map(({ cells }) => table.heads.map((_, at) => (cells[at] ?? '').slice(0, 200)))
  return { kind, board: boardOfTable(table, { ...parts, zone: zoneOfHeads(whole.heads) ?? parts.zone, mapping, ...left && { left } }), report: parts.report, table: { heads: [...table.heads], samples, mapping } }
}
