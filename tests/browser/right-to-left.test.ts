import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { sticksOut, takeShot } from '../support/looks.ts'
import { plannedBoard } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** Text begins at the right in these; in the Gantt time runs from left to right for everybody, and its list stands before it. On a phone it is a list. */
const turned = ['board', 'list', 'table', 'calendar']
const regions: Record<string, string> = { workload: 'Workload', dashboard: 'Dashboard' }

/** On which half of the screen somebody reads the title of a task. */
async function halfOf(title: Locator, width: number): Promise<'left' | 'right'> {
  const box = await title.boundingBox()
  if (!box) throw new Error('the task is not on the screen')
  return box.x + box.width / 2 > width / 2 ? 'right' : 'left'
}

describe.skipIf(!hasBrowser)('where text runs from right to left', () => {
  const there = shareTwoCompanies()

  test.each([['wide', { width: 1440, height: 800 }], ['on a phone', { width: 390, height: 844 }]] as const)('every view of a board stands the other way round, and nothing sticks out, %s', async (name, viewport) => {
    const { ana } = there.world
    const board = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(ana, 'about:blank', { viewport })
    await page.addInitScript(() => { document.addEventListener('DOMContentLoaded', () => { new MutationObserver(() => { if (document.documentElement.dir !== 'rtl') document.documentElement.dir = 'rtl' }).observe(document.documentElement, { attributes: true }) }) })
    for (const view of ['board', 'list', 'table', 'calendar', 'gantt', 'workload', 'dashboard']) {
      await page.goto(`${board.address.replace('view=gantt', `view=${view}`)}&day=2026-03-02`)
      await page.locator('html[dir=rtl]').waitFor()
      await page.getByRole('button', { name: 'More of this board' }).waitFor()
      const region = regions[view]
      const title = region === undefined ? page.locator('main').getByText('Contract').first() : page.getByRole('region', { name: region, exact: true })
      await title.waitFor()
      await takeShot(page, `rtl-${view}-${name}`)
      expect(await sticksOut(page), view).toBe(false)
      if (region === undefined) expect(await halfOf(title, viewport.width), view).toBe(turned.includes(view) || name !== 'wide' ? 'right' : 'left')
    }
    expect(complaints).toEqual([])
  })
})
