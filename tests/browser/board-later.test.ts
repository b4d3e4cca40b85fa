import { describe, expect, test } from 'vitest'
import { calendarsOf, removeCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { calendarOfCompany } from '@kopa/shared/boards/working-days.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { openPage, when } from '../support/page-client.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('what comes to a board later', () => {
  const here = shareTwoCompanies()
  const boardOf = async (title: string) => {
    const { board } = await here.world.ana.boards.createBoard({ workspaceId: here.world.workspaceId, title, columns: [{ title: 'To do', stage: 'open' }] })
    return { id: board.id, address: `${here.url}/w/${here.world.workspaceId}/b/${board.id}` }
  }

  test('a company that came after a board was made is asked about its holidays, its partner is not; "not needed" is for good', async () => {
    const { bo, ana } = here.world
    const { id, address } = await boardOf('Launch')
    await writeBoard(ana, id, doc => { for (const { id: calendar, companyId } of calendarsOf(doc)) if (companyId === bo.companyId) removeCalendar(doc, calendar) })
    const [his, hers] = [await here.open(bo, address), await here.open(ana, address)]
    const line = his.page.getByRole('region', { name: 'Public holidays' })
    await line.getByText('Tasks of Birch Trade keep no public holidays on this board yet.').waitFor()
    await line.getByRole('button', { name: 'Keep those of: Latvia' }).waitFor()
    await takeShots(his.page, 'holiday-line')
    expect([await findings(his.page), await sticksOut(his.page)]).toEqual([[], false])
    await hers.page.getByRole('button', { name: 'Add a task to To do' }).waitFor()
    expect(await hers.page.getByRole('region', { name: 'Public holidays' }).count()).toBe(0)
    await line.getByRole('button', { name: 'Not needed' }).press('Enter')
    await line.waitFor({ state: 'detached' })
    const { doc, leave } = openPage(ana, id)
    await when(doc, () => calendarOfCompany(calendarsOf(doc), bo.companyId)?.country === null)
    leave()
    await his.page.reload()
    await his.page.getByRole('button', { name: 'Add a task to To do' }).waitFor()
    expect(await line.count()).toBe(0)
    expect([...his.complaints, ...hers.complaints]).toEqual([])
  })

  test('a board comes back from the archive, and is duplicated in the sidebar', async () => {
    const { ana, workspaceId } = here.world
    const { id } = await boardOf('Old launch')
    await ana.boards.archiveBoard({ workspaceId, boardId: id })
    const { page, complaints } = await here.open(ana, `${here.url}/w/${workspaceId}/archive`)
    const list = page.getByRole('list', { name: 'Archived boards' })
    await takeShots(page, 'archived-boards')
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await list.getByRole('button', { name: 'Restore “Old launch”' }).press('Enter')
    await page.getByText('“Old launch” is back among the boards.').waitFor()
    await list.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: 'Boards' }).getByRole('link', { name: 'Old launch' }).focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Duplicate' }).press('Enter')
    await page.getByText('This is the copy of “Old launch”.').waitFor()
    expect(complaints).toEqual([])
  })

  test('a deadline without a plan has its mark in the Gantt, and the hint says what is missing', async () => {
    const { address } = await boardOf('Dates')
    const { page, complaints } = await here.open(here.world.ana, address)
    await page.getByRole('button', { name: 'Add a task to To do' }).click()
    await page.keyboard.type('Draft tomorrow')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /^Draft/ }).waitFor()
    await page.goto(`${address}?view=gantt`)
    await page.getByText('Only deadlines so far').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('row', { name: 'Draft, due tomorrow, not planned' }).waitFor()
    expect(complaints).toEqual([])
  })
})
