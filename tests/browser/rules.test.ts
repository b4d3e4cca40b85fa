import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { putLabel } from '@kopa/shared/boards/label.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** React Aria announces for seven seconds, beside the dialog, that a button which is gone by now was busy. */
const dialogs = '[role=dialog]'

describe.skipIf(!hasBrowser)('automation', () => {
  const there = shareTwoCompanies()

  async function board() {
    const { ana, workspaceId } = there.world
    const columns = [{ title: 'To do', stage: 'open' as const }, { title: 'With the partner', stage: 'waiting' as const }, { title: 'Done', stage: 'done' as const }]
    const { board: { id } } = await ana.boards.createBoard({ workspaceId, title: 'Launch', columns })
    await writeBoard(ana, id, doc => {
      putLabel(doc, { id: 'legal', name: 'Legal', color: 3 })
      addTask(doc, { id: 'contract', title: 'Contract', column: '', order: 'U', rank: 'U' }, { userId: ana.userId, at: 1 })
    })
    return `${there.url}/w/${workspaceId}/b/${id}`
  }

  const menu = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'More of this board' }).click()
    await page.getByRole('menuitem', { name: 'Automation' }).click()
  }

  /** Escape asks before it loses what is half written. */
  async function keepsDraft(page: Page): Promise<void> {
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: 'Drop what you have written?' })
    await question.waitFor()
    await takeShots(page, 'rules-drop')
    await question.getByRole('button', { name: 'Go on writing' }).press('Enter')
    await question.waitFor({ state: 'detached' })
    expect(await page.getByRole('dialog', { name: 'New rule' }).getByLabel('Name (optional)').inputValue()).toBe('Waiting gets a deadline')
  }

  async function writeRule(page: Page): Promise<void> {
    await menu(page)
    const dialog = page.getByRole('dialog', { name: 'Automation' })
    await dialog.getByText('Nothing runs by itself here yet').waitFor()
    await takeShots(page, 'rules-empty')
    await dialog.getByRole('button', { name: 'What waits gets a deadline' }).click()
    const editor = page.getByRole('dialog', { name: 'New rule' })
    await editor.getByLabel('Name (optional)').fill('Waiting gets a deadline')
    await editor.getByRole('button', { name: 'Add a step' }).click()
    await editor.getByLabel('Step 2', { exact: true }).selectOption({ label: 'add the label' })
    await editor.getByRole('button', { name: 'Add a condition' }).press('Enter')
    await editor.getByRole('button', { name: 'Remove condition 2' }).press('Enter')
    expect(await editor.getByRole('button', { name: 'Add a condition' }).evaluate(button => document.activeElement === button)).toBe(true)
    // A press beside the dialog does not throw away what is half written.
    await page.mouse.click(2, 2)
    await editor.getByText('0 tasks look like that now', { exact: false }).waitFor()
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'rules-editor')
    await keepsDraft(page)
    await editor.getByRole('button', { name: 'Switch the rule on' }).press('Enter')
    await dialog.getByText('a task enters “With the partner”').waitFor()
    expect(await findings(page, dialogs)).toEqual([])
    await takeShots(page, 'rules-list')
    await page.keyboard.press('Escape')
  }

  test('a rule is written as a sentence, does what it says, and tells so; the partner sees it and switches it off', async () => {
    const address = await board()
    const { page, complaints } = await there.open(there.world.ana, address)
    await writeRule(page)
    await page.getByText('Contract', { exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move to…' }).click()
    await page.getByRole('option', { name: 'With the partner' }).click()
    await page.getByText('Legal').first().waitFor()
    await menu(page)
    const dialog = page.getByRole('dialog', { name: 'Automation' })
    await dialog.getByText('last ran').waitFor()
    await dialog.getByRole('button', { name: 'Log' }).click()
    const log = page.getByRole('dialog', { name: 'Log' })
    await log.getByText('add the label “Legal” – done').waitFor()
    expect(await findings(page, dialogs)).toEqual([])
    await takeShots(page, 'rules-log')
    await log.getByRole('button', { name: 'Undo what was done to “Contract”' }).click()
    await log.getByText('Taken back by Ana Alksne').waitFor()
    expect(await log.getByRole('listitem').first().evaluate(line => document.activeElement === line)).toBe(true)
    await page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(page)).toBe(false)
    const bo = await there.open(there.world.bo, address)
    await menu(bo.page)
    await bo.page.getByRole('switch', { name: 'Switch Waiting gets a deadline' }).click()
    await bo.page.locator('[role=switch][aria-checked=false][disabled]').waitFor()
    await bo.page.getByRole('button', { name: 'More of Waiting gets a deadline' }).click()
    expect(await bo.page.getByRole('menuitem').allTextContents()).toEqual(['Log'])
    expect([...complaints, ...bo.complaints]).toEqual([])
  })
})
