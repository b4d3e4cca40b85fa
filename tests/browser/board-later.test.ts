import { describe, expect, test } from 'vitest'
import { calendarsOf, removeCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { calendarOfCompany } from '@kopa/shared/boards/working-days.ts'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { openPage, when } from '../support/page-client.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** Is what tells who is at a card cut off by its column, or does it lie over the title? */
function placeOfBadge(card: Element): { isWhole: boolean, isBeside: boolean } {
  const box = (element: Element | null | undefined): DOMRect => element?.getBoundingClientRect() ?? new DOMRect()
  const [badge, column] = [box(card.querySelector('[data-people-at] span span')), box(card.closest('[data-scroller]'))]
  const title = box([...card.querySelectorAll('span')].find(one => one.textContent === 'One'))
  return { isWhole: badge.height > 16 && badge.top >= column.top, isBeside: badge.bottom <= title.top }
}

describe.skipIf(!hasBrowser)('what comes to a board later', () => {
  const here = shareTwoCompanies()
  const boardOf = async (title: string, more: { title: string, stage: 'active' | 'done', limit?: number }[] = []) => {
    const { board } = await here.world.ana.boards.createBoard({ workspaceId: here.world.workspaceId, title, columns: [{ title: 'To do', stage: 'open' }, ...more] })
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

  test('keys tell what they did to many and which limit they passed; one message undoes, Escape lets go after a switch of views, and what Alt moves is seen whole, with who is there', async () => {
    const { ana, bo } = here.world
    const { id, address } = await boardOf('Keys', [{ title: 'Doing', stage: 'active', limit: 1 }, { title: 'Done', stage: 'done' }])
    await writeTasks(ana, id, ['One', 'Two', 'Three', 'Four'].map((title, at) => ({ title, order: `A${at}` })))
    const [{ page, complaints }, his] = [await here.open(ana, address), await here.open(bo, address)]
    const card = (title: string) => page.locator(`[data-card][aria-label^="${title}"]`)
    const told = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' })
    const view = (name: string) => page.getByRole('group', { name: 'View', exact: true }).getByRole('button', { name, exact: true })
    await card('One').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Tomorrow', exact: true }).press('Enter')
    await told('2 tasks changed')
    await view('List').click()
    await page.keyboard.press('Escape')
    await page.getByText('2 selected').waitFor({ state: 'detached' })
    await view('Board').click()
    for (const title of ['One', 'Two']) {
      await card(title).focus()
      await page.keyboard.press('Alt+ArrowRight')
      await told(`${title} is now in Doing`)
    }
    await told('2. 1 over the limit of 1.')
    for (const title of ['Three', 'Four']) {
      await card(title).focus()
      await page.keyboard.press('Delete')
      await page.getByText(`“${title}” removed`).waitFor()
    }
    expect(await page.getByRole('region', { name: 'Messages' }).getByRole('listitem').count()).toBe(1)
    await page.setViewportSize({ width: 1000, height: 700 })
    await card('One').focus()
    await page.keyboard.press('Alt+ArrowRight')
    await told('One is now in Done')
    await expect.poll(() => card('One').evaluate(element => element.getBoundingClientRect().right <= window.innerWidth)).toBe(true)
    await his.page.locator('[data-card][aria-label^="One"]').focus()
    await page.locator('[data-card][aria-label*="here: Bo Birk"]').waitFor()
    expect(await card('One').evaluate(placeOfBadge)).toEqual({ isWhole: true, isBeside: true })
    expect([...complaints, ...his.complaints]).toEqual([])
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
