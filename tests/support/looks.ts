import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** How a screen looks, and whether everybody can use it. */

/** Contrasts, like pictures, are those of the finished screen: a menu that is still fading in has none to measure. */
const settled = async (page: Page): Promise<void> => {
  // React Aria hides what opens until it has been put into its place.
  await page.waitForFunction(() => [...document.querySelectorAll('[role=dialog], [role=menu]')].every(opened => !opened.closest('[style*="opacity: 0;"]')))
  await page.evaluate(() => Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(animation => animation.finished)))
}

/** What keeps somebody from using the screen; of a part of it, that a selector names, also what is only good practice. */
export async function findings(page: Page, part?: string): Promise<string[]> {
  await settled(page)
  // Without a second page to put the findings of frames together: there are no frames.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (part === undefined ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']) : axe.include(part)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
}

/** Nothing may stick out of a narrow screen. */
export const sticksOut = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

export type Look = readonly [name: string, options: { viewport: { width: number, height: number }, colorScheme: 'light' | 'dark', hasTouch?: boolean, locale: 'en-GB' | 'lv-LV' }]

/** Wide and on a phone, light and dark, in both languages: each of them with each of the others at least once. */
const everyLook: readonly Look[] = [
  ['wide and light', { viewport: { width: 1440, height: 800 }, colorScheme: 'light', locale: 'en-GB' }],
  ['wide and dark in Latvian', { viewport: { width: 1440, height: 800 }, colorScheme: 'dark', locale: 'lv-LV' }],
  ['on a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, locale: 'en-GB' }],
  ['on a phone in Latvian', { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true, locale: 'lv-LV' }],
]

/** Two windows in which each of them is met once. */
const mostTelling: readonly Look[] = [
  ['wide and light', { viewport: { width: 1440, height: 800 }, colorScheme: 'light', locale: 'en-GB' }],
  ['on a phone in the dark, in Latvian', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, locale: 'lv-LV' }],
]

/** Whoever changes a screen looks at all four: KOPA_LOOKS=all. */
export const looks = process.env['KOPA_LOOKS'] === 'all' ? everyLook : mostTelling

/** A picture for whoever works on the look: KOPA_SHOTS=<folder>. */
export async function takeShot(page: Page, name: string): Promise<void> {
  const folder = process.env['KOPA_SHOTS']
  if (!folder) return
  await settled(page)
  await page.screenshot({ path: `${folder}/${name}.png` })
}

/** The same screen wide and narrow, light and dark; afterwards it is as it was. */
export async function takeShots(page: Page, name: string): Promise<void> {
  if (!process.env['KOPA_SHOTS']) return
  const before = page.viewportSize() ?? { width: 1200, height: 800 }
  for (const [size, viewport] of [['wide', { width: 1400, height: 800 }], ['phone', { width: 390, height: 780 }]] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await page.evaluate(() => new Promise(done => { requestAnimationFrame(() => requestAnimationFrame(done)) }))
      await takeShot(page, `${name}-${size}-${colorScheme}`)
    }
  }
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: 'light' })
}
