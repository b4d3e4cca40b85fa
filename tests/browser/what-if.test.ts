import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { renameTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { push, starts } from '../support/gantt-window.ts'
import { findings, takeShots } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('what if', () => {
  const there = shareTwoCompanies()

  /** Contract of Alder, then Pilot of Birch: two days each, from 2 March. */
  const plannedBoard = () =>
    boardOf(there.world, there.url, [{ id: 'Contract', companyId: there.world.ana.companyId }, { id: 'Pilot', companyId: there.world.bo.companyId }], [['Contract', 'Pilot']])

  /** How far the bars are scrolled, and how wide all of them are; pixels. */
  const placeOf = (page: Page) => page.locator('[data-plan]').evaluate(plan => {
    const scroller = plan.closest<HTMLElement>('[style*="--timeline"]')
    return scroller && { left: Math.round(scroller.scrollLeft), width: scroller.style.getPropertyValue('--timeline') }
  })
  const scrollBy = (page: Page, pixels: number) => page.locator('[data-plan]').evaluate((plan, by) => plan.closest('[style*="--timeline"]')?.scrollBy(by, 0), pixels)

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('a plan is tried out while the partner sees nothing of it; what she changes comes in; compared, then applied as one act, and undone', async () => {
    const { address, id } = await plannedBoard()
    const { page, complaints } = await there.open(there.world.ana, address)
    const bo = await there.open(there.world.bo, address)
    await starts(page, 'Contract', '02/03/26')
    await press(page, 'What if')
    const bar = page.getByRole('region', { name: 'What if' })
    await bar.getByText('Nothing is changed yet.').waitFor()
    await starts(page, 'Contract', '02/03/26')
    await push(page, 'Contract')
    await starts(page, 'Contract', '03/03/26')
    await bar.getByText('1 change.').waitFor()
    await writeBoard(there.world.bo, id, doc => renameTask(doc, 'Pilot', 'Pilot run'))
    await starts(page, 'Pilot run', '05/03/26')
    await starts(bo.page, 'Pilot run', '04/03/26')
    await starts(bo.page, 'Contract', '02/03/26')
    await press(page, 'Compare')
    const dialog = page.getByRole('dialog', { name: 'What if, compared with the plan' })
    await dialog.getByText('The plan ends 6 Mar, 17:00 instead of 5 Mar, 17:00. 2 tasks have other dates.').waitFor()
    await dialog.getByRole('row', { name: 'Pilot run' }).getByText('4 Mar, 08:00 – 5 Mar, 17:00').waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Go on trying' }).click()
    await takeShots(page, 'what-if')
    await bar.getByRole('button', { name: 'Apply' }).click()
    await starts(bo.page, 'Contract', '03/03/26')
    await starts(bo.page, 'Pilot run', '05/03/26')
    await until(async () => await bar.count() === 0)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Control+z')
    await starts(bo.page, 'Contract', '02/03/26')
    await starts(bo.page, 'Pilot run', '04/03/26')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('what is shown and what waits stays while something is tried out; that goes along from view to view, is not lost by accident, and can be dropped', async () => {
    const { address, id: boardId } = await plannedBoard()
    const { ana, bo, workspaceId } = there.world
    await bo.proposals.proposeMove({ workspaceId, boardId, toCompanyId: ana.companyId, moves: [{ taskId: 'Contract', plan: intentions({ duration: 4800 }) }] })
    const { page, complaints } = await there.open(ana, address)
    await starts(page, 'Contract', '02/03/26')
    const slack = page.getByRole('button', { name: 'Slack' })
    await slack.click()
    await press(page, 'Zoom in')
    await scrollBy(page, 200)
    const place = await placeOf(page)
    await press(page, 'What if')
    await page.getByRole('region', { name: 'What if' }).waitFor()
    await page.getByRole('region', { name: 'Proposals' }).getByText('1 proposal waits for your decision.').waitFor()
    expect(await slack.getAttribute('aria-pressed')).toBe('true')
    await expect.poll(() => placeOf(page)).toEqual(place)
    await takeShots(page, 'what-if-waits')
    await push(page, 'Contract')
    await starts(page, 'Contract', '03/03/26')
    const views = page.getByRole('group', { name: 'View' })
    await views.getByRole('button', { name: 'List' }).click()
    await page.getByRole('region', { name: 'What if' }).getByText('1 change.').waitFor()
    await views.getByRole('button', { name: 'Gantt' }).click()
    await starts(page, 'Contract', '03/03/26')
    expect(await slack.getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('link', { name: 'My work' }).first().click()
    await page.getByRole('dialog', { name: 'Drop what was tried out?' }).getByRole('button', { name: 'Go on trying' }).click()
    await starts(page, 'Contract', '03/03/26')
    await page.getByRole('region', { name: 'What if' }).getByRole('button', { name: 'Drop' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).click()
    await starts(page, 'Contract', '02/03/26')
    expect(await page.getByRole('region', { name: 'What if' }).count()).toBe(0)
    await page.reload()
    await starts(page, 'Contract', '02/03/26')
    expect(await slack.getAttribute('aria-pressed')).toBe('true')
    expect(await page.getByRole('button', { name: 'Critical path' }).getAttribute('aria-pressed')).toBe('false')
    expect(complaints).toEqual([])
  })
})
