import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { push, row, starts } from '../support/gantt-window.ts'
import { findings, takeShots } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('the partner\'s consent', () => {
  const there = shareTwoCompanies()

  /** Contract (Alder), then Pilot (Birch), two days each; Logo (Birch) has three days of slack. */
  const plannedBoard = () => boardOf(there.world, there.url, [
    { id: 'Contract', companyId: there.world.ana.companyId }, { id: 'Logo', companyId: there.world.bo.companyId, plan: intentions({ duration: 480 }) }, { id: 'Pilot', companyId: there.world.bo.companyId },
  ], [['Contract', 'Pilot']])

  test('is not asked within the slack; past it the move is a proposal that the partner looks at and accepts', async () => {
    const { address } = await plannedBoard()
    const { page, complaints } = await there.open(there.world.ana, address)
    const bo = await there.open(there.world.bo, address)
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
    await bo.page.getByRole('region', { name: 'Proposals' }).getByText('1 proposal waits for your decision.').waitFor()
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

  test('is asked as well where the plan is changed in the open task beside the board, and a Gantt beside it goes on asking', async () => {
    const { address } = await plannedBoard()
    const { page, complaints } = await there.open(there.world.ana, address.replace('view=gantt', 'task=Pilot'))
    const question = page.getByRole('dialog', { name: 'Ask Birch Trade?' })
    const length = page.getByRole('complementary', { name: 'Task: Pilot' }).getByLabel('Duration')
    await length.fill('5d')
    await length.press('Enter')
    await question.getByRole('button', { name: 'Leave it' }).click()
    await page.getByRole('button', { name: 'Gantt', exact: true }).click()
    await starts(page, 'Pilot', '04/03/26')
    await page.getByRole('complementary', { name: 'Task: Pilot' }).getByRole('button', { name: 'Close' }).click()
    await push(page, 'Pilot')
    await question.waitFor()
    await starts(page, 'Pilot', '04/03/26')
    expect(complaints).toEqual([])
  })

  test('a task is handed over when the partner accepts it; what is tried out asks when it is applied', async () => {
    const { address } = await plannedBoard()
    const { page, complaints } = await there.open(there.world.ana, address)
    const bo = await there.open(there.world.bo, address)
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
