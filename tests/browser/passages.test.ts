import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { addressOf, ready, saved, text, whenText } from '../support/page-window.ts'
import { plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague, type Person } from '../support/world.ts'

const secret = 'Our floor is 41 euros'

/** All that comes over a window's sockets from now on, as letters. */
function hear(page: Page): () => string {
  const heard: string[] = []
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => heard.push(typeof payload === 'string' ? payload : payload.toString('latin1'))))
  return () => heard.join('\n')
}

/** What stands on the page from top to bottom: blocks by their words, passages in brackets. */
const linesOf = (page: Page): Promise<string[]> => page.locator(text).first().evaluate(whole => [...whole.children].flatMap(block => {
  if (!block.classList.contains('passage-slot')) return [block.textContent ?? '']
  return [`[${block.querySelector('.ProseMirror')?.textContent ?? ''}]`]
}))

const passage = (page: Page, company: string) => page.getByRole('region', { name: `Only ${company} sees this` })

describe.skipIf(!hasBrowser)('a passage of a page that one company keeps for itself', () => {
  const shared = shareTwoCompanies()
  let eva: Person
  const company = 'Alder Homes'
  beforeAll(async () => {
    const { ana, workspaceId } = shared.world
    eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  })

  async function pageOf(...words: string[]): Promise<string> {
    const { ana, workspaceId } = shared.world
    const { page: { id } } = await ana.pages.createPage({ workspaceId, title: 'Terms' })
    await plant(ana, id, words.map(word => ['paragraph', { id: crypto.randomUUID() }, word]))
    return addressOf(shared.world, id)
  }

  test('is written by keyboard between two lines, read and written by a colleague, and never comes to the partner', async () => {
    const { ana, bo } = shared.world
    const address = await pageOf('First', 'Last')
    const [hers, his, colleagues] = [await shared.open(ana, address), await shared.open(bo, address), await shared.open(eva, address)]
    const heard = hear(his.page)
    await his.page.reload()
    await Promise.all([hers, his, colleagues].map(({ page }) => ready(page)))
    await hers.page.getByText('First', { exact: true }).click()
    await hers.page.keyboard.press('End')
    await hers.page.keyboard.press('Enter')
    await hers.page.keyboard.type('/priv')
    await hers.page.getByRole('option', { name: 'Private passage' }).waitFor()
    await hers.page.keyboard.press('Enter')
    // At once: nobody waits for an answer of the server, and what is typed meanwhile is as private.
    await hers.page.keyboard.type(secret)
    await passage(colleagues.page, company).getByText(secret).waitFor()
    await colleagues.page.getByText(secret).click()
    await colleagues.page.keyboard.press('End')
    await colleagues.page.keyboard.type(', says Eva')
    await passage(hers.page, company).getByText(`${secret}, says Eva`).waitFor()

    // On, out of it and back, by arrows alone.
    await hers.page.keyboard.press('ArrowDown')
    await hers.page.keyboard.press('End')
    await hers.page.keyboard.type(' for all')
    await whenText(his.page, ' for all')
    await hers.page.keyboard.press('ArrowUp')
    await hers.page.keyboard.type(' and Ana')
    await passage(colleagues.page, company).getByText(`${secret}, says Eva and Ana`).waitFor()
    await saved(hers.page, 'saved')
    expect(await linesOf(hers.page)).toEqual(['First', `[${secret}, says Eva and Ana]`, ' for all', 'Last'])
    expect(await linesOf(his.page)).toEqual(['First', ' for all', 'Last'])
    expect([await his.page.content(), heard()].join()).not.toMatch(/floor is 41|passage-slot/)
    expect([...hers.complaints, ...his.complaints, ...colleagues.complaints]).toEqual([])
  })

  test('moves, is taken away and brought back, stays over a reload, and becomes part of the page when it is shown to everybody', async () => {
    const { ana, bo } = shared.world
    const address = await pageOf('First', 'Last')
    const [hers, his] = [await shared.open(ana, address), await shared.open(bo, address)]
    await Promise.all([hers, his].map(({ page }) => ready(page)))
    const { page } = hers
    await page.getByText('Last', { exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/priv')
    await page.getByRole('option', { name: 'Private passage' }).click()
    await passage(page, company).getByRole('textbox').and(page.locator(':focus')).waitFor()
    await page.keyboard.type(secret)
    const act = async (name: string) => {
      await passage(page, company).getByRole('button', { name: 'Actions for this passage' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    await act('Move up')
    await expect.poll(() => linesOf(page)).toEqual(['First', `[${secret}]`, 'Last', ''])
    await act('Remove')
    await expect.poll(() => linesOf(page)).toEqual(['First', 'Last', ''])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => linesOf(page)).toEqual(['First', `[${secret}]`, 'Last', ''])
    await saved(page, 'saved')
    await page.reload()
    await ready(page)
    await expect.poll(() => linesOf(page)).toEqual(['First', `[${secret}]`, 'Last', ''])
    await act('Show to everybody')
    await page.getByRole('dialog').getByRole('button', { name: 'Show to everybody' }).click()
    await whenText(his.page, secret)
    expect(await linesOf(his.page)).toEqual(['First', secret, 'Last', ''])
    await expect.poll(() => linesOf(page)).toEqual(['First', secret, 'Last', ''])
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('looks like a part of the page, and everybody can use it', async () => {
    const { ana } = shared.world
    const address = await pageOf('What both companies read: the launch is on the first of March, in three cities at once.', 'And here it goes on.')
    for (const [name, options] of looks) {
      const { page } = await shared.open(ana, address, options)
      await ready(page)
      if (name === looks[0]?.[0]) {
        await page.getByText('And here').click()
        await page.keyboard.press('Home')
        await page.keyboard.type('/priv')
        await page.getByRole('option').first().click()
        await page.locator('.passage-slot [contenteditable="true"]:focus').waitFor()
        await page.keyboard.type(secret)
        await saved(page, 'saved')
      }
      await page.getByText(secret).waitFor()
      await takeShot(page, `passage ${name}`)
      expect([await findings(page), await sticksOut(page)], name).toEqual([[], false])
      await page.close()
    }
  })
})
