import { setDeadline } from '@kopa/shared/boards/task-verbs.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sideOf, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, takeShot, takeShots } from '../support/looks.ts'
import { readPdf } from '../support/pdf-text.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** The browser's own dialog cannot be answered here: what it would print is asked for afterwards. */
const withoutDialog = (page: Page): Promise<unknown> => page.addInitScript(() => { globalThis.print = () => { document.documentElement.dataset['prints'] = 'yes' } })

/** What is laid out, as a picture for whoever works on the look, and as its pages; afterwards the dialog is gone. */
async function printed(page: Page, name: string): Promise<ReturnType<typeof readPdf>> {
  await page.locator('html[data-prints]').waitFor()
  await page.emulateMedia({ media: 'print' })
  await takeShot(page, name)
  await page.emulateMedia({ media: null })
  const pages = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  await page.locator('[data-print]').waitFor({ state: 'detached' })
  return pages
}

describe.skipIf(!hasBrowser)('a view on paper', () => {
  const there = shareTwoCompanies()

  /** Thirty tasks of both companies, a private one, and a deadline whose day is another in Riga than on the board's clock. */
  async function board() {
    const { ana, bo, workspaceId } = there.world
    const tasks = Array.from({ length: 30 }, (_, at) => ({ id: `Step ${at + 1}`, companyId: at % 2 === 0 ? ana.companyId : bo.companyId, plan: intentions({ duration: 480 * (1 + at % 5) }) }))
    const made = await boardOf(there.world, there.url, tasks)
    await writeBoard(ana, made.id, doc => setDeadline(doc, 'Step 1', { instant: '2026-03-10T22:30:00Z' }))
    await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: made.id }), [{ title: 'Price limit', companyId: ana.companyId, plan: intentions({ duration: 480 * 5 }) }])
    const open = async (options: Parameters<typeof there.open>[2] = {}) => {
      const window = await there.open(ana, 'about:blank', options)
      await withoutDialog(window.page)
      return window
    }
    return { open, at: (view: string) => made.address.replace('view=gantt', `view=${view}&day=2026-03-02`) }
  }

  test('the calendar by keyboard: on light paper, with everything of a day, without what only the own company sees', async () => {
    const { open, at } = await board()
    const { page, complaints } = await open({ colorScheme: 'dark' })
    await page.goto(at('calendar'))
    await page.locator('[data-day="2026-03-02"]').waitFor()
    await page.keyboard.press('Control+p')
    const dialog = page.getByRole('dialog', { name: 'Print' })
    await dialog.getByRole('checkbox', { name: /Also what only Alder Homes sees/ }).waitFor()
    await takeShots(page, 'print-view-dialog')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: 'Print', exact: true }).press('Enter')
    await page.locator('html[data-prints]').waitFor()
    await page.emulateMedia({ media: 'print' })
    // The tenth by the board's clock, which stands in the head; in Riga it is the eleventh.
    expect(await page.locator('[data-print] tbody td').filter({ hasText: 'Step 1' }).filter({ hasText: '22:30' }).locator('strong').textContent()).toBe('10')
    expect(await page.locator('[data-print] tbody td:not([data-outside])').first().evaluate(cell => getComputedStyle(cell).color)).toBe('rgb(0, 0, 0)')
    const pages = await printed(page, 'printed-calendar')
    const all = pages.map(({ text }) => text).join('')
    for (const { size, text } of pages) expect([size, text]).toEqual(['842 × 595', expect.stringMatching(/^Launch.*March 2026.*Monday/)])
    for (const words of ['Times in UTC', 'Step 30', 'Birch Trade', 'planned']) expect(all).toContain(words)
    expect(all).not.toMatch(/Price limit|more/)
    expect(complaints).toEqual([])
  })

  test('workload and dashboard, upright in Latvian: what is private only when it is asked for, and then it is said on every page', async () => {
    const { open, at } = await board()
    await there.world.ana.people.changeMe({ language: 'lv' })
    const { page, complaints } = await open({ locale: 'lv-LV', colorScheme: 'dark' })
    const take = async (view: string, { withPrivate }: { withPrivate: boolean }) => {
      await page.goto(at(view))
      await page.getByRole('region', { name: view === 'workload' ? 'Noslodze' : 'Pārskats' }).waitFor()
      await page.keyboard.press('Control+p')
      await page.getByRole('radio', { name: 'Portretorientācija' }).check({ force: true })
      if (withPrivate) await page.getByRole('checkbox', { name: /Arī tas, ko redz tikai/ }).check()
      await page.getByRole('dialog').getByRole('button', { name: 'Drukāt', exact: true }).press('Enter')
      return printed(page, `printed-${view}-lv`)
    }
    const load = await take('workload', { withPrivate: true })
    expect(load.map(({ size }) => size)).toEqual(['595 × 842', '595 × 842'])
    for (const { text } of load) expect(text).toMatch(/^Launch.*Kopā ar to, ko redz tikai Alder Homes.*Alder Homes/)
    const [withIt, without] = [load[0]?.text ?? '', (await take('workload', { withPrivate: false }))[0]?.text ?? '']
    expect(without).not.toContain('Kopā ar to')
    // A private week of forty hours would be in the figures, too.
    const hoursIn = (text: string): string | undefined => /Alder Homes\s*(\d+) no/.exec(text)?.[1]
    expect(Number(hoursIn(withIt)) - Number(hoursIn(without))).toBe(40)
    const dashboard = await take('dashboard', { withPrivate: false })
    for (const words of ['Launch', '0 no 30', 'Birch Trade']) expect(dashboard.map(({ text }) => text).join('')).toContain(words)
    expect(dashboard.every(({ size }) => size === '595 × 842')).toBe(true)
    expect(complaints).toEqual([])
  })
})
