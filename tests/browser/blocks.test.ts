import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { listenIn, untilHeard } from '../support/keys-only.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { addressOf, ready, saved, text, textOf, whenText } from '../support/page-window.ts'
import { newPage, paragraph, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

const line = (words: string): Planted => ['paragraph', { id: `id of ${words}` }, words]
const item = (words: string): Planted => ['listItem', { id: `id of ${words}` }, paragraph(words)]
const chosen = (page: Page): Promise<string[]> => page.locator('.is-chosen').allTextContents()
const grip = (page: Page) => page.getByRole('button', { name: 'Move or change this block', includeHidden: true })

/** Where a block with these words stands in the window. */
async function boxOf(page: Page, words: string): Promise<{ x: number, y: number, width: number, height: number }> {
  const box = await page.locator(text).getByText(words, { exact: true }).boundingBox()
  if (!box) throw new Error(`${words} cannot be seen`)
  return box
}

async function pointAt(page: Page, words: string): Promise<void> {
  const { x, y, height } = await boxOf(page, words)
  await page.mouse.move(x + 20, y + height / 2)
  await grip(page).waitFor()
}

/** Pulls the handle beside one to just above or below another. */
async function drag(page: Page, words: string, to: string, side: 'above' | 'below', before?: () => Promise<void>): Promise<void> {
  await pointAt(page, words)
  await grip(page).hover()
  await page.mouse.down()
  const target = await boxOf(page, to)
  await page.mouse.move(target.x + 30, target.y + target.height / 2, { steps: 4 })
  await before?.()
  await page.mouse.move(target.x + 30, side === 'above' ? target.y + 2 : target.y + target.height - 2, { steps: 2 })
  await page.locator('.block-drop').waitFor()
  await page.mouse.up()
}

describe.skipIf(!hasBrowser)('blocks of a page', () => {
  const there = shareTwoCompanies()

  const pageOf = async (...blocks: Planted[]): Promise<string> => addressOf(there.world, await newPage(there.world.ana, there.world.workspaceId, 'Blocks', blocks))

  test('move by keys, with the caret in them and their ids kept; undo brings them back', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(line('One'), line('Two'), line('Three'), ['bulletList', {}, item('Four'), item('Five')])
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await listenIn(hers.context)
    await hers.page.reload()
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await page.getByText('One', { exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await untilHeard(page, 'Moved down')
    await page.keyboard.type('!')
    await whenText(his.page, 'TwoOne!Three')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await untilHeard(page, 'It cannot go further up.')
    await whenText(his.page, 'One!TwoThree')
    await page.getByText('Five').click()
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await whenText(his.page, 'FiveFour')
    await page.keyboard.press('Control+z')
    await whenText(his.page, 'FourFive')
    expect(await his.page.locator(`${text} [data-id]`).evaluateAll(all => all.map(block => (block as HTMLElement).dataset['id']).filter(id => id?.startsWith('id of')))).toEqual(['id of One', 'id of Two', 'id of Three', 'id of Four', 'id of Five'])
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('are chosen by Escape and arrows, stay so while others write, and are copied with their form', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(['heading', { id: 'head', level: 2 }, 'Plan'], line('Two'), ['bulletList', { id: 'list' }, item('Four'), item('Five')], line('Last'))
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await listenIn(hers.context)
    await hers.page.reload()
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await page.getByText('Four').click()
    await page.keyboard.press('Escape')
    expect(await chosen(page)).toEqual(['Four'])
    await page.keyboard.press('Shift+ArrowDown')
    expect(await chosen(page)).toEqual(['Four', 'Five'])
    await page.keyboard.press('Escape')
    expect(await chosen(page)).toEqual(['FourFive'])
    await page.keyboard.press('Shift+ArrowUp')
    await page.keyboard.press('Shift+ArrowUp')
    await untilHeard(page, '3 blocks chosen')
    // Others write meanwhile: what is chosen stays so.
    await his.page.getByText('Two', { exact: true }).click()
    await his.page.keyboard.press('Home')
    await his.page.keyboard.type('Number ')
    await page.locator('.is-chosen', { hasText: 'Number Two' }).waitFor()
    expect(await chosen(page)).toEqual(['Plan', 'Number Two', 'FourFive'])
    // Listening is waited for: a key takes another way into the browser than a script does, and may be there before it.
    const copied = await page.evaluateHandle(() => {
      const heard = new Promise<{ plain: string, html: string }>(done => {
        document.addEventListener('copy', ({ clipboardData }) => done({ plain: clipboardData?.getData('text/plain') ?? '', html: clipboardData?.getData('text/html') ?? '' }), { once: true })
      })
      return { heard }
    })
    await page.keyboard.press('Control+c')
    const { plain, html } = await copied.evaluate(({ heard }) => heard)
    expect(plain).toBe('## Plan\n\nNumber Two\n\n- Four\n- Five')
    expect(html).toContain('<h2')
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('that are chosen are moved, duplicated and deleted together, and brought back', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(['heading', { id: 'head 2', level: 2 }, 'Plan'], line('Number Two'), ['bulletList', { id: 'list 2' }, item('Four'), item('Five')], line('Last'))
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await page.getByText('Plan', { exact: true }).click()
    for (const key of ['Escape', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await whenText(his.page, 'LastPlanNumber TwoFourFive')
    expect(await chosen(page)).toHaveLength(3)
    await page.keyboard.press('Control+d')
    await whenText(his.page, 'LastPlanNumber TwoFourFivePlanNumber TwoFourFive')
    await page.keyboard.press('Delete')
    await whenText(his.page, 'LastPlanNumber TwoFourFive')
    await expect.poll(() => textOf(his.page)).toBe('Last\nPlan\nNumber Two\nFourFive')
    await page.keyboard.press('Control+z')
    await expect.poll(() => textOf(his.page)).toBe('Last\nPlan\nNumber Two\nFourFive\nPlan\nNumber Two\nFourFive')
    const ids = await page.locator(`${text} [data-id]`).evaluateAll(all => all.map(block => (block as HTMLElement).dataset['id']))
    expect(new Set(ids).size).toBe(ids.length)
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('are pulled by their handle, while the partner writes in them and others', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(line('One'), line('Two'), line('Three'), ['callout', { id: 'note' }, line('Inside')])
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await his.page.getByText('One', { exact: true }).click()
    await his.page.keyboard.press('End')
    await drag(page, 'One', 'Three', 'below', async () => {
      await his.page.keyboard.type(' and on')
      await whenText(page, 'One and on')
    })
    await expect.poll(() => textOf(his.page)).toMatch(/^Two\nThree\nOne and on\n/)
    // His caret has not been anywhere else.
    await his.page.keyboard.type(', and on')
    await whenText(page, 'One and on, and on')
    await drag(page, 'Two', 'Inside', 'below')
    await expect.poll(() => page.locator(`${text} aside p`).allTextContents()).toEqual(['Inside', 'Two'])
    await page.getByText('Three').click()
    await page.keyboard.press('Control+z')
    await expect.poll(() => textOf(page)).toMatch(/^Two\nThree\nOne and on, and on\n/)
    await expect.poll(() => textOf(his.page)).toBe(await textOf(page))
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('have a menu behind their handle and a line below for one press', async () => {
    const { ana } = there.world
    const address = await pageOf(line('One'), line('Two'))
    const { page, complaints } = await there.open(ana, address)
    await ready(page)
    await pointAt(page, 'One')
    await grip(page).click()
    await page.getByRole('menuitem', { name: 'Turn into: Heading 2' }).click()
    await page.locator(`${text} h2`, { hasText: 'One' }).waitFor()
    await page.locator(`${text}:focus`).waitFor()
    await page.keyboard.type('!')
    await whenText(page, 'One!')
    await pointAt(page, 'One!')
    await page.getByRole('button', { name: 'Add a block below', includeHidden: true }).click()
    await page.getByRole('option', { name: /Text/ }).first().waitFor()
    await page.keyboard.type('quote')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Said')
    await expect.poll(() => textOf(page)).toBe('One!\nSaid\nTwo')
    await page.locator(`${text} blockquote`, { hasText: 'Said' }).waitFor()
    await saved(page, 'saved')
    await page.goto(`${address}#b-${encodeURIComponent('id of Two')}`)
    await page.locator('.is-chosen', { hasText: 'Two' }).waitFor()
    // Enter leads back into the words, and parts none of them.
    await page.locator(text).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('.')
    await expect.poll(() => textOf(page)).toBe('One!\nSaid\nTwo.')
    expect(complaints).toEqual([])
  })

  test('are chosen by a mouse that is pulled along the margin, where a click still brings the caret', async () => {
    const { ana } = there.world
    const address = await pageOf(line('One'), line('Two'), line('Three'))
    const { page, complaints } = await there.open(ana, address)
    await ready(page)
    const [first, last] = [await boxOf(page, 'One'), await boxOf(page, 'Three')]
    await page.mouse.click(first.x + first.width + 30, first.y + 8)
    await page.keyboard.type('!')
    await expect.poll(() => textOf(page)).toBe('One!\nTwo\nThree')
    await page.mouse.move(first.x - 70, first.y + 8)
    await page.mouse.down()
    await page.mouse.move(first.x - 70, last.y + 8, { steps: 5 })
    await page.mouse.up()
    expect(await chosen(page)).toEqual(['One!', 'Two', 'Three'])
    await page.keyboard.press('Escape')
    await page.keyboard.type('?')
    await expect.poll(() => textOf(page)).toBe('?One!\nTwo\nThree')
    expect(complaints).toEqual([])
  })

  test('on a phone are pulled by a finger', async () => {
    const { ana } = there.world
    const address = await pageOf(line('One'), line('Two'), line('Three'))
    const { page, context, complaints } = await there.open(ana, address, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await ready(page)
    await page.getByText('One', { exact: true }).tap()
    await grip(page).waitFor()
    const [from, to] = [await grip(page).boundingBox(), await boxOf(page, 'Three')]
    const finger = await context.newCDPSession(page)
    const at = { x: (from?.x ?? 0) + 18, y: (from?.y ?? 0) + 22 }
    await touch(finger, 'touchStart', at)
    for (const part of [0.3, 0.7, 1]) await touch(finger, 'touchMove', { x: at.x, y: at.y + (to.y + to.height - at.y) * part })
    await page.locator('.block-drop').waitFor()
    await touch(finger, 'touchEnd')
    await expect.poll(() => textOf(page)).toBe('Two\nThree\nOne')
    expect([await sticksOut(page), complaints]).toEqual([false, []])
  })

  test('look chosen, and everybody can use what stands beside them', async () => {
    const { ana } = there.world
    const address = await pageOf(['heading', { level: 2 }, 'A plan of both companies'], line('The first line of it.'), ['bulletList', {}, item('One thing'), item('Another thing')], ['callout', {}, line('Mind the gap.')])
    for (const [name, options] of looks) {
      await ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
      const { page } = await there.open(ana, address, options)
      await ready(page)
      await page.getByText('The first line').click()
      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+ArrowDown')
      await page.mouse.move(...await middleOf(page, 'The first line of it.'))
      // Also with one that has had no id so far.
      expect(await chosen(page), name).toEqual(['The first line of it.', 'One thingAnother thing'])
      await page.locator('.block-tools').waitFor()
      await takeShot(page, `blocks ${name}`)
      expect([await findings(page), await sticksOut(page)], name).toEqual([[], false])
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menu').waitFor()
      await takeShot(page, `block menu ${name}`)
      expect(await findings(page), name).toEqual([])
      await page.close()
    }
    await ana.people.changeMe({ language: 'en' })
  })
})

async function middleOf(page: Page, words: string): Promise<[number, number]> {
  const { x, y, height } = await boxOf(page, words)
  return [x + 20, y + height / 2]
}

const touch = (finger: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number, y: number }): Promise<unknown> =>
  finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
