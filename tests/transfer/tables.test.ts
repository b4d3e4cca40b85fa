import { expect, test } from 'vitest'
import { dayNumberOf } from '@kopa/shared/boards/local-time.ts'
import type { Mapping } from '@kopa/shared/transfer/mapping.ts'
import { readCsv } from '../../server/transfer/csv-table.ts'
import { tableOf, writeCsv } from '../../server/transfer/table-writer.ts'
import { readAs, throughBoard, withFields } from './board-files.ts'
import { valueOf } from '@kopa/shared/boards/field-values.ts'
import { portableFields } from '@kopa/shared/transfer/portable-fields.ts'

const today = dayNumberOf('2026-03-02') * 1440

const csv = `No.;Nosaukums;Statuss;Sākums;Beigas;Termiņš;Atbildīgais;Birkas;Priekšteči;Piezīmes;Budžets\r
1;Līguma projekts;Darbā;02.03.2026;06.03.2026;09.03.2026 17:00;Ana Alksne;Juridiski, Steidzami;;"Ar ""pielikumu""\r
un otru rindu";100\r
2;Pārskatīšana;Darāms;;;20.03.2026;Bo Birk, Ana Alksne;;1FS+2d;;\r
3;Paraksti;Pabeigts;;;32.13.2026;;;9;;\r
;;;;;;;;;;\r
`

test('a Latvian table is understood, whatever its letters are written in', async () => {
  const windows = Uint8Array.from(csv.split(''), letter => windows1257(letter))
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, 'utf16le')])
  const files = { 'utf-8': Buffer.from(csv), 'utf-8 ': Buffer.from(`\uFEFF${csv}`), 'windows-1257': windows, 'utf-16le': utf16, 'utf-16le ': Buffer.from(csv, 'utf16le') }
  for (const [encoding, bytes] of Object.entries(files)) {
    const { kind, board, table, report } = await readAs('plāns.csv', bytes)
    expect([kind, board.title, table?.mapping.encoding]).toEqual(['csv', 'plāns', encoding.trim()])
    expect(table?.mapping).toMatchObject({ fields: ['id', 'title', 'column', 'start', 'finish', 'deadline', 'people', 'labels', 'predecessors', 'description', 'own:number'], dates: 'dmy' })
    expect(board.tasks.map(({ title }) => title)).toEqual(['Līguma projekts', 'Pārskatīšana', 'Paraksti'])
    expect(board.tasks[0]).toMatchObject({
      plan: { constraint: 'SNET', constraintAt: '2026-03-02T08:00', duration: 2400 }, deadline: { instant: '2026-03-09T15:00:00.000Z' }, labels: ['juridiski', 'steidzami'],
      description: [{ content: [{ text: 'Ar "pielikumu"' }] }, { content: [{ text: 'un otru rindu' }] }],
    })
    expect(board.columns.map(({ title, stage }) => [title, stage])).toEqual([['Darbā', 'active'], ['Darāms', 'open'], ['Pabeigts', 'done']])
    expect(board.links).toEqual([{ from: '2', to: '4', type: 'FS', lag: { kind: 'working', amount: 960 } }])
    expect(report.lines).toEqual([
      { code: 'unknownPredecessors', count: 1, examples: ['5'] }, { code: 'unknownDates', count: 1, examples: ['5'] },
    ])
  }
})

/** The letters above, as Windows has them for the Baltic countries. */
function windows1257(letter: string): number {
  const known: Record<string, number> = { ā: 0xe2, ē: 0xe7, ī: 0xee, ņ: 0xf2, š: 0xf0, ū: 0xfb, ž: 0xfe, Š: 0xd0, Ā: 0xc2, č: 0xe8 }
  return known[letter] ?? letter.charCodeAt(0)
}

test('a person says what the columns are, and how dates are written', async () => {
  const text = 'What,When,Who\nA,03/04/2026,Ana\nB,13/04/2026,Bo\n'
  const mapping: Mapping = { fields: ['title', 'deadline', 'people'], dates: 'dmy', encoding: null }
  expect((await readAs('x.csv', text, mapping)).board.tasks.map(({ title, deadline }) => [title, deadline])).toEqual([['A', { day: '2026-04-03' }], ['B', { day: '2026-04-13' }]])
  const { board, report } = await readAs('x.csv', text, { ...mapping, dates: 'mdy' })
  expect([board.tasks[0]?.deadline, board.tasks[1]?.deadline, report.lines]).toEqual([{ day: '2026-03-04' }, null, [{ code: 'unknownDates', count: 1, examples: ['3'] }]])
  await expect(readAs('x.csv', text, { ...mapping, fields: [null, 'deadline', null] })).rejects.toMatchObject({ code: 'importNoTitles' })
})

test('parents are found by number, by title and by level; what lies in itself comes to the top', async () => {
  const byId = await readAs('x.csv', 'ID,Title,Parent\n1,A,\n2,B,1\n3,C,b\n4,D,99\n')
  expect(byId.board.tasks.map(({ title, parent }) => [title, parent])).toEqual([['A', null], ['B', '2'], ['C', '3'], ['D', null]])
  expect(byId.report.lines).toEqual([{ code: 'unknownParents', count: 1, examples: ['5'] }])
  const byLevel = await readAs('x.csv', 'Title,Outline level\nA,1\nB,2\nC,3\nD,2\nE,1\n')
  expect(byLevel.board.tasks.map(({ parent }) => parent)).toEqual([null, '2', '3', '2', null])
  const circle = await readAs('x.csv', 'ID,Title,Parent\n1,A,2\n2,B,1\n3,C,3\n')
  expect(circle.board.tasks.map(({ title, parent }) => [title, parent])).toEqual([['A', null], ['B', null], ['C', null]])
})

test('a board goes out as a table and comes in again', async () => {
  const { board } = await readAs('plāns.csv', csv)
  for (const language of ['en', 'lv'] as const) {
    const again = await readAs('plāns.csv', writeCsv(tableOf(throughBoard(board), { language, today })))
    expect(again.table?.mapping.fields).not.toContain(null)
    expect(again.board.tasks.map(({ title, deadline, description, checklist }) => ({ title, deadline, description, checklist }))).toEqual(board.tasks.map(({ title, deadline, description, checklist }) => ({ title, deadline, description, checklist })))
    expect(again.board.links.map(({ type, lag }) => ({ type, lag }))).toEqual(board.links.map(({ type, lag }) => ({ type, lag })))
    expect(again.board.columns.map(({ title }) => title)).toEqual(board.columns.map(({ title }) => title))
  }
})

test('a table says by which clock its times are, and a board made of it goes by that clock', async () => {
  const { board } = await readAs('plāns.csv', csv)
  for (const language of ['en', 'lv'] as const) {
    const text = writeCsv(tableOf({ ...board, settings: { ...board.settings, zone: 'Asia/Dubai' } }, { language, today }))
    expect(readCsv(text).heads.filter(head => head.endsWith('(Asia/Dubai)'))).toEqual(language === 'en' ? ['Start (Asia/Dubai)', 'Finish (Asia/Dubai)', 'Deadline (Asia/Dubai)'] : ['Sākums (Asia/Dubai)', 'Beigas (Asia/Dubai)', 'Termiņš (Asia/Dubai)'])
    const again = (await readAs('plāns.csv', text)).board
    expect([again.settings.zone, again.tasks.map(({ deadline }) => deadline)]).toEqual(['Asia/Dubai', board.tasks.map(({ deadline }) => deadline)])
  }
  const { board: others } = await readAs('x.csv', 'Title,Start (planned),Cost (EUR)\nA,2026-03-02,1\n')
  expect([others.settings.zone, others.tasks[0]?.title]).toEqual(['Europe/Riga', 'A'])
})

test('who is responsible goes out as a company and comes in again, in both languages; one that is only called so stays a field', async () => {
  const { board } = await readAs('x.csv', 'Title,Responsible company,Company\nA,Alder Homes,Oak Ltd\nB,"Birch, Trade",Oak Ltd\nC,,\n')
  expect(board.tasks.map(({ companyId }) => companyId)).toEqual(['Alder Homes', 'Birch, Trade', null])
  expect([board.companies.map(({ name }) => name), portableFields(board).map(({ name, kind }) => [name, kind])]).toEqual([['Alder Homes', 'Birch, Trade'], [['Company', 'select']]])
  for (const language of ['en', 'lv'] as const) {
    const text = writeCsv(tableOf(throughBoard(board), { language, today }))
    expect(readCsv(text).heads).toContain(language === 'en' ? 'Responsible company' : 'Atbildīgais uzņēmums')
    const again = (await readAs('x.csv', text)).board
    expect(again.tasks.map(({ companyId }) => again.companies.find(({ id }) => id === companyId)?.name)).toEqual(['Alder Homes', 'Birch, Trade', undefined])
  }
})

test('a lag goes out as the board shows it, and comes in again; files from before say it in minutes', async () => {
  const lags = [['FS', 'working', 960, '1FS+2d'], ['SS', 'working', -720, '1SS-1.5d'], ['FF', 'elapsed', 1440, '1FF+1ed'], ['SF', 'elapsed', 90, '1SF+1.5eh'], ['FS', 'percent', 50, '1FS+50%'], ['FS', 'working', 0, '1']] as const
  const { board } = await readAs('x.csv', `ID,Title\n${['A', ...lags.keys()].map((title, at) => `${at + 1},Task ${title}\n`).join('')}`)
  const [first, ...others] = board.tasks.map(({ id }) => id)
  const links = lags.map(([type, kind, amount], at) => ({ from: first ?? '', to: others[at] ?? '', type, lag: { kind, amount } }))
  const text = writeCsv(tableOf({ ...board, links }, { language: 'en', today }))
  expect(readCsv(text).rows.slice(1).map(({ cells }) => cells[15])).toEqual(lags.map(([, , , words]) => words))
  const linksIn = async (csvText: string) => (await readAs('x.csv', csvText)).board.links.map(({ type, lag }) => ({ type, lag }))
  expect(await linksIn(text)).toEqual(links.map(({ type, lag }) => ({ type, lag })))
  expect(await linksIn(text.replace('1FS+2d', '1FS+960m').replace('1FF+1ed', '1FF+1440em'))).toEqual(links.map(({ type, lag }) => ({ type, lag })))
})

test('own fields of every kind go out as columns and come in again: in the board\'s order, formulas worked out, choices as choices', async () => {
  for (const language of ['en', 'lv'] as const) {
    const { board } = withFields()
    const text = writeCsv(tableOf(board, { language, today }))
    const { board: read, table } = await readAs('x.csv', text)
    const [yes, no] = language === 'en' ? ['yes', 'no'] : ['jā', 'nē']
    expect([readCsv(text).heads, ...readCsv(text).rows.map(({ cells }) => cells)].map(cells => cells.slice(18))).toEqual([
      ['Words', 'Count', 'Cost (EUR)', 'Other (USD)', 'On', 'Who', 'Firm', 'Size', 'Many', 'Tick', 'Link', 'Twice', '\'=Bad'],
      ['\'=1+1', '-2.5', '1234.5', '12.00 EUR', '2026-03-02', 'Ana Alksne', 'Alder Homes', 'Small', 'Red, Blue', yes, 'https://kopa.example/a', '-5', 'x'],
      ['plain', '', '100', '99', '2026-12-24', 'Bo Birk', '', 'Large', 'Red', no, 'https://kopa.example/b', '', 'x'],
    ])
    expect(table?.mapping.fields.slice(18)).toEqual(['text', 'number', 'money', 'money', 'date', 'text', 'text', 'text', 'text', 'checkbox', 'link', 'number', 'select'].map(kind => `own:${kind}`))
    expect(portableFields(read).map(({ name, kind, currency }) => [name, kind, kind === 'money' ? currency : ''])).toEqual(expect.arrayContaining([['Cost', 'money', 'EUR'], ['Other', 'money', 'USD'], ['=Bad', 'select', '']]))
    const said = (at: number, name: string): unknown => read.tasks[at]?.values[portableFields(read).find(field => field.name === name)?.id ?? '']
    expect(['Words', 'Count', 'Cost', 'Other', 'On', 'Tick', 'Twice'].map(name => said(0, name))).toEqual(['=1+1', -2.5, { amount: 123_450, currency: 'EUR' }, { amount: 1200, currency: 'EUR' }, '2026-03-02', true, -5])
  }
})

test('a person says what a column is: people and companies are named, several choices are several', async () => {
  const { board, report } = await readAs('x.csv', 'Title,Who,Firm,Many,When\nA,Ana Alksne,Alder,"Red, Blue",31.12.2026\nB,,,Red,soon\n', { fields: ['title', 'own:person', 'own:company', 'own:multiSelect', 'own:date'], dates: 'dmy', encoding: null })
  const fields = portableFields(board)
  expect(fields.map(({ name, kind, options }) => [name, kind, options.map(option => option.name)])).toEqual([['Who', 'person', []], ['Firm', 'company', []], ['Many', 'multiSelect', ['Red', 'Blue']], ['When', 'date', []]])
  expect([board.people.map(({ name }) => name), board.companies]).toEqual([['Ana Alksne'], [{ id: 'Alder', name: 'Alder' }]])
  expect(board.tasks.map(task => fields.map(field => valueOf(field, { values: new Map(Object.entries(task.values)) })))).toEqual([['ana alksne', 'Alder', ['o0', 'o1'], '2026-12-31'], [null, null, ['o0'], null]])
  expect(report.lines).toEqual([{ code: 'unknownDates', count: 1, examples: ['3'] }])
  const again = throughBoard(board)
  expect([again.people.map(({ name }) => name), again.companies.map(({ name }) => name), again.tasks[0]?.values['f0001']]).toEqual([['Ana Alksne'], ['Alder'], again.people[0]?.id])
})

test('cells without end are read as what they are, at once', async () => {
  const long = `1${' '.repeat(300_000)}1`
  for (const cell of [long, `${'1'.repeat(300_000)}x`, `(EUR)${' '.repeat(300_000)}.`]) {
    const { board, table } = await readAs('x.csv', `Title,Odd,"${cell}"\nA,"${cell}",1\n`)
    expect([table?.mapping.fields.slice(0, 2), board.tasks.length]).toEqual([['title', 'own:text'], 1])
    for (const kind of ['own:number', 'own:money', 'own:date', 'own:checkbox'] as const) expect((await readAs('x.csv', `Title,Odd\nA,"${cell}"\n`, { fields: ['title', kind], dates: 'dmy', encoding: null })).report.lines, kind).toMatchObject([{ count: 1 }])
  }
})

test('no cell of ours is a formula in somebody\'s spreadsheet, and titles come back as they were', async () => {
  const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("https://evil.example","x")', '=cmd|\' /C calc\'!A0', 'plain']
  const { board } = await readAs('x.csv', `Title,Labels\n${hostile.map(title => `"${title.replaceAll('"', '""')}","=2+2"`).join('\n')}\n`)
  const text = writeCsv(tableOf(throughBoard(board), { language: 'en', today }))
  const cells = text.split(/[,\r\n]+/).map(cell => cell.replace(/^"/, ''))
  expect(cells.filter(cell => /^[=+\-@\t]/.test(cell))).toEqual([])
  expect((await readAs('x.csv', text)).board.tasks.map(({ title }) => title)).toEqual(hostile.map(title => title.trim()))
})
