import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { addressOf, ready, saved, text, textOf } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

describe.skipIf(!hasBrowser)('two who type in one paragraph', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(closeAll)

  const typeAt = async (page: Page, key: 'Home' | 'End'): Promise<void> => {
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press(key)
  }

  test('each writes their own words, in their order, at their own place', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('Start.')])
    const [ana, bo] = await Promise.all([open(world.ana, addressOf(world)), open(world.bo, addressOf(world))])
    await Promise.all([ready(ana.page), ready(bo.page)])
    await typeAt(ana.page, 'Home')
    await typeAt(bo.page, 'End')
    // In turn, each after the other's letter has come: so it is every letter that moves the other's caret, on every machine.
    for (let index = 0; index < 8; index++) {
      await ana.page.keyboard.type('abcdefgh'[index] ?? '')
      await bo.page.getByText(`${'abcdefgh'.slice(0, index + 1)}Start.`).waitFor()
      await bo.page.keyboard.type('ABCDEFGH'[index] ?? '')
      await ana.page.getByText(`Start.${'ABCDEFGH'.slice(0, index + 1)}`).waitFor()
    }
    await Promise.all([ana.page.keyboard.type(' both at once ', { delay: 20 }), bo.page.keyboard.type(' AT THE SAME TIME', { delay: 20 })])
    await Promise.all([saved(ana.page, 'saved'), saved(bo.page, 'saved')])
    await until(async () => await textOf(ana.page) === await textOf(bo.page))
    expect(await textOf(ana.page)).toBe('abcdefgh both at once Start.ABCDEFGH AT THE SAME TIME')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })
})
