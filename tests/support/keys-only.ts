import type { BrowserContext, Locator, Page } from 'playwright-core'
import { until } from './services.ts'

/** A person without a pointer, and what a screen reader would say to them. */

/** Presses Tab, or Shift+Tab, until the keyboard stands there. */
export async function tabTo(page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await place.waitFor({ state: 'attached' })
  for (let presses = 0; presses < 80; presses++) {
    if (await hasFocus(place)) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab does not lead to ${place.toString()}`)
}

export const hasFocus = async (place: Locator): Promise<boolean> => await place.count() === 1 && place.evaluate(element => element === document.activeElement)
export const untilFocus = (place: Locator): Promise<void> => until(() => hasFocus(place))

/**
 * Collects what is read out by itself, in every page that the context opens from now on. Only what changes in a region that was there before,
 * or comes as an alert, is sure to be read; what lies beside an open dialog, hidden from screen readers, is not.
 */
export async function listenIn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const said: string[] = []
    const told = new WeakMap<Element, string>()
    Object.assign(globalThis, { said })
    const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]'
    const tell = (element: Element, words: string): void => {
      // When something is saved is told beside all else, at a moment of its own.
      if (words === '' || element.closest('[aria-hidden=true], [inert], [data-saved], [aria-label=Loading]') || told.get(element) === words) return
      told.set(element, words)
      said.push(words)
    }
    new MutationObserver(records => {
      for (const { target, addedNodes } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
        for (const node of addedNodes) {
          const words = node.textContent?.trim() ?? ''
          if (region) tell(node instanceof Element ? node : region, words)
          else if (node instanceof Element) for (const alert of [node, ...node.querySelectorAll('[role=alert]')]) if (alert.matches('[role=alert]')) tell(alert, alert.textContent.trim())
        }
        if (region && addedNodes.length === 0) tell(region, region.textContent.trim())
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

/** What was read out since it was asked last. */
export const heard = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0))

/** Until these words were read out. Answers all that was, since it was asked last. */
export async function untilHeard(page: Page, words: string): Promise<string[]> {
  const all: string[] = []
  await until(async () => {
    all.push(...await heard(page))
    return all.some(one => one.includes(words))
  })
  return all
}

/** What a screen reader finds there, line by line: role, name, state. */
export const treeOf = async (place: Locator): Promise<string[]> => (await place.ariaSnapshot()).split('\n').map(line => line.trim().replace(/^- /, '').replace(/^'(.*)'(:?)$/, '$1').replace(/:$/, match => (line.includes('"') ? '' : match)))

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
