import { countryOfZones } from '../holidays/zones.ts'
import { isTimeZone } from '../time.ts'
import type { WholeBoard } from './board-content.ts'
import { bareCalendar } from './working-days.ts'

/** Where the people of a board's companies are, as their clocks tell. */
export interface Clock { readonly userId: string, readonly companyId: string, readonly timeZone: string, /** where the company said it is when it signed up */ readonly companyZone: string }

/**
 * What a new board knows of time: it goes by the clock of its founder, and each company whose country is known keeps that
 * country's public holidays. Tasks of no company keep those of the founder's. All of it is written down, and stays as it is when
 * somebody moves: dates never follow from who happens to be in the workspace.
 */
export function foundingTimes(clocks: readonly Clock[], founder: { userId: string, companyId: string }): Pick<WholeBoard, 'settings' | 'calendars'> {
  const own = clocks.find(({ userId }) => userId === founder.userId)?.timeZone ?? 'UTC'
  const countries = [...Map.groupBy(clocks, ({ companyId }) => companyId)].flatMap(([companyId, of]) => {
    const country = countryOfZones(of.map(({ timeZone }) => timeZone)) ?? countryOfZones(of.map(({ companyZone }) => companyZone))
    return country === null ? [] : [[companyId, country] as const]
  })
  const calendars = Object.fromEntries(countries.map(([companyId, country]) => [companyId, { ...bareCalendar(), companyId, country }]))
  return {
    settings: { zone: isTimeZone(own) ? own : 'UTC', ...Object.hasOwn(calendars, founder.companyId) && { calendar: founder.companyId } },
    calendars,
  }
}
