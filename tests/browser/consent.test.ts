import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { push, row, starts } from '../support/gantt-window.ts'
import { findings, takeShots } from '../support/looks.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'


describe.skipIf(!hasBrowser)('the partner\'s consent', () => {
  let kopa: TestKopa
  let world: World
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => { world = await twoCompanies(kopa.url) })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  /** Contract (Alder), then Pilot (Birch), two days each; Logo (Birch) has three days of slack. */
  async function plannedBoard(): Promise<string> {
    const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }] })
    await writeBoard(world.ana, board.id, doc => {
      changeSettings(doc, { start: '2026-03-02T08:00' })
      const add = (id: string, duration: number, companyId: string) => addTask(doc, { id, title: id, column: '', order: id, rank: id, companyId, plan: { ...freshPlan, duration } }, { userId: 'ana', at: 1 })
      add('Contract', 960, world.ana.companyId)
      add('Logo', 480, world.bo.companyId)
      add('Pilot', 960, world.bo.companyId)
      putLink(doc, { id: 'l1', from: 'Contract', to: 'Pilot', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
    })
    return `${kopa.url}/w/${world.workspaceId}/b/${board.id}?view=gantt`
  }

  test('is not asked within the slack; past it the move is a proposal that the partner looks at and accepts', async () => {
    const address = await plannedBoard()
    const { page, complaints } = await browser.open(world.ana, address)
    const bo = await browser.open(world.bo, address)
    await starts(page, 'Pilot', '04/03/26')
    await push(page, 'Logo')
    await starts(bo.page, 'Logo', '03/03/26')
    await push(page, 'Pilot')
    const question = page.getByRole('dialog', { name: 'Ask Birch Trade?' })
    await question.getByText('ends 6 Mar, 17:00 instead of 5 Mar, 17:00').waitFor()
    await question.getByLabel('A word to them (optional)').fill('The contract is late')
    await question.getByRole('button', { name: 'Ask' }).click()
    await page.getByText('1 proposal waits for the partner.').waitFor()
    await starts(page, 'Pilot', '04/03/26')
    await bo.page.getByText('1 proposal waits for your decision.').waitFor()
    await bo.page.getByRole('button', { name: 'Look at them' }).click()
    const proposals = bo.page.getByRole('dialog', { name: 'Proposals' })
    await proposals.getByText('The contract is late').waitFor()
    await proposals.getByRole('row', { name: 'Pilot' }).getByText('5 Mar, 08:00 – 6 Mar, 17:00').waitFor()
    expect(await findings(bo.page)).toEqual([])
    await takeShots(bo.page, 'consent')
    await proposals.getByRole('button', { name: 'Accept' }).click()
    await starts(page, 'Pilot', '05/03/26')
    await starts(bo.page, 'Pilot', '05/03/26')
    await page.getByText('1 proposal waits for the partner.').waitFor({ state: 'hidden' })
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('a task is handed over when the partner accepts it; what is tried out asks when it is applied', async () => {
    const address = await plannedBoard()
    const { page, complaints } = await browser.open(world.ana, address)
    const bo = await browser.open(world.bo, address)
    await starts(page, 'Pilot', '04/03/26')
    await page.getByRole('button', { name: 'What if', exact: true }).click()
    const bar = page.getByRole('region', { name: 'What if' })
    await bar.waitFor()
    await starts(page, 'Pilot', '04/03/26')
    await push(page, 'Pilot')
    await starts(page, 'Pilot', '05/03/26')
    await push(page, 'Contract')
    await starts(page, 'Contract', '03/03/26')
    await bar.getByRole('button', { name: 'Apply' }).click()
    await starts(bo.page, 'Contract', '03/03/26')
    await page.getByRole('dialog', { name: 'Ask Birch Trade?' }).getByRole('button', { name: 'Leave it' }).click()
    await row(page, 'Contract').click()
    await page.keyboard.press('Control+Enter')
    const panel = page.getByRole('complementary', { name: 'Task: Contract' })
    await panel.getByRole('button', { name: 'Alder Homes' }).click()
    await page.getByRole('option', { name: 'Birch Trade' }).click()
    const question = page.getByRole('dialog', { name: 'Ask Birch Trade?' })
    await question.getByText('Birch Trade is responsible when they accept it.').waitFor()
    await question.getByRole('button', { name: 'Ask' }).click()
    await bo.page.getByRole('button', { name: 'Look at them' }).click()
    await bo.page.getByText('Birch Trade would be responsible for:').waitFor()
    await panel.getByRole('button', { name: 'Alder Homes' }).waitFor()
    await bo.page.getByRole('button', { name: 'Accept' }).click()
    await panel.getByRole('button', { name: 'Birch Trade' }).waitFor()
    expect([...complaints, ...bo.complaints]).toEqual([])
  })
})
