import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { calendarsOf } from './board-calendar.ts'
import { fillBoard } from './board-content.ts'
import { settingsOf } from './board-settings.ts'
import { Calendars } from './calendar.ts'
import { foundingTimes } from './founding.ts'
import { dayNumberOf } from './local-time.ts'

const clock = (userId: string, companyId: string, timeZone: string, companyZone = timeZone) => ({ userId, companyId, timeZone, companyZone })
const ana = clock('ana', 'alder', 'Europe/Riga')
const founder = { userId: 'ana', companyId: 'alder' }

/** The board that begins so, as its model reads it. */
function begun(clocks: Parameters<typeof foundingTimes>[0]) {
  const doc = new Y.Doc()
  fillBoard(doc, foundingTimes(clocks, founder))
  const [settings, calendars] = [settingsOf(doc), calendarsOf(doc)]
  const isFree = (calendar: string | null, day: string) => new Calendars(calendars).get(calendar).shiftsOn(dayNumberOf(day)).length === 0
  return { settings, countries: Object.fromEntries(calendars.map(({ companyId, country }) => [companyId, country])), isFree }
}

test('a board goes by its founder\'s clock, and each company keeps the holidays of where most of its people are', () => {
  const { settings, countries, isFree } = begun([ana, clock('bo', 'birch', 'Asia/Tokyo'), clock('cy', 'birch', 'Europe/Tallinn'), clock('di', 'birch', 'Europe/Tallinn')])
  expect([settings.zone, settings.calendar, countries]).toEqual(['Europe/Riga', 'alder', { alder: 'LV', birch: 'EE' }])
  // 18 November is a holiday in Latvia, 24 February one in Estonia; 2 March is none.
  expect(['2026-11-18', '2026-02-24', '2026-03-02'].map(day => [isFree('alder', day), isFree('birch', day), isFree(settings.calendar, day)])).toEqual([[true, false, true], [false, true, false], [false, false, false]])
})

test('where nobody\'s clock tells a country, the company\'s does; where that does not either, no holidays are made up', () => {
  const { settings, countries } = begun([clock('ana', 'alder', 'America/Sao_Paulo'), clock('bo', 'birch', 'UTC', 'Europe/Kiev')])
  expect([settings.zone, settings.calendar, countries]).toEqual(['America/Sao_Paulo', null, { birch: 'UA' }])
})

test('a clock that nobody has leaves the board at UTC', () => {
  expect(begun([{ ...ana, timeZone: 'Mars/Olympus' }]).settings.zone).toBe('UTC')
  expect(begun([]).settings.zone).toBe('UTC')
})
