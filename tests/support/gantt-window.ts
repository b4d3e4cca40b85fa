import type { Locator, Page } from 'playwright-core'
import { until } from './services.ts'

/** The Gantt in a window, as its rows tell it. */

export const row = (page: Page, name: string): Locator => page.getByRole('row', { name })
/** A cell of a row, by the name of its column: start, finish, duration, waits ... */
export const cell = (page: Page, name: string, column: string): Locator => row(page, name).locator(`[data-column=${column}]`)
export const starts = (page: Page, name: string, day: string): Promise<void> => cell(page, name, 'start').getByText(day, { exact: true }).waitFor()
export const isActive = (page: Page, name: string): Promise<void> => until(async () => await row(page, name).getAttribute('data-active') === 'true')

/** A day later, by keys. */
export async function push(page: Page, name: string): Promise<void> {
  await page.getByRole('treegrid').focus()
  await row(page, name).click()
  await isActive(page, name)
  await page.getByRole('treegrid').focus()
  await page.keyboard.press('Alt+ArrowRight')
}

/** Fits the plan in. Answers where the bar of a task is that begins with the plan: 40 pixels from the left, ten further in. */
export async function firstBar(page: Page, name: string): Promise<{ x: number, y: number }> {
  await row(page, name).waitFor()
  await page.getByRole('button', { name: 'The whole plan' }).click()
  const [{ y, height }, list] = [await row(page, name).boundingBox() ?? { y: 0, height: 0 }, await page.getByRole('treegrid', { name: 'Plan' }).boundingBox() ?? { x: 0, width: 0 }]
  return { x: list.x + list.width + 50, y: y + height / 2 }
}
