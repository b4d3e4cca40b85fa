import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, renameTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { push, starts } from '../support/gantt-window.ts'
import { findings, takeShots } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'


describe.skipIf(!hasBrowser)('what if', () => {
  let kopa: TestKopa
  let world: World
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => { world = await twoCompanies(kopa.url) })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  /** Contract of Alder, then Pilot of Birch: two days each, from 2 March. */
  async function plannedBoard(): Promise<{ id: string, address: string }> {
    const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }] })
    await writeBoard(world.ana, board.id, doc => {
      changeSettings(doc, { start: '2026-03-02T08:00' })
      const add = (id: string, companyId: string) => addTask(doc, { id, title: id, column: '', order: id, rank: id, companyId, plan: { ...freshPlan, duration: 960 } }, { userId: 'ana', at: 1 })
      add('Contract', world.ana.companyId)
      add('Pilot', world.bo.companyId)
      putLink(doc, { id: 'l1', from: 'Contract', to: 'Pilot', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
    })
    return { id: board.id, address: `${kopa.url}/w/${world.workspaceId}/b/${board.id}?view=gantt` }
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('a plan is tried out while the partner sees nothing of it; what she changes comes in; compared, then applied as one act, and undone', async () => {
    const { address, id } = await plannedBoard()
    const { page, complaints } = await browser.open(world.ana, address)
    const bo = await browser.open(world.bo, address)
    await starts(page, 'Contract', '02/03/26')
    await press(page, 'What if')
    const bar = page.getByRole('region', { name: 'What if' })
    await bar.getByText('Nothing is changed yet.').waitFor()
    await starts(page, 'Contract', '02/03/26')
    await push(page, 'Contract')
    await starts(page, 'Contract', '03/03/26')
    await bar.getByText('1 change.').waitFor()
    await writeBoard(world.bo, id, doc => renameTask(doc, 'Pilot', 'Pilot run'))
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

  test('what was tried out goes along from view to view, is not lost by accident, and can be dropped', async () => {
    const { address } = await plannedBoard()
    const { page, complaints } = await browser.open(world.ana, address)
    await starts(page, 'Contract', '02/03/26')
    await press(page, 'What if')
    await page.getByRole('region', { name: 'What if' }).waitFor()
    await push(page, 'Contract')
    await starts(page, 'Contract', '03/03/26')
    const views = page.getByRole('group', { name: 'View' })
    await views.getByRole('button', { name: 'List' }).click()
    await page.getByRole('region', { name: 'What if' }).getByText('1 change.').waitFor()
    await views.getByRole('button', { name: 'Gantt' }).click()
    await starts(page, 'Contract', '03/03/26')
    await page.getByRole('link', { name: 'My work' }).first().click()
    await page.getByRole('dialog', { name: 'Drop what was tried out?' }).getByRole('button', { name: 'Go on trying' }).click()
    await starts(page, 'Contract', '03/03/26')
    await page.getByRole('region', { name: 'What if' }).getByRole('button', { name: 'Drop' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).click()
    await starts(page, 'Contract', '02/03/26')
    expect(await page.getByRole('region', { name: 'What if' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
