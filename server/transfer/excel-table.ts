import { unzipSync } from 'fflate'
import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { most } from '@kopa/shared/transfer/board-file.ts'
import { mostTableColumns } from '@kopa/shared/transfer/mapping.ts'
import { checkedTable, type Table, type TableRow } from './csv-table.ts'
import { dateStylesOf, partsOfWorkbook, sharedStringsOf } from './excel-parts.ts'
import { ImportFault } from './import-fault.ts'
import { readXmlEvents } from './xml-events.ts'

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Unpacked, of all parts that are looked at; and how many parts a file may have at all. */
const mostUnpacked = { bytes: 120 * 2 ** 20, parts: 10_000 }

/** The first sheet of a workbook that has a table. @throws ImportFault */
export function readExcel(bytes: Uint8Array): Table {
  const parts = unpack(bytes)
  const strings = sharedStringsOf(parts)
  const { sheets, countsFrom1904 } = partsOfWorkbook(parts)
  const dates = { styles: dateStylesOf(parts), countsFrom1904 }
  for (const sheet of sheets) {
    const rows = readSheet(parts[sheet] ?? new Uint8Array(), { strings, dates })
    const head = headOf(rows)
    if (head >= 0) return { ...checkedTable(trimmed(rows[head]?.cells ?? []), rows.slice(head + 1)), above: rows.slice(0, head) }
  }
  throw new ImportFault('importNothing')
}

/** What a part says of its size is believed only as far as that much is unpacked. @throws ImportFault */
function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let [unpacked, count] = [0, 0]
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        const isWanted = /^xl\/(workbook|sharedStrings|styles|_rels\/|worksheets\/)/.test(name) && !name.includes('worksheets/_rels')
        if (isWanted) unpacked += originalSize
        if (++count > mostUnpacked.parts || unpacked > mostUnpacked.bytes) throw new ImportFault('importUnsafe')
        return isWanted
      },
    })
  } catch (error) {
    if (error instanceof ImportFault) throw error
    throw new ImportFault('importNotWhole', { line: 0 })
  }
}

/** The heads are the first row of several cells. */
function headOf(rows: readonly TableRow[]): number {
  const filled = rows.map(({ cells }) => cells.filter(cell => cell.trim() !== '').length)
  const several = filled.slice(0, 50).findIndex(count => count > 1)
  return several >= 0 ? several : filled.findIndex(count => count > 0)
}

const trimmed = (cells: readonly string[]): string[] => cells.slice(0, cells.findLastIndex(cell => cell.trim() !== '') + 1)

interface Looks { strings: readonly string[], dates: { styles: ReadonlySet<number>, countsFrom1904: boolean } }

/** Values as they were when the file was saved; formulas are not looked at. */
function readSheet(bytes: Uint8Array, looks: Looks): TableRow[] {
  const rows: TableRow[] = []
  let cells: string[] = []
  let [line, column, type, style, text] = [0, 0, '', 0, '']
  readXmlEvents(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        cells = []
        line = Number(attributes['r']) || line + 1
        column = 0
      }
      if (name === 'c') {
        column = columnOf(attributes['r']) ?? column
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? 0)
        text = ''
      }
    },
    text(name, value) { if (name === 'v' || name === 't') text += value },
    close(name) {
      if (name === 'c' && column < mostTableColumns + 1) cells[column++] = cellOf({ type, style, text }, looks)
      if (name !== 'row') return
      if (cells.some(cell => cell !== undefined && cell !== '')) rows.push({ cells: Array.from(cells, cell => cell ?? ''), line })
      if (rows.length > most.tasks + 60) throw new ImportFault('importTooMany', { most: most.tasks })
    },
  })
  return rows
}

/** `AB12` -> 27 */
function columnOf(place: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? '')?.[1]
  if (letters === undefined) return null
  let column = 0
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64
  return column - 1
}

function cellOf({ type, style, text }: { type: string, style: number, text: string }, { strings, dates }: Looks): string {
  switch (type) {
    case 's': return strings[Number(text)] ?? ''
    case 'b': return text === '1' ? 'true' : 'false'
    case 'e': return ''
    case 'n': return dates.styles.has(style) && text !== '' ? dateOf(Number(text), dates.countsFrom1904) : text
    case 'd': return text.slice(0, 16).replace('T', ' ')
    default: return text
  }
}

/** Days since the end of 1899 (of Macs of old: 1904). Below one it is an hour of no day. */
function dateOf(days: number, countsFrom1904: boolean): string {
  if (!(days >= 1 && days < 2_900_000)) return days > 0 ? localTimeOf(Math.round(days * 1440)).slice(11) : ''
  const minutes = Math.round((days - 25_569 + (countsFrom1904 ? 1462 : 0)) * 1440)
  const [day = '', time = ''] = localTimeOf(minutes).split('T')
  return time === '00:00' ? day : `${day} ${time}`
}
