import type { BrowserContext, Page } from 'playwright-core'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { openPage } from '../support/page-client.ts'
import { addressOf, ready, saved, text, whenText } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague, type Person, twoCompanies, type World } from '../support/world.ts'

/** KOPA_LOCALE=lv-LV for whoever looks at the pictures. */
const language = process.env['KOPA_LOCALE'] === 'lv-LV' ? 'lv' : 'en'
const says = (page: Page, words: RegExp) => (language === 'en' ? page.getByText(words).first().waitFor() : undefined)

/** Writes at the end of a long page without a connection. */
async function writeAway(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(true)
  await page.locator(`${text} > p`).last().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' We can do 39.')
  await saved(page, 'offline')
}

/** The device shall keep nothing of their words. */
async function letGo(page: Page, where: string): Promise<void> {
  await page.locator(where).getByRole('button').last().click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await page.locator(`${where} textarea`).waitFor({ state: 'detached' })
}

async function savedText({ ana, pageId }: World): Promise<string> {
  const page = openPage(ana, pageId)
  await page.synced
  const words = JSON.stringify(contentOf(page.doc))
  page.leave()
  return words
}

describe.skipIf(!hasBrowser)('who loses a right while writing', () => {
  const there = shareTwoCompanies()

  async function evaAtTheEnd(): Promise<{ world: World, eva: Person, page: Page, context: BrowserContext, complaints: string[] }> {
    const world = await twoCompanies(there.url)
    const eva = await colleague(world.ana, world.workspaceId, 'Eva', 'editor')
    await eva.people.changeMe({ language })
    await plant(world.ana, world.pageId, [...Array.from({ length: 60 }, (_, index) => paragraph(`Point ${index + 1}.`)), paragraph('Agreed so far.')])
    const window = await there.open(eva, addressOf(world))
    await ready(window.page)
    await whenText(window.page, 'Agreed so far.')
    return { world, eva, ...window }
  }

  test('a person who becomes a viewer is told where they write, with what was not saved to be copied or let go of', async () => {
    const { world, eva, page, context, complaints } = await evaAtTheEnd()
    const become = (role: 'viewer' | 'editor') => world.ana.workspaces.changeMember({ workspaceId: world.workspaceId, userId: eva.userId, role })
    await page.locator(`${text} > p`).last().click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Thanks.')
    await saved(page, 'saved')
    await become('viewer')
    const told = page.locator('[data-editing-ended]')
    await told.waitFor()
    await says(page, /can no longer write in this page.*All that you wrote is saved/)
    await expect.poll(() => told.evaluate(notice => notice.getBoundingClientRect().top >= 0 && notice.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
    await takeShots(page, `lost-rights-saved-${language}`)
    await told.getByRole('button').click()
    await told.waitFor({ state: 'detached' })

    await become('editor')
    await ready(page)
    await writeAway(page, context)
    await become('viewer')
    await context.setOffline(false)
    const words = page.locator('[data-editing-ended] textarea')
    await words.waitFor()
    await expect.poll(() => words.inputValue()).toBe('We can do 39.')
    expect(await page.getByRole('alert').count()).toBe(1)
    expect(await findings(page)).toEqual([])
    await takeShots(page, `lost-rights-unsaved-${language}`)
    await page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(page)).toBe(false)
    await page.reload()
    await words.waitFor()
    await expect.poll(() => words.inputValue()).toBe('We can do 39.')
    await letGo(page, '[data-editing-ended]')
    await whenText(page, 'Agreed so far. Thanks.')
    expect(await page.locator(text).textContent()).not.toContain('We can')
    expect(await savedText(world)).not.toContain('We can')
    expect(complaints).toEqual([])
  })

  test('a person who is taken out of a workspace is told so, and has what the server never got to be copied or let go of; a stranger learns nothing', async () => {
    const { world, eva, page, context, complaints } = await evaAtTheEnd()
    await writeAway(page, context)
    await world.ana.workspaces.removeMember({ workspaceId: world.workspaceId, userId: eva.userId })
    await context.setOffline(false)
    const words = page.locator('[data-unsent] textarea')
    await says(page, /You are no longer part of this workspace/)
    await words.waitFor()
    expect(await words.inputValue()).toContain('We can do 39.')
    expect(await page.title()).toBe('No longer your workspace · Kopa')
    expect(await page.getByRole('main').innerText()).not.toContain('Point 1.')
    expect(await findings(page)).toEqual([])
    await takeShots(page, `lost-rights-out-${language}`)
    await page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(page)).toBe(false)
    await page.reload()
    await words.waitFor()
    await letGo(page, '[data-unsent]')
    await page.reload()
    await page.getByRole('main').getByRole('link').waitFor()
    expect(await words.count()).toBe(0)
    expect(complaints).toEqual([])

    const stranger = await there.open(there.world.ana, addressOf(world))
    await stranger.page.getByText('This does not exist, or you may not see it').waitFor()
  })

  // As when the list of pages says so before the page's own connection does.
  test('what is written after another window has let go of the page stays on the device all the same', async () => {
    const { world, eva, page, context } = await evaAtTheEnd()
    await page.evaluate(async name => {
      const database = await new Promise<IDBDatabase>(resolve => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result) })
      const transaction = database.transaction(['updates', 'facts'], 'readwrite')
      for (const store of ['updates', 'facts']) transaction.objectStore(store).clear()
      await new Promise(resolve => { transaction.oncomplete = resolve })
      database.close()
    }, `kopa.document:${eva.userId}:${world.pageId}`)
    await writeAway(page, context)
    await world.ana.workspaces.removeMember({ workspaceId: world.workspaceId, userId: eva.userId })
    await context.setOffline(false)
    const words = page.locator('[data-unsent] textarea')
    await words.waitFor()
    await page.reload()
    await words.waitFor()
    expect(await words.inputValue()).toContain('We can do 39.')
  })
})
