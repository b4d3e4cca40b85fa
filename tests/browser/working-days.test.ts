import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { calendarsOf } from '@kopa/shared/boards/board-calendar.ts'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { addDaysOff, setCountry } from '@kopa/shared/boards/working-days.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { cell, firstBar, isActive, row } from '../support/gantt-window.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('the working days of both companies', () => {
  const there = shareTwoCompanies()

  /** From Monday, 22 June 2026: three days of Alder, three of Birch. The 23rd and the 24th are holidays in Latvia, the 23rd and the 24th in Estonia as well. */
  async function midsummer() {
    const { world } = there
    const board = await boardOf(world, there.url, [
      { id: 'Contract', companyId: world.ana.companyId, plan: intentions({ duration: 1440 }) }, { id: 'Pilot', companyId: world.bo.companyId, plan: intentions({ duration: 1440 }) },
    ])
    await writeBoard(world.ana, board.id, doc => changeSettings(doc, { start: '2026-06-22T08:00' }))
    return board
  }

  const finishes = (page: Page, name: string, day: string): Promise<void> => cell(page, name, 'finish').getByText(day, { exact: true }).waitFor()
  const isFocused = (of: Locator): Promise<boolean> => of.evaluate(element => document.activeElement === element)
  /** By keys, over all choices that lie before; only the one where it ends is written. */
  async function walkTo(page: Page, select: Locator, value: string): Promise<void> {
    await select.focus()
    await until(async () => {
      await page.keyboard.press('ArrowDown')
      return await select.inputValue() === value
    })
    await page.keyboard.press('Enter')
  }
  const group = (page: Page, company: string) => page.getByRole('dialog', { name: 'Working days' }).getByRole('group', { name: company })

  test('a new board says by whose clock it goes and whose holidays it keeps; beside the plan the clock stays in sight, and is changed there for both', async () => {
    const { world } = there
    const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Launch' })
    const address = `${there.url}/w/${world.workspaceId}/b/${board.id}`
    const { page, complaints } = await there.open(world.ana, address)
    await page.getByText('Public holidays that are kept: Alder Homes – Latvia, Birch Trade – Latvia.').waitFor()
    await page.getByRole('button', { name: /^Plan times in Riga \(GMT\+[23]\)$/ }).waitFor()
    await takeShots(page, 'founding-times')
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await page.getByRole('button', { name: 'Simple board' }).click()
    const bo = await there.open(world.bo, `${address}?view=calendar`)
    await bo.page.getByRole('button', { name: 'Plan times in Riga' }).waitFor()
    await takeShots(bo.page, 'clock-calendar')
    await page.goto(`${address}?view=gantt`)
    await page.getByRole('button', { name: 'Plan times in Riga' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^Time zone of the plan: Riga/ }).press('Enter')
    await page.getByRole('combobox', { name: 'Time zone of the plan' }).fill('japan')
    await page.getByRole('option', { name: /^Tokyo \(GMT\+9\)/ }).waitFor()
    await page.keyboard.press('Enter')
    await bo.page.getByRole('button', { name: 'Plan times in Tokyo (GMT+9)' }).waitFor()
    await page.getByRole('status').getByText('Time zone of the plan changed').waitFor()
    expect(await group(page, 'Birch Trade').getByLabel('Public holidays').inputValue()).toBe('LV')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Plan times in Tokyo' }).waitFor()
    await takeShots(page, 'clock-gantt')
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(async () => [await findings(page), await sticksOut(page)]).toEqual([[], false])
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  /** Hours of Birch are theirs: they are asked with what follows from it, and it counts when they accept. */
  async function askAboutTheirTuesday(page: Page, theirPage: Page): Promise<void> {
    const theirs = group(page, 'Birch Trade')
    await theirs.getByText('The other company: Birch Trade decides about these days, and is asked before anything changes.').waitFor()
    await theirs.getByRole('button', { name: 'Suggested by time zone: Latvia' }).waitFor()
    await theirs.getByText('Working hours').click()
    await theirs.getByLabel('Tuesday').fill('8-12')
    await theirs.getByLabel('Tuesday').press('Enter')
    const question = page.getByRole('dialog', { name: 'Ask Birch Trade?' })
    await question.getByText('Working hours, Tuesday: 8:00–12:00 instead of 8:00–12:00, 13:00–17:00').waitFor()
    await question.getByRole('row', { name: 'Pilot' }).getByText('22 Jun, 08:00 – 25 Jun, 12:00').waitFor()
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShots(page, 'working-days-asked')
    await question.getByRole('button', { name: 'Ask' }).click()
    await theirPage.getByRole('region', { name: 'Proposals' }).getByText('1 proposal waits for your decision.').waitFor()
    await theirPage.getByRole('button', { name: 'Look at them' }).press('Enter')
    const proposal = theirPage.getByRole('dialog', { name: 'Proposals' })
    await proposal.getByText('Working hours, Tuesday: 8:00–12:00 instead of 8:00–12:00, 13:00–17:00').waitFor()
    await takeShots(theirPage, 'working-days-decided')
    await finishes(theirPage, 'Pilot', '24/06/26')
    await proposal.getByRole('button', { name: 'Accept' }).click()
    await proposal.getByRole('button', { name: 'Close' }).click()
    await finishes(theirPage, 'Pilot', '25/06/26')
    await expect.poll(() => theirs.getByLabel('Tuesday').inputValue()).toBe('8:00–12:00')
    expect(await isFocused(theirs.getByLabel('Tuesday'))).toBe(true)
  }

  test('a country is chosen: the bar grows over its holidays, the partner’s does not, the partner sees it live, and undo takes it back; about their days the partner is asked', async () => {
    const { id, address } = await midsummer()
    const { world } = there
    const [{ page, complaints }, bo] = [await there.open(world.ana, address), await there.open(world.bo, address)]
    await finishes(bo.page, 'Contract', '24/06/26')
    await page.getByRole('button', { name: 'Working days' }).click()
    await walkTo(page, group(page, 'Alder Homes').getByLabel('Public holidays'), 'LV')
    await page.getByRole('status').getByText('Working days of “Alder Homes” changed').waitFor()
    await finishes(bo.page, 'Contract', '26/06/26')
    await finishes(bo.page, 'Pilot', '24/06/26')
    await askAboutTheirTuesday(page, bo.page)
    const own = group(page, 'Alder Homes')
    await own.getByText('Your company: you decide about these days.').waitFor()
    await own.getByText('Working hours').click()
    await own.getByLabel('Monday').fill('at night')
    await own.getByLabel('Monday').press('Enter')
    await own.getByRole('alert').waitFor()
    await own.getByLabel('Monday').press('Escape')
    await own.getByLabel('What for').fill('Summer party')
    await own.getByLabel('First day').fill('24/06/2027')
    await own.getByRole('button', { name: 'Add' }).press('Enter')
    await own.getByText('Summer party').waitFor()
    expect([await isFocused(own.getByRole('button', { name: 'Add' })), await own.getByLabel('What for').inputValue(), await own.getByLabel('First day').inputValue()]).toEqual([true, '', ''])
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('treegrid').focus()
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+z')
    await finishes(bo.page, 'Contract', '24/06/26')
    await writeBoard(world.ana, id, doc => { expect(calendarsOf(doc).flatMap(({ country, exceptions }) => [...country ? [country] : [], ...exceptions])).toEqual([]) })
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('holidays of both are in the header of the Gantt, told to a pointer, and named in the calendar; everybody can use what is shown', async () => {
    const { id, address } = await midsummer()
    const { world } = there
    await writeBoard(world.ana, id, doc => {
      setCountry(doc, world.ana.companyId, 'LV')
      setCountry(doc, world.bo.companyId, 'EE')
      addDaysOff(doc, world.bo.companyId, { title: 'Summer break', from: '2027-07-05', to: '2027-07-16' })
    })
    const { page, complaints } = await there.open(world.ana, address)
    await isTold(page, 'Jāņi Day', 'Alder Homes')
    await row(page, 'Contract').click()
    await isActive(page, 'Contract')
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('i')
    await page.getByRole('tooltip').getByText('Līgo Day, Jāņi Day', { exact: true }).waitFor()
    await takeShot(page, 'working-days-tip')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Working days' }).click()
    await page.getByRole('dialog').getByText('Summer break').nth(1).waitFor()
    await takeShots(page, 'working-days')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(async () => [await findings(page), await sticksOut(page)]).toEqual([[], false])
    await page.goto(address.replace('view=gantt', 'view=calendar&day=2026-06-22'))
    await page.getByText('Victory Day').waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    expect(complaints).toEqual([])
  })

  /** The plan is fitted in; the holidays are a day behind its first bar. */
  async function isTold(page: Page, holiday: string, company: string): Promise<void> {
    const bar = await firstBar(page, 'Contract')
    const canvas = page.locator('canvas')
    const box = await canvas.boundingBox() ?? { x: 0, y: 0, width: 0 }
    await until(async () => {
      for (let x = bar.x; x < box.x + box.width; x += 20) {
        await page.mouse.move(x, box.y + 10)
        if (await canvas.getAttribute('title').then(title => title?.includes(`${company}: ${holiday}`))) return true
      }
      return false
    })
  }
})
