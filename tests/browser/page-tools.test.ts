import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { addressOf, ready, text, whenText } from '../support/page-window.ts'
import { paragraph, plant, type Planted } from '../support/plant.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { colleague, twoCompanies } from '../support/world.ts'

const taskAndCode = (): Planted[] => [
  ['taskList', {}, ['taskItem', { checked: false }, paragraph('Sign the lease')]],
  ['codeBlock', { language: 'sql' }, 'select 1'],
]

describe.skipIf(!hasBrowser)('the tools around the text', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(closeAll)

  test('a viewer reads ticks and code languages that cannot be pressed, until they may edit', async () => {
    const world = await twoCompanies(kopa.url)
    const eva = await colleague(world.ana, world.workspaceId, 'Eva Egle', 'viewer')
    await plant(world.ana, world.pageId, taskAndCode())
    const { page, complaints } = await open(eva, addressOf(world))
    const tick = page.getByRole('checkbox')
    const language = page.getByLabel('Language of the code')
    await page.locator(`${text}[aria-readonly="true"]`).waitFor()
    expect([await tick.isDisabled(), await language.isDisabled()]).toEqual([true, true])
    await world.ana.workspaces.changeMember({ workspaceId: world.workspaceId, userId: eva.userId, role: 'editor' })
    await ready(page)
    await page.locator(`${text}[aria-readonly="false"]`).waitFor()
    expect([await tick.isDisabled(), await language.isDisabled()]).toEqual([false, false])
    await language.selectOption('css')
    await tick.check()
    expect([await language.inputValue(), await tick.isChecked()]).toEqual(['css', true])
    expect(complaints).toEqual([])
  })

  test('the name at a caret goes after a while and comes back when the caret moves or the pointer comes near', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('One line of text'), paragraph('Another')])
    const ana = await open(world.ana, addressOf(world))
    const bo = await open(world.bo, addressOf(world))
    await Promise.all([ready(ana.page), ready(bo.page)])
    const labelIs = (opacity: string) => bo.page.waitForFunction(wanted => {
      const caret = document.querySelector('.caret')
      return caret !== null && getComputedStyle(caret, '::after').opacity === wanted
    }, opacity)
    await ana.page.locator(`${text} > p`).first().click()
    await ana.page.keyboard.press('End')
    await labelIs('1')
    await labelIs('0')
    await ana.page.keyboard.type('!')
    await whenText(bo.page, 'text!')
    await labelIs('1')
    await labelIs('0')
    const box = await bo.page.locator('.caret').boundingBox()
    await bo.page.mouse.move((box?.x ?? 0) + 3, (box?.y ?? 0) + 6)
    await labelIs('1')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('on a phone every tool can be reached, and tables and dividers are put in without a slash', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('One line of text')])
    const { page, complaints } = await open(world.ana, addressOf(world), { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
    await ready(page)
    await page.locator(`${text} > p`).first().tap()
    for (const name of ['Insert', 'Bold', 'Link', 'Undo', 'Redo']) {
      const tool = page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name })
      await tool.scrollIntoViewIfNeeded()
      const box = await tool.boundingBox()
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390, name).toBe(true)
    }
    await page.getByRole('button', { name: 'Insert' }).tap()
    await page.getByRole('menuitem', { name: /^Table Three/ }).tap()
    await page.locator(`${text} table`).waitFor()
    expect(complaints).toEqual([])
  })

  test('words keep their colour while their link is asked for; a file that is no image is not offered again', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('One line of text')])
    const { page, complaints } = await open(world.ana, addressOf(world))
    await ready(page)
    await page.locator(`${text} > p`).first().dblclick({ position: { x: 10, y: 10 } })
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Address: https://…').waitFor()
    expect(await page.evaluate(() => [...CSS.highlights.get('held-selection') ?? []].map(String).join(''))).toBe('One')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => !CSS.highlights.has('held-selection'))
    await page.locator(text).evaluate(async field => {
      const data = new DataTransfer()
      data.items.add(new File(['this is no image'], 'plan.png', { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await page.getByText('This file is not an image').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(complaints).toEqual([])
  })

  test('on a phone the line that is written stands above the tools', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, Array.from({ length: 40 }, (_, index) => paragraph(`Point ${index + 1}.`)))
    const { page, complaints } = await open(world.ana, addressOf(world))
    await ready(page)
    await page.setViewportSize({ width: 390, height: 780 })
    const line = page.locator(`${text} > p`).nth(25)
    await line.evaluate(last => last.scrollIntoView({ block: 'end' })) // at the very end of the window
    await line.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Agreed.')
    const tools = page.getByRole('button', { name: 'Insert' })
    const gap = async () => ((await tools.boundingBox())?.y ?? 0) - await line.evaluate(written => written.getBoundingClientRect().bottom)
    await expect.poll(gap).toBeGreaterThan(0)
    expect(complaints).toEqual([])
  })
})
