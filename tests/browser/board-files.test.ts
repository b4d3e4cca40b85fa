import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, takeShots } from '../support/looks.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

const csv = 'What;When;Who\nDraft;03/04/2026;Ana Alksne\nReview;;Nobody\n'
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'A board from a file' })

describe.skipIf(!hasBrowser)('files in and out of a board', () => {
  let kopa: TestKopa
  let world: World
  const browser = useBrowser()
  beforeAll(async () => {
    kopa = await startKopaHere()
    world = await twoCompanies(kopa.url)
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  const open = async (options?: Parameters<typeof browser.open>[2]) => {
    const window = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}`, options)
    return window
  }

  async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
    await page.getByRole('button', { name: 'A board from a file' }).click()
    await dialogOf(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  }

  test('a table is looked at, its columns named, made a board of, and undone', async () => {
    const { page, complaints } = await open()
    await choose(page, 'Opening.csv', csv)
    const dialog = dialogOf(page)
    await dialog.getByText('is read as a table').waitFor()
    // A phone that is turned, or a window that is made narrow, keeps what was chosen.
    const size = page.viewportSize() ?? { width: 1280, height: 800 }
    await page.setViewportSize({ width: 600, height: size.height })
    await page.getByRole('button', { name: 'Show the sidebar', includeHidden: true }).first().waitFor({ state: 'attached' })
    await dialog.getByLabel('When').waitFor()
    await page.setViewportSize(size)
    await dialog.getByLabel('When').selectOption('deadline')
    await dialog.getByLabel('Who').selectOption('people')
    await dialog.getByText('Found in this workspace: Ana Alksne').waitFor()
    expect(await dialog.getByRole('region', { name: 'What does not come along' }).textContent()).toContain('Nobody')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('region', { name: 'Who these people are here' }).getByRole('combobox', { name: 'Nobody' }).selectOption('Bo Birk')
    await dialog.getByText('Found in this workspace: Ana Alksne, Nobody').waitFor()
    await takeShots(page, 'import-people')
    await dialog.getByRole('button', { name: 'Make the board' }).click()
    await dialog.getByText('“Opening” is there: 2 tasks.').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('[data-card]').getByText('Draft').waitFor()
    expect(page.url()).toContain('/b/')
    await page.getByRole('button', { name: 'Export this board' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /CSV/ }).click()])
    expect(file.suggestedFilename()).toBe('Opening.csv')
    expect(await readFile(await file.path(), 'utf8')).toContain('Draft')
    await choose(page, 'Second.csv', csv)
    await dialog.getByRole('button', { name: 'Make the board' }).click()
    await dialog.getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('The import is undone.').waitFor()
    await page.getByRole('link', { name: 'Second' }).waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('a file that is no good gets a sentence where it was dropped, and the next one is taken', async () => {
    const { page, complaints } = await open({ viewport: { width: 390, height: 800 } })
    await page.getByRole('button', { name: /Workspaces and pages|sidebar/i }).first().click()
    await choose(page, 'plan.xml', '<Project><Tasks>')
    const dialog = dialogOf(page)
    await dialog.getByRole('alert').getByText('This file is cut off or damaged').waitFor()
    await dialog.locator('input[type=file]').setInputFiles({ name: 'launch.xml', mimeType: 'text/xml', buffer: await readFile(new URL('../transfer/samples/project.xml', import.meta.url)) })
    await dialog.getByText('is read as a project of Microsoft Project').waitFor()
    await dialog.getByRole('button', { name: 'Another file' }).click()
    await dialog.getByText('Drop a file here, or choose one').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})
