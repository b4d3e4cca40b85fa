import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { dayNumberOf } from '@kopa/shared/boards/local-time.ts'
import type { ReportCode } from '@kopa/shared/transfer/report.ts'
import { datesOf, writeProjectXml } from '../../server/transfer/project-writer.ts'
import { xmlOfCase } from '../schedule/case-xml.ts'
import { haveCases, readCases, readProject } from '../schedule/cases.ts'
import { planOfCase } from '../schedule/case-plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { comparable, readAs, throughBoard, withFields } from './board-files.ts'
import { valueOf } from '@kopa/shared/boards/field-values.ts'
import { portableFields } from '@kopa/shared/transfer/portable-fields.ts'

const today = dayNumberOf('2026-03-02') * 1440
const sample = () => readFile(new URL('samples/project.xml', import.meta.url))

/** What the report says has no place on a board, and decides about dates. */
const movesDates: ReadonlySet<ReportCode> = new Set<ReportCode>(['resourceCalendars', 'materialResources', 'unevenWork', 'splits', 'inactiveTasks', 'externalTasks', 'crossProjectLinks', 'partialMinutes', 'unreadParts'])

describe.skipIf(!haveCases)('a project of Microsoft Project', () => {
  test('comes out of Kopa as it went in: tasks, links, calendars, constraints, assignments', async () => {
    for (const { file } of readCases()) {
      const { board, kind } = await readAs(`${file}.xml`, xmlOfCase(readProject(file)))
      expect(kind).toBe('projectXml')
      const again = await readAs(`${file}.xml`, writeProjectXml(throughBoard(board), today))
      expect({ file, ...comparable(again.board) }).toEqual({ file, ...comparable(board) })
    }
  })

  test('has on a board the dates that it had, unless the report says why not', async () => {
    let compared = 0
    for (const { file } of readCases()) {
      const given = readProject(file)
      const { board, report } = await readAs(`${file}.xml`, xmlOfCase(given))
      const isBegun = board.tasks.some(({ progress }) => progress.start !== null)
      if (isBegun || report.lines.some(({ code }) => movesDates.has(code))) continue
      const { tasks } = schedule(planOfCase(given))
      for (const [id, { start, finish }] of datesOf(board, today)) {
        const wanted = tasks.get(id)
        expect({ file, id, start, finish }).toEqual({ file, id, start: wanted?.start, finish: wanted?.finish })
        compared++
      }
    }
    expect(compared).toBeGreaterThan(500)
  })
})

describe('a file of Microsoft Project', () => {
  test('becomes a board: outline, plans, links of every kind, calendars, baselines, people', async () => {
    const { kind, board, report } = await readAs('launch.xml', await sample())
    expect({ kind, title: board.title, start: board.settings.start }).toEqual({ kind: 'projectXml', title: 'Kopīga palaišana', start: '2026-03-02T08:00' })
    expect(board.tasks.map(({ title, parent, column }) => [title, parent, column])).toEqual([
      ['Preparation', null, 'open'], ['Draft contract & annex', '11', 'active'], ['Review by lawyers', '11', 'open'], ['Signatures', null, 'open'], ['Night move of servers', null, 'open'], ['Party', null, 'open'],
    ])
    expect(board.tasks[1]).toMatchObject({
      priority: 'urgent', deadline: { instant: '2026-03-09T15:00:00.000Z' }, progress: { percent: 50, start: '2026-03-02T08:00' }, assignees: [{ userId: '1', units: 50, work: null }],
      description: [{ type: 'paragraph', content: [{ type: 'text', text: 'First line' }] }, { type: 'paragraph', content: [{ type: 'text', text: 'Second line' }] }],
    })
    expect(board.tasks[2]).toMatchObject({ plan: { constraint: 'SNET', constraintAt: '2026-03-10T08:00' }, deadline: { day: '2026-03-20' }, assignees: [{ userId: '2', work: 480 }, { userId: '1', work: 960 }] })
    expect(board.tasks[5]).toMatchObject({ plan: { mode: 'manual', start: '2026-04-10T13:00', finish: '2026-04-10T17:00', duration: 240 } })
    expect(board.links).toEqual([
      { from: '12', to: '13', type: 'FS', lag: { kind: 'working', amount: 480 } }, { from: '13', to: '14', type: 'SS', lag: { kind: 'percent', amount: 50 } },
      { from: '14', to: '15', type: 'FF', lag: { kind: 'elapsed', amount: -1440 } }, { from: '15', to: '16', type: 'SF', lag: { kind: 'working', amount: 0 } },
    ])
    expect(board.calendars.map(({ title, base, exceptions, workWeeks }) => [title, base, exceptions.map(exception => exception.title), workWeeks.length]))
      .toEqual([['Standard', null, ['Neatkarības atjaunošana', 'Short Friday', 'Last Monday'], 1], ['Nights', '1', [], 0]])
    expect(board.baselines.map(({ title, dates }) => [title, dates])).toEqual([
      ['Baseline', [{ task: '12', start: '2026-02-23T08:00', finish: '2026-02-27T17:00', duration: 2400 }]], ['Baseline 3', [{ task: '12', start: '2026-03-02T08:00', finish: '2026-03-05T17:00', duration: 1920 }]],
    ])
    expect(board.people).toEqual([{ id: '1', name: 'Ana Alksne', email: 'ana@alder.example' }, { id: '2', name: 'Bo Birk', email: null }])
    expect([portableFields(board).map(({ name, kind }) => [name, kind]), board.tasks.map(({ values }) => Object.values(values))]).toEqual([[['Cost centre', 'text']], [[], ['4711'], [], [], [], []]])
    expect(report.lines).toEqual([{ code: 'materialResources', count: 1, examples: ['Paper'] }])
  })

  test('says by which clock its times are, and a board made of it goes by that clock; what others write as a subject is none', async () => {
    const { board } = await readAs('launch.xml', await sample())
    const xml = writeProjectXml({ ...board, settings: { ...board.settings, zone: 'Asia/Tokyo' } }, today)
    expect(xml).toContain('<Subject>Times in Asia/Tokyo</Subject>')
    const zoneOf = async (text: string) => (await readAs('x.xml', text)).board.settings.zone
    expect([await zoneOf(xml), await zoneOf(xml.replace('Asia/Tokyo<', 'Mars/Olympus<')), await zoneOf(xml.replace('Times in ', ''))]).toEqual(['Asia/Tokyo', 'Europe/Riga', 'Europe/Riga'])
    expect((await readAs('x.xml', xml)).board.tasks.map(({ deadline }) => deadline)).toEqual(board.tasks.map(({ deadline }) => deadline))
  })

  test('names the board by its title, else by the task that stands for the whole project, else as it is called itself', async () => {
    const whole = (await sample()).toString()
    const untitled = whole.replace(/<Title>.*<\/Title>/, '<Title> </Title>').replace('<ID>0</ID><Name>Kopīga palaišana</Name>', '<ID>0</ID><Name>Joint launch</Name>')
    const nameless = untitled.replace('<ID>0</ID><Name>Joint launch</Name>', '<ID>0</ID>')
    expect(await Promise.all([whole, untitled, nameless].map(async xml => (await readAs('export (3).xml', xml)).board.title))).toEqual(['Kopīga palaišana', 'Joint launch', 'export (3)'])
  })

  test('goes through Kopa and back: nothing that the report does not name is lost', async () => {
    const { board } = await readAs('launch.xml', await sample())
    const again = await readAs('launch.xml', writeProjectXml(throughBoard(board), today))
    expect(comparable(again.board)).toEqual(comparable(board))
  })

  test('has own fields of every kind as its own fields, and back: what it has no kind for is a text', async () => {
    const { board } = withFields()
    const xml = writeProjectXml(board, today)
    expect(xml).toContain('<CurrencyCode>EUR</CurrencyCode>')
    expect(xml).toContain('<ExtendedAttribute><FieldID>188743786</FieldID><FieldName>Cost1</FieldName><Alias>Cost</Alias></ExtendedAttribute>')
    expect(xml).toContain('<ExtendedAttribute><FieldID>188743786</FieldID><Value>123450</Value></ExtendedAttribute>')
    const { board: read, report } = await readAs('x.xml', xml)
    const fields = portableFields(read)
    const told = fields.map(field => [field.name, field.kind, ...read.tasks.map(task => { const value = valueOf(field, { values: new Map(Object.entries(task.values)) }); return Array.isArray(value) || field.kind === 'select' ? [value].flat().map(id => field.options.find(option => option.id === id)?.name) : value })])
    expect(Object.fromEntries(told.map(([name, ...rest]) => [name, rest]))).toEqual({
      Words: ['text', '=1+1', 'plain'], Count: ['number', -2.5, null], Cost: ['money', { amount: 123_450, currency: 'EUR' }, { amount: 10_000, currency: 'EUR' }], Other: ['text', '12.00 EUR', '99.00 USD'],
      On: ['date', '2026-03-02', '2026-12-24'], Who: ['text', 'Ana Alksne', 'Bo Birk'], Firm: ['text', 'Alder Homes', null], Size: ['select', ['Small'], ['Large']], Many: ['multiSelect', ['Red', 'Blue'], ['Red']],
      Tick: ['checkbox', true, false], Link: ['text', 'https://kopa.example/a', 'https://kopa.example/b'], Twice: ['number', -5, null], '=Bad': ['text', 'x', 'x'],
    })
    expect(report.lines).toEqual([])
    const many = { ...board, fields: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`m${at}`, { name: `Number ${at}`, kind: 'number', order: String(at).padStart(2, '0') }])), tasks: board.tasks.map(task => ({ ...task, values: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`m${at}`, at])) })) }
    const { board: few } = await readAs('x.xml', writeProjectXml(many, today))
    expect([portableFields(few).filter(({ kind }) => kind === 'number').length, portableFields(few).filter(({ kind }) => kind === 'text').length, new Set(Object.values(few.tasks[0]?.values ?? {})).size]).toEqual([20, 30, 50])
  })

  test('has letters that XML cannot say left out, and marks escaped', async () => {
    const { board } = await readAs('launch.xml', await sample())
    const hostile = { ...board, title: '<b>&"\u0001', tasks: board.tasks.map(task => ({ ...task, title: ']]>&lt;\u0000\uFFFE' })) }
    const again = await readAs('x.xml', writeProjectXml(throughBoard(hostile), today))
    expect([again.board.title, again.board.tasks[0]?.title]).toEqual(['<b>&"', ']]>&lt;'])
  })
})

test('public holidays of a country, which Project does not know, go out as exceptions of the years of the plan and come back as such', async () => {
  const { board } = await readAs('launch.xml', await sample())
  const worked = { title: 'We work', from: '2026-06-23', to: '2026-06-23', shifts: [[480, 720] as [number, number]], recurrence: null }
  const calendars = board.calendars.map(calendar => (calendar.title === 'Standard' ? { ...calendar, country: 'LV', exceptions: [...calendar.exceptions, worked] } : { ...calendar, country: 'XX' }))
  const { board: again } = await readAs('launch.xml', writeProjectXml({ ...board, calendars }, today))
  const [standard, nights] = again.calendars
  const titles = standard?.exceptions.map(({ title, from, to, shifts }) => `${title} ${from} ${to} ${shifts.length}`) ?? []
  // What the calendar says of a single day stays the only word about it.
  expect(titles.filter(title => title.includes('2026-06-23'))).toEqual(['We work 2026-06-23 2026-06-23 1'])
  expect(titles).toEqual(expect.arrayContaining(['Good Friday 2026-04-03 2026-04-03 0', 'Jāņi Day 2026-06-24 2026-06-24 0', 'New Year’s Eve 2027-12-31 2027-12-31 0']))
  expect([nights?.exceptions, again.calendars.map(({ country }) => country ?? null)]).toEqual([[], [null, null]])
  expect(again.tasks.map(({ title }) => title)).toEqual(board.tasks.map(({ title }) => title))
  const dated = (from: typeof board) => [...datesOf(from, today).values()].map(({ start, finish }) => [start, finish])
  expect(dated(again)).toEqual(dated({ ...board, calendars }))
})
