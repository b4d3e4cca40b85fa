import type { Page } from 'playwright-core'
import type { World } from './world.ts'

/** What tests read inside a window; Tiptap leaves its editor on the element. */
export const text = '.ProseMirror'

export const addressOf = ({ url, workspaceId, pageId }: World, page = pageId): string => `${url}/w/${workspaceId}/p/${page}`

/** The page's text has come and can be typed into. */
export const ready = (page: Page): Promise<unknown> => page.waitForSelector(`${text}[contenteditable="true"]`)

/** The words, block by block. Not innerText: a caret at the end of a line adds an empty one on the other person's screen. */
export const textOf = (page: Page): Promise<string> => page.locator(text).evaluate(whole => [...whole.children].map(({ textContent }) => textContent).join('\n'))

/** Waits until the badge says so. */
export const saved = (page: Page, state: string): Promise<unknown> => page.waitForSelector(`[data-saved="${state}"]`)

/** Waits until the text passes; `test` is a function of the text, in the window. */
export const whenText = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction(([selector, wanted]) => document.querySelector(selector!)?.textContent?.includes(wanted!), [text, words])
