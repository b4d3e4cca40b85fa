import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { openPage, when } from '../support/page-client.ts'
import { addressOf, ready, saved, text, whenText } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

/** KOPA_LOCALE=lv-LV for whoever looks at the pictures. */
const language = process.env['KOPA_LOCALE'] === 'lv-LV' ? 'lv' : 'en'

const most = 64 * 1024
const [old, added] = ['Words that were here before. ', 'Words that do not fit in any more. ']
const times = (words: string, bytes: number): string => words.repeat(Math.floor(bytes / words.length))

describe.skipIf(!hasBrowser)('a page that has grown as large as it may be', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere({ KOPA_DOCUMENT_BYTES: String(most) }) })
  afterEach(closeAll)

  test('says so to whoever writes on; once they have taken something else away, what they wrote is saved by itself', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.bo, world.pageId, [paragraph('Minutes of May.'), paragraph(times(old, most - 1500))])
    await world.ana.people.changeMe({ language })
    const { page, complaints } = await open(world.ana, addressOf(world))
    await ready(page)
    await whenText(page, old)
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    await page.keyboard.insertText(times(added, 2_000))
    await saved(page, 'refused')
    if (language === 'en') expect(await page.getByRole('alert').innerText()).toMatch(/too large.*saved as soon as there is room.*stays on this device/s)
    expect(await findings(page)).toEqual([])
    await takeShots(page, `full-page-${language}`)
    await page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(page)).toBe(false)

    await page.locator(`${text} > p`).nth(1).click({ clickCount: 3, position: { x: 20, y: 10 } })
    await page.keyboard.press('Backspace')
    await saved(page, 'saved')
    expect(await page.getByRole('alert').count()).toBe(0)
    const his = openPage(world.bo, world.pageId)
    await his.synced
    await when(his.doc, () => JSON.stringify(contentOf(his.doc)).includes(added))
    expect(JSON.stringify(contentOf(his.doc))).not.toContain(old)
    await page.keyboard.type('And on we go.')
    await when(his.doc, () => JSON.stringify(contentOf(his.doc)).includes('And on we go.'))
    his.leave()
    expect(complaints).toEqual([])
  })
})

describe.skipIf(!hasBrowser)('more than one message may hold', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere({ KOPA_FRAME_BYTES: String(most) }) })
  afterEach(closeAll)

  test('is said to whoever pastes it; once they undo it, all else that they wrote is saved by itself', async () => {
    const world = await twoCompanies(kopa.url)
    await world.ana.people.changeMe({ language })
    const { page, complaints } = await open(world.ana, addressOf(world))
    await ready(page)
    await page.locator(text).click()
    await page.keyboard.type('Minutes of June.')
    await saved(page, 'saved')
    await page.keyboard.press('Enter')
    await page.keyboard.insertText(times(added, 2 * most))
    await saved(page, 'refused')
    if (language === 'en') expect(await page.getByRole('alert').innerText()).toMatch(/too large to be sent at once.*smaller parts.*stays on this device/s)
    await takeShots(page, `too-much-at-once-${language}`)
    await page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(page)).toBe(false)

    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.type('And on we go.')
    await saved(page, 'saved')
    expect(await page.getByRole('alert').count()).toBe(0)
    const his = openPage(world.bo, world.pageId)
    await when(his.doc, () => JSON.stringify(contentOf(his.doc)).includes('And on we go.'))
    expect(JSON.stringify(contentOf(his.doc))).not.toContain(added)
    his.leave()
    expect(complaints).toEqual([])
  })
})
