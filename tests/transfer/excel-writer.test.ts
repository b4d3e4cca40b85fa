import { unzipSync, strFromU8 } from 'fflate'
import { expect, test } from 'vitest'
import { writeExcel } from '../../server/transfer/excel-writer.ts'

const sheetOf = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())

test('a workbook has numbers as numbers, dates as dates, and texts that are never formulas', () => {
  const sheet = sheetOf(writeExcel([['Title', 'Start', 'No.'], ['=1+1 & <b>', { clock: '2026-03-02 08:00' }, 7], ['two\nlines', { clock: '2026-03-02' }, ''], ['old', { clock: '1850-01-01' }, '']], 'Plāns'))
  expect(sheet).toContain('<c r="A2" s="0" t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t></is></c>')
  expect(sheet).toContain('<c r="B2" s="2"><v>46083.333333</v></c><c r="C2"><v>7</v></c>')
  expect(sheet).toContain('<c r="B3" s="3"><v>46083</v></c>')
  expect(sheet).toContain('<c r="B4" t="inlineStr"><is><t>1850-01-01</t></is></c>')
  expect(sheet).not.toContain('<f>')
})

test('whatever a board is called, its sheet has a name that Excel takes', () => {
  for (const [title, name] of [['', 'Kopa'], ['a/b:c*?[x]\'', 'a b c   x'], ['š'.repeat(40), 'š'.repeat(31)], [`${'x'.repeat(30)}🍒`, 'x'.repeat(30)], ['<&"', '&lt;&amp;&quot;']] as const) {
    const workbook = strFromU8(unzipSync(writeExcel([['a']], title))['xl/workbook.xml'] ?? new Uint8Array())
    expect(workbook).toContain(`<sheet name="${name}"`)
  }
})
