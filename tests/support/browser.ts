import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { flags } from './chromium-flags.ts'
import { chromiumPath } from './services.ts'
import type { Person } from './world.ts'

export const hasBrowser = chromiumPath() !== null

/** For stories without a network: elsewhere no profile keeps the whole client first, which takes as long as the story. */
export const withWorker = { serviceWorkers: 'allow' } as const

/** What a window has complained about: errors of the page that nobody caught. */
export interface Window { page: Page, context: BrowserContext, complaints: string[] }

/** One Chromium for the file; each person gets a profile of their own, and so does a stranger (null). */
export function useBrowser(): { open: (person: Person | null, address: string, options?: Parameters<Browser['newContext']>[0]) => Promise<Window>, closeAll: () => Promise<void> } {
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => { browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: flags }) })
  afterAll(() => browser?.close())
  return {
    open: async (person, address, options) => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 800 }, serviceWorkers: 'block', ...options })
      contexts.push(context)
      if (person) await context.addCookies([cookieOf(person)])
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', error => complaints.push(error.stack ?? error.message))
      await page.goto(address)
      return { page, context, complaints }
    },
    closeAll: async () => { await Promise.all(contexts.splice(0).map(context => context.close())) },
  }
}

function cookieOf({ cookie, url }: Person): { name: string, value: string, url: string } {
  const split = cookie.indexOf('=')
  return { name: cookie.slice(0, split), value: cookie.slice(split + 1), url }
}
