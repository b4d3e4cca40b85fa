import { strToU8, zipSync } from 'fflate'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { Cell } from './table-text.ts'
import { escaped } from './xml-writing.ts'

/**
 * A workbook with one sheet (ECMA-376, "Office Open XML"): as little as Excel, LibreOffice and others ask for. Texts are texts,
 * whatever they begin with: nothing in the file is a formula.
 */
export function writeExcel(rows: readonly (readonly Cell[])[], title: string): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/></Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${sheets}" xmlns:r="${related}"><sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']]),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': sheetXml(rows),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`)])), { level: 6 })
}

const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const sheets = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${related}/${kind}" Target="${target}"/>`).join('')}</Relationships>`

/** 31 characters, without those that formulas need; an empty name is none. */
const sheetName = (title: string): string => title.replace(/[:\\/?*[\]']/g, ' ').trim().slice(0, 31).replace(/[\uD800-\uDBFF]$/, '').toWellFormed().trim() || 'Kopa'

/** The looks of cells by number: plain, a head, a day with its time, a day, a text of several lines. */
const look = { plain: 0, head: 1, time: 2, day: 3, lines: 4 } as const

const styles = `<styleSheet xmlns="${sheets}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>`
  + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
  + [[0, 0, ''], [0, 1, ''], [164, 0, ''], [165, 0, ''], [0, 0, '<alignment vertical="top" wrapText="1"/>']].map(([format, font, inner]) => `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">${inner}</xf>`).join('')
  + '</cellXfs></styleSheet>'

/** The heads stay in sight, and offer to filter. */
function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const width = rows[0]?.length ?? 1
  const columns = Array.from({ length: width }, (_, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(rows, at)}" customWidth="1"/>`).join('')
  const data = rows.map((row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${letters(column)}${at + 1}`, at === 0)).join('')}</row>`).join('\n')
  return `<worksheet xmlns="${sheets}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols>${columns}</cols><sheetData>${data}</sheetData><autoFilter ref="A1:${letters(width - 1)}${Math.max(1, rows.length)}"/></worksheet>`
}

/** Wide enough for what stands in the first rows, in characters. */
const widthOf = (rows: readonly (readonly Cell[])[], at: number): number =>
  Math.min(60, Math.max(8, ...rows.slice(0, 100).map(row => (typeof row[at] === 'object' ? 16 : String(row[at] ?? '').split('\n')[0]?.length ?? 0) + 2)))

/** A, B ... Z, AA ... */
export const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + column % 26)

const mostCellCharacters = 32_767

function cellXml(cell: Cell, place: string, isHead: boolean): string {
  if (cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return dateXml(cell.clock, place)
  const text = cell.slice(0, mostCellCharacters)
  const style = isHead ? look.head : text.includes('\n') ? look.lines : look.plain
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Days since the end of 1899, as Excel counts them. What lies before 1900 it cannot count. */
function dateXml(clock: string, place: string): string {
  const days = minutesOf(`${clock.slice(0, 10)}T${clock.slice(11) || '00:00'}`) / 1440 + 25_569
  if (!(days >= 61)) return `<c r="${place}" t="inlineStr"><is><t>${escaped(clock)}</t></is></c>`
  return `<c r="${place}" s="${clock.length > 10 ? look.time : look.day}"><v>${Math.round(days * 1_000_000) / 1_000_000}</v></c>`
}
