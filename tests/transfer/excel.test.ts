import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { dayNumberOf } from '@kopa/shared/boards/local-time.ts'
import { writeExcel } from '../../server/transfer/excel-writer.ts'
import { tableOf } from '../../server/transfer/table-writer.ts'
import { comparable, readAs, throughBoard } from './board-files.ts'

const today = dayNumberOf('2026-03-02') * 1440
const csv = 'No.;Title;Column;Start;Finish;Deadline;Labels;Predecessors;Notes\n1;=Draft;Doing;2026-03-02;2026-03-06;2026-03-09 17:00;legal;;"a\nb"\n2;Review;To do;;;2026-03-20;;1FS+2d;\n'

test('a board goes out as a workbook and comes in again', async () => {
  const { board } = await readAs('plan.csv', csv)
  const { kind, board: again, report } = await readAs('plan.xlsx', writeExcel(tableOf(throughBoard(board), { language: 'lv', today }), 'plan'))
  expect([kind, report.lines]).toEqual(['excel', []])
  const said = ({ tasks }: typeof board) => tasks.map(({ title, deadline, description }) => ({ title, deadline, description }))
  expect(said(again)).toEqual(said(board))
  expect(again.links.map(({ type, lag }) => ({ type, lag }))).toEqual(board.links.map(({ type, lag }) => ({ type, lag })))
  expect(Object.keys(comparable(again))).toEqual(Object.keys(comparable(board)))
})

/** A workbook as Excel writes it: texts in a part of their own, looks, an empty row, a formula with its value. */
function workbook(sheet: string, more: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string> = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Hidden" sheetId="1" state="hidden" r:id="rId9"/><sheet name="Plan" sheetId="2" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId9" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': '<sst><si><t>Title</t></si><si><t>Due date</t></si><si><r><t>Dr</t></r><r><t>aft</t></r><rPh><t>x</t></rPh></si><si><t>Done</t></si></sst>',
    'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-426]d&quot;.&quot;mm;@"/><numFmt numFmtId="171" formatCode="0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>No</t></is></c><c r="B1"><v>1</v></c></row></sheetData></worksheet>',
    'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}
const head = '<row r="1"><c r="A1" t="str"><v>Our plan</v></c></row><row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="s"><v>3</v></c></row>'

test('what Excel itself writes is understood: shared texts, dates by their looks, the sheet that is seen', async () => {
  const rows = '<row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4" s="1"><v>46083.5</v></c><c r="D4" t="b"><v>1</v></c></row><row r="6"><c r="A6" t="str"><f>1+1</f><v>Sum</v></c><c r="C6" s="2"><v>46084</v></c><c r="D6" t="e"><v>#N/A</v></c></row>'
  const { board, table } = await readAs('plan.xlsx', workbook(head + rows))
  expect(table?.heads).toEqual(['Title', '', 'Due date', 'Done'])
  expect(board.tasks.map(({ title, deadline, progress: { percent } }) => [title, deadline, percent])).toEqual([['Draft', { instant: '2026-03-02T10:00:00.000Z' }, 100], ['Sum', { day: '2026-03-03' }, 0]])
})

test.each<[string, () => Uint8Array, string]>([
  ['is cut off', () => workbook(head + head).slice(0, 600), 'importNotWhole'],
  ['is another zip', () => zipSync({ 'word/document.xml': strToU8('<x/>') }), 'importNothing'],
  ['has no rows', () => workbook(head), 'importNothing'],
  ['has a sheet that is broken off', () => workbook('<row><c>'), 'importNotWhole'],
  ['has entities of its own', () => workbook('', { 'xl/worksheets/sheet2.xml': '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>' }), 'importUnsafe'],
  ['unpacks to a thousand times its size', () => workbook(head, { 'xl/sharedStrings.xml': ' '.repeat(130 * 2 ** 20) }), 'importUnsafe'],
  ['lies about its size', () => lying(workbook(head + head, { 'xl/sharedStrings.xml': `<sst>${'<si><t>x</t></si>'.repeat(200_000)}</sst>` })), 'importNotWhole'],
])('a workbook that %s is refused with a sentence', async (_, make, code) => {
  await expect(readAs('plan.xlsx', make())).rejects.toMatchObject({ code })
})

/** Says of every part that it has ten bytes when unpacked. */
function lying(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  for (let at = 0; at < zip.length - 46; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
  return zip
}
