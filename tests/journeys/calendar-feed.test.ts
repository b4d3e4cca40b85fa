import { beforeAll, expect, test } from 'vitest'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { untilMyTasks, withBoard, writeBoard, writeTasks, sideOf } from '../support/board-client.ts'
import { intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { colleague } from '../support/world.ts'

/** What is due, in a person's own calendar program, at a secret address. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const fetchFeed = (secret: string): Promise<Response> => fetch(`${app.url}/api/calendar/${secret}.ics`)
const titlesIn = async (response: Response): Promise<string[]> => [...(await response.text()).matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title = '']) => title)

test('holds what is assigned to the person and due, by their own rights, as a calendar', async () => {
  const { ana, bo, boardId, one } = await withBoard(app.url)
  const side = await sideOf(ana, one)
  await writeTasks(ana, boardId, [{ title: 'Sign, with Bo', for: ana, deadline: { day: '2036-03-02' } }, { title: 'Some day', for: ana }, { title: 'Of Bo', for: bo, deadline: { day: '2036-03-01' } }])
  await writeTasks(ana, side, [{ title: 'Ours', for: ana, deadline: { instant: '2036-03-01T12:00:00Z' } }])
  await untilMyTasks(ana, ['Ours', 'Sign, with Bo', 'Some day'])
  await untilMyTasks(bo, ['Of Bo'])
  const { secret } = await ana.boards.renewCalendarFeed({})
  const answer = await fetchFeed(secret)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const text = await answer.text()
  expect(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect([...text.matchAll(/^(?:SUMMARY|DTSTART).*$/gm)].map(([line]) => line.trim())).toEqual([
    'DTSTART:20360301T120000Z', 'SUMMARY:Ours', 'DTSTART;VALUE=DATE:20360302', 'SUMMARY:Sign\\, with Bo',
  ])
  expect(text.replaceAll('\r\n ', '')).toContain(`/w/${one.workspaceId}/b/${boardId}?task=`)
  expect(await titlesIn(await fetchFeed((await bo.boards.renewCalendarFeed({})).secret))).toEqual(['Of Bo'])
})

test('holds when a task is planned by whole days, and what is due beside it, unless the plan ends with that day', async () => {
  const { ana, boardId } = await withBoard(app.url)
  await writeBoard(ana, boardId, doc => changeSettings(doc, { start: '2036-03-03T08:00' }))
  await writeTasks(ana, boardId, [
    { title: 'Two days', for: ana, plan: intentions(), deadline: { day: '2036-03-04' } }, { title: 'Due later', for: ana, plan: intentions({ duration: 480 }), deadline: { day: '2036-03-20' } },
  ])
  await until(async () => (await ana.boards.listMyTasks({})).tasks.length === 2)
  const text = await (await fetchFeed((await ana.boards.renewCalendarFeed({})).secret)).text()
  expect([...text.matchAll(/^(?:SUMMARY|DTSTART|DTEND).*$/gm)].map(([line]) => line.trim()).join(' ').split(/(?<=SUMMARY:\w+ \w+) /).toSorted()).toEqual([
    'DTSTART;VALUE=DATE:20360303 DTEND;VALUE=DATE:20360304 SUMMARY:Due later', 'DTSTART;VALUE=DATE:20360303 DTEND;VALUE=DATE:20360305 SUMMARY:Two days', 'DTSTART;VALUE=DATE:20360320 SUMMARY:Due later',
  ])
  expect(new Set([...text.replaceAll('\r\n ', '').matchAll(/^UID:(.*)$/gm)].map(([, uid]) => uid)).size).toBe(3)
})

test('a new address ends the one before, and an ended one is nobody\'s', async () => {
  const { ana } = await withBoard(app.url)
  expect(await ana.boards.getCalendarFeed({})).toEqual({ feed: null })
  const { secret: old } = await ana.boards.renewCalendarFeed({})
  const { secret } = await ana.boards.renewCalendarFeed({})
  expect((await ana.boards.getCalendarFeed({})).feed).not.toBe(null)
  expect([(await fetchFeed(old)).status, (await fetchFeed(secret)).status]).toEqual([404, 200])
  await ana.boards.removeCalendarFeed({})
  expect((await fetchFeed(secret)).status).toBe(404)
  expect(await ana.boards.getCalendarFeed({})).toEqual({ feed: null })
})

test('shows nothing of a workspace that the person has left, and nothing at all to a suspended one', async () => {
  const { ana, workspaceId, boardId } = await withBoard(app.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  await writeTasks(ana, boardId, [{ title: 'For Eva', for: eva, deadline: { day: '2036-03-02' } }])
  await untilMyTasks(eva, ['For Eva'])
  const { secret } = await eva.boards.renewCalendarFeed({})
  expect(await titlesIn(await fetchFeed(secret))).toEqual(['For Eva'])
  await ana.workspaces.removeMember({ workspaceId, userId: eva.userId })
  expect(await titlesIn(await fetchFeed(secret))).toEqual([])
  await ana.people.changeColleague({ userId: eva.userId, isSuspended: true })
  expect((await fetchFeed(secret)).status).toBe(404)
})

test.each(['x', 'x'.repeat(43), `${'x'.repeat(42)}é`, '../me', 'x'.repeat(5000)])('an address that never was (%s) says no more than that', async secret => {
  const answer = await fetch(`${app.url}/api/calendar/${encodeURIComponent(secret)}.ics`)
  expect([404, 414, 422]).toContain(answer.status)
  expect(Object.keys(await answer.json() as object)).toEqual(['error'])
})

test('the database holds no secret of an address', async () => {
  const { ana } = await withBoard(app.url)
  const { secret } = await ana.boards.renewCalendarFeed({})
  const rows = await app.database.selectFrom('calendarFeeds').selectAll().execute()
  expect(rows.some(({ secretHash }) => secretHash.toString('latin1').includes(secret))).toBe(false)
  const events = await app.database.selectFrom('events').selectAll().where('name', '=', 'calendarFeed.renewed').execute()
  expect(JSON.stringify(events)).not.toContain(secret)
})
