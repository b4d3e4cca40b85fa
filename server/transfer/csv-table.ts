import { CsvError, parse } from 'csv-parse/sync'
import { most } from '@kopa/shared/transfer/board-file.ts'
import { mostTableColumns } from '@kopa/shared/transfer/mapping.ts'
import { ImportFault } from './import-fault.ts'

/** A table as it was found: heads, and rows with the lines on which they stand in the file. */
export interface Table { readonly heads: readonly string[], readonly rows: readonly TableRow[], /** what stands above the heads */ readonly above?: readonly TableRow[] }
export interface TableRow { readonly cells: readonly string[], readonly line: number }

const mostCellCharacters = 200_000
/** Excel's own way to say what stands between cells. */
const separatorLine = /^\uFEFF?sep=(.)\r?\n/

/** @throws ImportFault */
export function readCsv(text: string): Table {
  const records = parseRecords(text.replace(separatorLine, '').replace(/\r\n?/g, '\n'), delimiterOf(text))
  const [head, ...rows] = records.filter(({ record }) => record.some(cell => cell.trim() !== ''))
  return checkedTable(head?.record ?? [], rows.map(({ record, info }) => ({ cells: record, line: info.lines - breaksIn(record) })))
}

/** @throws ImportFault */
export function checkedTable(heads: readonly string[], rows: readonly TableRow[]): Table {
  if (heads.length === 0 || rows.length === 0) throw new ImportFault('importNothing')
  if (heads.length > mostTableColumns) throw new ImportFault('importTooMany', { most: mostTableColumns })
  if (rows.length > most.tasks) throw new ImportFault('importTooMany', { most: most.tasks })
  return { heads: heads.map(cell => cell.trim()), rows }
}

/** The parser tells on which line a record ends. */
const breaksIn = (record: readonly string[]): number => record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)

interface CsvRecord { record: string[], info: { lines: number } }

function parseRecords(text: string, delimiter: string): CsvRecord[] {
  try {
    const limit = most.tasks * 2
    // The types of the library do not follow its option `info`.
    return parse(text, { bom: true, delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: mostCellCharacters * 4, to: limit }) as unknown as CsvRecord[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const lines = typeof error['lines'] === 'number' ? error['lines'] : 0
    throw new ImportFault(error.code === 'CSV_MAX_RECORD_SIZE' ? 'importTooMany' : 'importNotWhole', { line: lines, most: mostCellCharacters })
  }
}

/** Excel writes semicolons where the comma is in numbers. What stands most often outside quotes on the first line counts. */
function delimiterOf(text: string): string {
  const said = separatorLine.exec(text)?.[1]
  if (said !== undefined) return said
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/).find(line => line.trim() !== '') ?? ''
  const counted = [',', ';', '\t', '|'].map(mark => ({ mark, count: head.split(mark).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark
}
