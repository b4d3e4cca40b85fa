import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, takeShots } from '../support/looks.ts'
import { addressOf, ready, saved, text, textOf, whenText } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

describe.skipIf(!hasBrowser)('a page that is begun anew while somebody is away', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(closeAll)

  test('gives them what they wrote meanwhile, also after a reload, before their device lets go of it; the old page does not come back', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('Their floor is 41 euros')])
    const { page, context, complaints } = await open(world.bo, addressOf(world))
    await ready(page)
    await whenText(page, '41 euros')
    await context.setOffline(true)
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('We can do 39.')
    await saved(page, 'offline')
    await world.ana.versions.eraseHistory({ workspaceId: world.workspaceId, pageId: world.pageId, confirm: 'true' })
    await context.setOffline(false)
    const words = page.getByLabel('Your text')
    await words.waitFor()
    await page.reload()
    expect(await words.inputValue()).toBe('We can do 39.')
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'replaced-page')
    await page.getByRole('button', { name: 'Open the saved page' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
    await ready(page)
    await whenText(page, '41 euros')
    await saved(page, 'saved')
    expect(await textOf(page)).toBe('Their floor is 41 euros')
    expect(complaints).toEqual([])
  })
})
