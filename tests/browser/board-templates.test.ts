import { describe, expect, test } from 'vitest'
import { boardDatesOf } from '@kopa/shared/boards/board-dates.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { addDays, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { openPage } from '../support/page-client.ts'
import { boardOf } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { until } from '../support/services.ts'
import type { Person } from '../support/world.ts'

describe.skipIf(!hasBrowser)('boards that are made of boards', () => {
  const here = shareTwoCompanies()

  test('a board is saved as a template, the partner begins with it, and its plan begins today; the template is changed, and taken away', async () => {
    const { address } = await boardOf(here.world, here.url, [{ id: 'Contract' }, { id: 'Pilot' }], [['Contract', 'Pilot']])
    const ana = await here.open(here.world.ana, address)
    await ana.page.getByRole('button', { name: 'More of this board' }).press('Enter')
    await ana.page.getByRole('menuitem', { name: 'Save as template…' }).press('Enter')
    await ana.page.getByRole('textbox', { name: 'Name' }).fill('Joint pilot')
    await takeShots(ana.page, 'template-save')
    expect(await findings(ana.page, '[role=dialog]')).toEqual([])
    await ana.page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await ana.page.getByText('“Joint pilot” is offered with every new board from now on.').waitFor()

    const bo = await here.open(here.world.bo, `${here.url}/w/${here.world.workspaceId}`)
    await bo.page.getByRole('region', { name: 'Boards' }).getByRole('button', { name: 'New board' }).click()
    await bo.page.getByRole('heading', { name: 'Your templates' }).waitFor()
    await takeShots(bo.page, 'template-choice')
    expect(await findings(bo.page)).toEqual([])
    await bo.page.getByRole('button', { name: /Joint pilot/ }).press('Enter')
    await bo.page.getByRole('textbox', { name: 'Title of the board' }).last().fill('Pilot with Nord')
    await takeShots(bo.page, 'template-use')
    expect(await findings(bo.page, '[role=dialog]')).toEqual([])
    const begin = await bo.page.locator('input[name=begin]').inputValue()
    expect(Math.abs(Date.parse(begin) - Date.now())).toBeLessThan(48 * 60 * 60_000)
    await bo.page.getByRole('button', { name: 'Make the board' }).click()
    await bo.page.getByRole('textbox', { name: 'Title of the board' }).and(bo.page.locator('[value="Pilot with Nord"]')).waitFor()
    const boards = async () => (await here.world.bo.boards.listBoards({ workspaceId: here.world.workspaceId })).boards.filter(({ archivedAt, isTemplate }) => archivedAt === null && !isTemplate).map(({ title }) => title)
    await until(async () => JSON.stringify(await boards()) === JSON.stringify(['Launch', 'Pilot with Nord']))
    await bo.page.getByRole('button', { name: 'Gantt' }).click()
    await bo.page.getByRole('row', { name: /Contract/ }).waitFor()
    expect(await startsOf(here.world.bo, new URL(bo.page.url()).pathname.split('/').at(-1) ?? '')).toEqual({ Contract: workDay(begin, 0), Pilot: workDay(begin, 2) })

    await bo.page.getByRole('region', { name: 'Boards' }).getByRole('button', { name: 'New board' }).click()
    await bo.page.getByRole('link', { name: 'Change the template “Joint pilot”' }).click()
    await bo.page.getByText('This is a template.').waitFor()
    await takeShots(bo.page, 'template-band')
    await bo.page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(bo.page)).toBe(false)
    await bo.page.getByRole('button', { name: 'Remove the template' }).click()
    await bo.page.getByText('“Joint pilot” is in the archive.').waitFor()
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })
})

/** So many working days after the first one from a day on. */
function workDay(from: string, count: number): string {
  const isFree = (day: string) => weekdayOf(day) > 5
  let day = from
  for (let left = count; left > 0 || isFree(day); day = addDays(day, 1)) if (!isFree(day)) left--
  return day
}

/** When tasks begin, as anybody reads it from the board. */
async function startsOf(person: Person, boardId: string): Promise<Record<string, string | undefined>> {
  const reader = openPage(person, boardId)
  await reader.synced
  const tasks = liveTasksOf(reader.doc)
  const dates = boardDatesOf(reader.doc, tasks)
  reader.leave()
  return Object.fromEntries([...tasks.values()].map(({ id, title }) => [title, dates.get(id)?.start.slice(0, 10)]))
}
