import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { addressOf, ready, saved, text, textOf, whenText } from '../support/page-window.ts'
import { newPage, paragraph, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague, type Person } from '../support/world.ts'

const line = (words: string): Planted => ['paragraph', { id: crypto.randomUUID() }, words]
const inPassage = '.passage-slot [contenteditable="true"]'
const whole = (page: Page): Promise<string[]> => page.locator(text).first().evaluate(all => [...all.children].map(block => block.querySelector('.ProseMirror')?.textContent ?? block.textContent ?? ''))

/** Small things that readers of the code found. */
describe.skipIf(!hasBrowser)('a page', () => {
  const there = shareTwoCompanies()

  const pageOf = async (...blocks: Planted[]): Promise<string> => addressOf(there.world, await newPage(there.world.ana, there.world.workspaceId, 'Terms', blocks))

  async function openFor(person: Person, address: string): Promise<{ page: Page, complaints: string[] }> {
    const opened = await there.open(person, address)
    await ready(opened.page)
    return opened
  }

  /** An editor that comes when it is let go: until then, the page is only read. */
  async function openHeld(address: string): Promise<{ page: Page, letGo: () => void }> {
    const { page } = await there.open(there.world.ana, 'about:blank')
    let letGo = (): void => undefined
    const gate = new Promise<void>(resolve => { letGo = resolve })
    await page.route(/\/assets\/PageEditor-.*\.js/, async route => { await gate; await route.continue() })
    await page.goto(address)
    await page.locator('.page-text[data-plain]').waitFor()
    return { page, letGo }
  }

  async function addPassage(page: Page, words: string): Promise<void> {
    await page.keyboard.type('/priv')
    await page.getByRole('option', { name: 'Private passage' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator(`${inPassage}:focus`).waitFor()
    await page.keyboard.type(words)
    await saved(page, 'saved')
  }

  test('takes what is typed behind Enter in its title, before its editor is there', async () => {
    const { page, letGo } = await openHeld(await pageOf(line('Below')))
    const title = page.getByRole('textbox', { name: 'Title of the page' })
    await title.click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Typed early')
    letGo()
    await ready(page)
    await whenText(page, 'Typed early')
    expect(await title.inputValue()).toBe('Terms')
    expect(await textOf(page)).toContain('Below')
  })

  test('keeps selected what was selected behind a mention before its editor was there', async () => {
    const mention: Planted = ['mention', { kind: 'date', id: '2026-12-01', label: '2026-12-01' }]
    const { page, letGo } = await openHeld(await pageOf(['paragraph', { id: 'a' }, 'Before ', mention, ' behind it']))
    await page.locator('.page-text[data-plain] p').evaluate(block => {
      const last = block.lastChild
      if (last) getSelection()?.setBaseAndExtent(last, 1, last, 7)
    })
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('behind')
    letGo()
    await ready(page)
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('behind')
  })

  test('lets one go through the kinds of a callout by arrow keys', async () => {
    const { page } = await openFor(there.world.ana, await pageOf(['callout', { id: 'c' }, line('Mind')]))
    const kind = page.getByLabel('Kind of callout')
    await kind.focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-callout=tip]').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-callout=important]').waitFor()
    await page.keyboard.press('Enter')
    await page.locator(`${text}:focus`).waitFor()
  })

  test('leads by arrows through passages that stand side by side, and past them', async () => {
    const { page } = await openFor(there.world.ana, await pageOf(line('First'), line('Last')))
    for (const words of ['one', 'two', 'three']) {
      await page.getByText('First', { exact: true }).click()
      await page.keyboard.press('End')
      await page.keyboard.press(' ')
      await addPassage(page, words)
      await page.getByText('First', { exact: true }).click()
      await page.keyboard.press('End')
      await page.keyboard.press('Backspace')
    }
    const order = (await whole(page)).slice(1, 4)
    await page.getByText('First', { exact: true }).click()
    for (const words of order) {
      await page.keyboard.press('ArrowDown')
      await page.locator(`${inPassage}:focus`, { hasText: words }).waitFor()
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.type('!')
    await whenText(page, 'Last!')
    for (const words of order.toReversed()) {
      await page.keyboard.press('ArrowUp')
      await page.locator(`${inPassage}:focus`, { hasText: words }).waitFor()
    }
  })

  test('leaves whoever writes in a passage there while a colleague moves it', async () => {
    const { ana, workspaceId } = there.world
    const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
    const address = await pageOf(line('First'), line('Last'))
    const hers = await openFor(ana, address)
    await hers.page.getByText('First', { exact: true }).click()
    await hers.page.keyboard.press('End')
    await hers.page.keyboard.press(' ')
    await addPassage(hers.page, 'Ours')
    const colleagues = await openFor(eva, address)
    await colleagues.page.getByText('Ours').waitFor()
    await colleagues.page.getByRole('button', { name: 'Actions for this passage' }).click()
    await colleagues.page.getByRole('menuitem', { name: 'Move down' }).click()
    await expect.poll(async () => (await whole(hers.page)).at(-1)).toBe('Ours')
    await hers.page.keyboard.type(' and on')
    await expect.poll(async () => (await whole(colleagues.page)).at(-1)).toBe('Ours and on')
    expect([...hers.complaints, ...colleagues.complaints]).toEqual([])
  })

  test('keeps what was typed for a passage that could not be made, and shows it to nobody else', async () => {
    const address = await pageOf(line('First'))
    const [hers, his] = [await openFor(there.world.ana, address), await openFor(there.world.bo, address)]
    const { page } = hers
    let letGo = (): void => undefined
    const gate = new Promise<void>(resolve => { letGo = resolve })
    await page.route(/\/pages\/[0-9a-f-]+\/side$/, async route => { await gate; await route.abort() })
    await page.getByText('First', { exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' /priv')
    await page.getByRole('option', { name: 'Private passage' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Floor 41')
    letGo()
    const kept = page.getByRole('dialog', { name: 'The private passage was not made' })
    expect(await kept.getByRole('textbox', { name: 'Your text' }).inputValue()).toBe('Floor 41')
    expect((await textOf(his.page)).trim()).toBe('First')
    expect(await textOf(page)).not.toContain('Floor')
  })

  test('gets the cover that was on its way when the window of its look was closed', async () => {
    const { page } = await openFor(there.world.ana, await pageOf(paragraph('Words')))
    let letGo = (): void => undefined
    const gate = new Promise<void>(resolve => { letGo = resolve })
    await page.route(/\/pages\/[0-9a-f-]+\/files$/, async route => { await gate; await route.continue() })
    await page.getByRole('button', { name: 'Page', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Look of the page' }).click()
    const look = page.getByRole('dialog', { name: 'Look of the page' })
    const picking = page.waitForEvent('filechooser')
    await look.getByRole('button', { name: 'Choose a picture' }).press('Enter')
    await (await picking).setFiles({ name: 'cover.png', mimeType: 'image/png', buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 200 } }) })
    await look.getByRole('progressbar').waitFor()
    await page.keyboard.press('Escape')
    await look.waitFor({ state: 'detached' })
    letGo()
    await page.locator('img[src^="/api/files/"]').waitFor()
  })

  test('moves among icons the way they stand, from right to left, too', async () => {
    const { page } = await openFor(there.world.ana, await pageOf(paragraph('Words')))
    await page.evaluate(() => { document.documentElement.dir = 'rtl' })
    await page.getByRole('button', { name: 'Page', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Look of the page' }).click()
    const field = page.getByRole('combobox', { name: 'Find an icon' })
    await field.press('ArrowLeft')
    const [first, now] = [await page.getByRole('option').first().boundingBox(), await page.locator('[role=option][data-at]').boundingBox()]
    expect(now && first && now.x < first.x).toBe(true)
  })
})
