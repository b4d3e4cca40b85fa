import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { rootOf } from '@kopa/shared/boards/board.ts'
import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import { exportFormats } from '@kopa/shared/transfer/kinds.ts'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { takeBoard } from '../support/board-files.ts'
import { sideOf, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { signUp } from '../support/world.ts'

/** A board leaves Kopa as a file, in every format, with what its reader may see. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

async function plannedBoard() {
  const world = await withBoard(app.url)
  const { ana, boardId, one } = world
  await ana.boards.renameBoard({ ...one, title: 'Palaišana: "2026" / plāns' })
  const [draft = '', review = ''] = await writeTasks(ana, boardId, [{ title: '=Draft', rank: 'A', for: ana, deadline: { day: '2026-03-20' } }, { title: 'Pārskats', rank: 'B' }])
  await writeBoard(ana, boardId, doc => {
    rootOf(doc, 'settings').set('zone', 'Europe/Riga')
    rootOf(doc, 'settings').set('start', '2026-03-02T08:00')
    for (const id of [draft, review]) planTask(doc, id, { mode: 'auto', duration: 960, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 })
    rootOf(doc, 'links').set('one', { from: draft, to: review, type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  })
  return { ...world, draft, review }
}

test('in every format, under its own name, as a download that no browser runs', async () => {
  const { ana, one, draft } = await plannedBoard()
  const files = new Map(await Promise.all(exportFormats.map(async format => [format, await takeBoard(ana, one, format)] as const)))
  for (const [format, { status, name }] of files) expect({ format, status, name: name.replace(/\.\w+$/, '') }).toEqual({ format, status: 200, name: 'Palaišana   2026    plāns' })
  expect([...files.values()].map(({ name, type }) => [name.split('.').at(-1), type])).toEqual([
    ['xml', 'application/xml; charset=utf-8'], ['csv', 'text/csv; charset=utf-8'], ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['json', 'application/json; charset=utf-8'], ['ics', 'text/calendar; charset=utf-8'],
  ])
  expect(files.get('projectXml')?.text).toContain('<Name>Pārskats</Name><Manual>0</Manual><Summary>0</Summary><Milestone>0</Milestone><OutlineLevel>1</OutlineLevel><Priority>500</Priority><Start>2026-03-04T08:00:00</Start><Finish>2026-03-05T17:00:00</Finish>')
  expect(files.get('csv')?.text).toContain('1,\'=Draft,To do,1,2026-03-02 08:00,2026-03-03 17:00,2d,2026-03-20,0,,,,Ana Alksne')
  expect(strFromU8(unzipSync(files.get('excel')?.bytes ?? new Uint8Array())['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('>=Draft</t>')
  expect((JSON.parse(files.get('json')?.text ?? '') as PortableBoard).tasks.map(({ id }) => id)).toContain(draft)
  expect(files.get('ical')?.text).toMatch(/DTSTART:20260302T060000Z\r\nDTEND:20260303T150000Z\r\nSUMMARY:=Draft/)
})

test('in the language of whoever takes it', async () => {
  const { ana, one } = await plannedBoard()
  await ana.people.changeMe({ language: 'lv' })
  const { bytes, text } = await takeBoard(ana, one, 'csv')
  expect(text).toMatch(/^Nr\.,Nosaukums,Kolonna,Līmenis/)
  expect([...bytes.subarray(0, 3)], 'the mark by which Excel knows UTF-8').toEqual([0xef, 0xbb, 0xbf])
})

test('on demand with its own company\'s private tasks and fields, which the file says; never with those of the other', async () => {
  const { ana, bo, one, draft } = await plannedBoard()
  const [hers, his] = [await sideOf(ana, one), await sideOf(bo, one)]
  await writeTasks(ana, hers, [{ title: 'Secret of Alder' }])
  await writeTasks(bo, his, [{ title: 'Secret of Birch' }])
  await writeBoard(ana, hers, doc => { rootOf(doc, 'extras').set(`${draft}/margin`, 'Alder margin') })
  await writeBoard(ana, hers, doc => { rootOf(doc, 'fields').set('margin', { name: 'Margin', kind: 'text', order: 'A' }) })
  for (const format of exportFormats) {
    const plain = await takeBoard(ana, one, format)
    expect([plain.name.includes('Alder'), /Secret of|margin/i.test(format === 'excel' ? strFromU8(unzipSync(plain.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()) : plain.text)], format).toEqual([false, false])
    const text = async (person: typeof ana) => { const { bytes, text: said } = await takeBoard(person, one, format, { include: 'own' }); return format === 'excel' ? strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()) : said }
    const [anas, bos] = [await text(ana), await text(bo)]
    // A task without dates has no place in a calendar.
    expect([anas.includes('Secret of Alder'), bos.includes('Secret of Birch')], format).toEqual(format === 'ical' ? [false, false] : [true, true])
    expect([anas.includes('Secret of Birch'), bos.includes('Alder margin'), bos.includes('Secret of Alder')], format).toEqual([false, false, false])
  }
  const own = { include: 'own' }
  expect((await takeBoard(ana, one, 'csv', own)).name).toBe('Palaišana   2026    plāns (with what only Alder Homes sees).csv')
  expect((await takeBoard(ana, one, 'csv', own)).text).toMatch(/,Only Alder Homes sees: Margin,Only Alder Homes sees\r\n/)
  expect((await takeBoard(ana, one, 'projectXml', own)).text).toContain('<Category>with what only Alder Homes sees</Category>')
  expect((await takeBoard(ana, one, 'csv', { include: 'partner' })).status).toBe(422)
  const { tasks } = JSON.parse((await takeBoard(ana, one, 'json', own)).text) as PortableBoard
  expect(tasks.filter(({ isPrivate }) => isPrivate).map(({ title }) => title)).toEqual(['Secret of Alder'])
  expect(tasks.find(({ id }) => id === draft)?.values).toEqual({ margin: 'Alder margin' })
})

test('with descriptions: their blocks in Kopa\'s own format, their words in the others', async () => {
  const { ana, boardId, one, draft } = await plannedBoard()
  const { pageId } = await ana.boards.openTaskPage({ ...one, taskId: draft })
  await writeBoard(ana, boardId, doc => { rootOf(doc, 'settings').set('seen', 1) })
  await plant(ana, pageId, [paragraph('Why we do it')])
  await until(async () => (await takeBoard(ana, one, 'csv')).text.includes('Why we do it'))
  const { tasks } = JSON.parse((await takeBoard(ana, one, 'json')).text) as PortableBoard
  expect(tasks.find(({ id }) => id === draft)?.description).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'Why we do it' }] }])
})

test('to nobody who may not read it, and in no format that there is not', async () => {
  const { ana, one } = await withBoard(app.url, { isPrivate: true })
  const eve = await signUp(app.url, { name: 'Eve', companyName: 'Elsewhere' })
  expect((await takeBoard(eve, one, 'json')).status).toBe(404)
  expect((await takeBoard(ana, { ...one, boardId: crypto.randomUUID() }, 'json')).status).toBe(404)
  const { status, text } = await takeBoard(ana, one, 'other')
  expect([status, text.includes('format')]).toEqual([422, true])
  expect((await takeBoard(ana, one, 'ical')).text).toMatch(/^BEGIN:VCALENDAR/)
})
