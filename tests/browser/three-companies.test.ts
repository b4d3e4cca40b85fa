import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { sideOf, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { push, row, starts } from '../support/gantt-window.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { type Person, secretOf, signUp } from '../support/world.ts'

describe.skipIf(!hasBrowser)('three companies on one board', () => {
  const there = shareTwoCompanies()
  let cai: Person
  beforeAll(async () => {
    const { ana, workspaceId } = there.world
    const { url } = await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 7 })
    cai = await signUp(there.url, { name: 'Cai Cīrulis', companyName: 'Cedar Freight', invitation: secretOf(url) })
  })

  /** Contract (Alder), Pilot (Birch) and Transport (Cedar), two days each, one after the other; Permits (Cedar) wait for nothing. */
  const plannedBoard = () => boardOf(there.world, there.url, [
    { id: 'Contract', companyId: there.world.ana.companyId }, { id: 'Pilot', companyId: there.world.bo.companyId },
    { id: 'Transport', companyId: cai.companyId }, { id: 'Permits', companyId: cai.companyId, plan: intentions({ duration: 480 }) },
  ], [['Contract', 'Pilot'], ['Pilot', 'Transport']])

  const proposals = (page: Page) => page.getByRole('region', { name: 'Proposals' })
  const titles = async (page: Page): Promise<string[]> => {
    await row(page, 'Contract').waitFor()
    const rows = await page.getByRole('treegrid').locator('[data-column=title]').allTextContents()
    return ['Contract', 'Pilot', 'Transport', 'Permits', 'Margin', 'Rates'].filter(title => rows.some(text => text.includes(title)))
  }

  test('each has its own colour and mark; who is responsible is asked, and the third one learns nothing of it', async () => {
    const { ana, bo } = there.world
    const { address } = await plannedBoard()
    // Where the list is narrow, there is no column of the company.
    const [hers, his, theirs] = [await there.open(ana, address, { viewport: { width: 1440, height: 800 } }), await there.open(bo, address), await there.open(cai, address)]
    await starts(hers.page, 'Transport', '06/03/26')
    const colours = await Promise.all(['Contract', 'Pilot', 'Transport'].map(name => row(hers.page, name).locator('[data-column=company]').getByRole('img').first().evaluate(mark => getComputedStyle(mark).backgroundColor)))
    expect(new Set(colours).size).toBe(3)
    for (const [name, company] of [['Contract', 'Alder Homes'], ['Pilot', 'Birch Trade'], ['Transport', 'Cedar Freight']] as const) await row(hers.page, name).getByRole('img', { name: company }).waitFor()

    await push(hers.page, 'Transport')
    await hers.page.getByRole('dialog', { name: 'Ask Cedar Freight?' }).getByRole('button', { name: 'Ask' }).click()
    await proposals(theirs.page).getByText('1 proposal waits for your decision.').waitFor()
    await proposals(hers.page).getByText('1 proposal waits for the partner.').waitFor()
    await push(theirs.page, 'Pilot')
    await theirs.page.getByRole('dialog', { name: 'Ask Birch Trade?' }).getByRole('button', { name: 'Ask' }).click()
    await proposals(his.page).getByText('1 proposal waits for your decision.').waitFor()
    await proposals(his.page).getByRole('button', { name: 'Look at them' }).click()
    const dialog = his.page.getByRole('dialog', { name: 'Proposals' })
    await dialog.getByRole('heading', { name: 'Cedar Freight asks Birch Trade' }).waitFor()
    // What Alder asks Cedar is between the two.
    expect(await dialog.getByRole('article').count()).toBe(1)
    await takeShot(his.page, 'three-asked')
    await dialog.getByRole('button', { name: 'Accept' }).click()
    for (const { page } of [hers, his, theirs]) await starts(page, 'Pilot', '05/03/26')
    await his.page.keyboard.press('Escape')
    await proposals(his.page).waitFor({ state: 'detached' })
    expect((await cai.proposals.listWaiting({})).proposals.map(({ fromCompanyId }) => fromCompanyId)).toContain(ana.companyId)
    expect([...hers.complaints, ...his.complaints, ...theirs.complaints]).toEqual([])
  })

  test('what one keeps for itself neither of the others sees, nor does it move what they see', async () => {
    const { ana, bo, workspaceId } = there.world
    const { id, address } = await plannedBoard()
    await writeTasks(bo, await sideOf(bo, { workspaceId, boardId: id }), [{ title: 'Margin', companyId: bo.companyId, plan: intentions({ duration: 9600 }) }])
    await writeTasks(cai, await sideOf(cai, { workspaceId, boardId: id }), [{ title: 'Rates', companyId: cai.companyId }])
    const [hers, his, theirs] = [await there.open(ana, address), await there.open(bo, address), await there.open(cai, address)]
    await row(his.page, 'Margin').waitFor()
    await row(theirs.page, 'Rates').waitFor()
    expect(await titles(hers.page)).toEqual(['Contract', 'Pilot', 'Transport', 'Permits'])
    expect(await titles(his.page)).toEqual(['Contract', 'Pilot', 'Transport', 'Permits', 'Margin'])
    expect(await titles(theirs.page)).toEqual(['Contract', 'Pilot', 'Transport', 'Permits', 'Rates'])
    for (const { page } of [hers, his, theirs]) {
      await starts(page, 'Transport', '06/03/26')
      expect(await page.content()).not.toMatch(page === his.page ? /Rates/ : page === theirs.page ? /Margin/ : /Rates|Margin/)
    }
    expect([...hers.complaints, ...his.complaints, ...theirs.complaints]).toEqual([])
  })

  test.each(looks)('can be read by everybody, %s', async (name, options) => {
    const { ana } = there.world
    const { address } = await plannedBoard()
    await ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page, complaints } = await there.open(ana, address.replace('?view=gantt', ''), options)
    await page.getByRole('row', { name: /^Transport/ }).waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await takeShot(page, `three-board ${name}`)
    await page.goto(address)
    await row(page, 'Transport').waitFor()
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `three-gantt ${name}`)
    expect(complaints).toEqual([])
  })
})
