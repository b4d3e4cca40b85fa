import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sideOf, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { boardOf } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'

const panel = (page: Page): Locator => page.getByLabel('Task: Offer', { exact: true })
const files = (page: Page): Promise<(string | null)[]> => panel(page).locator('a[download]').evaluateAll(links => links.map(link => link.textContent))
const shows = (page: Page, names: string[]) => expect.poll(() => files(page)).toEqual(names)

interface Bringing { on: string, way: 'drop' | 'paste', name: string }
const bringInto = (page: Page, bringing: Bringing): Promise<void> => page.evaluate<void, Bringing>(bring, bringing)

/** In a page: a file of this name arrives at what is named, dropped or pasted. */
function bring({ on, way, name }: Bringing): void {
  const data = new DataTransfer()
  data.items.add(new File(['What was agreed'], name, { type: 'text/plain' }))
  const place = document.querySelector(on)
  if (way === 'drop') place?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  else place?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}

describe.skipIf(!hasBrowser)('files of a task', () => {
  const there = shareTwoCompanies()
  const boardWith = async (titles: string[]) => {
    const board = await boardOf(there.world, there.url, titles.map(id => ({ id })))
    return { ...board, address: board.address.replace('view=gantt', `task=${titles[0] ?? ''}`) }
  }

  test('are chosen by keyboard, dropped and pasted; the partner sees and saves them at once; what is removed comes back by undo', async () => {
    const { ana, bo } = there.world
    const board = await boardWith(['Offer'])
    const [hers, his] = [await there.open(ana, board.address), await there.open(bo, board.address)]
    const add = panel(hers.page).getByRole('button', { name: 'Add files' })
    const [chooser] = await Promise.all([hers.page.waitForEvent('filechooser'), add.press('Enter')])
    await chooser.setFiles([{ name: 'photo.png', mimeType: 'image/png', buffer: tinyImage }])
    await shows(hers.page, ['photo.png'])
    await bringInto(hers.page, { on: 'aside h3', way: 'drop', name: 'minutes.txt' })
    await shows(his.page, ['photo.png', 'minutes.txt'])
    await bringInto(hers.page, { on: 'aside', way: 'paste', name: 'notes.txt' })
    await shows(his.page, ['photo.png', 'minutes.txt', 'notes.txt'])
    await expect.poll(() => panel(his.page).locator('img').evaluate(image => (image as HTMLImageElement).naturalWidth)).toBe(1)
    await panel(his.page).getByText('15 bytes · Ana Alksne', { exact: false }).first().waitFor()
    expect(await his.page.getByRole('row', { name: /^Offer/ }).getAttribute('aria-label')).toContain('3 files')
    const [download] = await Promise.all([his.page.waitForEvent('download'), panel(his.page).getByRole('link', { name: 'Download minutes.txt' }).press('Enter')])
    expect([download.suggestedFilename(), await readFile(await download.path(), 'utf8')]).toEqual(['minutes.txt', 'What was agreed'])
    await panel(his.page).getByRole('button', { name: 'Remove photo.png' }).press('Enter')
    await shows(hers.page, ['minutes.txt', 'notes.txt'])
    await his.page.getByRole('button', { name: 'Undo' }).click()
    await shows(hers.page, ['photo.png', 'minutes.txt', 'notes.txt'])
    expect(await findings(hers.page, 'aside')).toEqual([])
    expect([...hers.complaints, ...his.complaints]).toEqual([])
    for (const [name, options] of looks) {
      await ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
      const { page } = await there.open(ana, board.address, options)
      await page.locator('a[download]').first().waitFor()
      await page.locator('a[download]').last().scrollIntoViewIfNeeded()
      await takeShot(page, `task-files-${name}`)
      expect(await sticksOut(page), name).toBe(false)
      await page.close()
    }
    await ana.people.changeMe({ language: 'en' })
  })

  test('one that does not arrive says so and is sent again; a private task\'s stays with its company, also when the task is shown', async () => {
    const { ana, bo, workspaceId } = there.world
    const board = await boardWith(['Shared'])
    const [offer = ''] = await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: board.id }), [{ title: 'Offer' }])
    const { page, complaints } = await there.open(ana, board.address.replace('task=Shared', `task=${offer}`))
    await panel(page).getByRole('button', { name: 'Add files' }).waitFor()
    await page.route('**/files?sees=company', route => route.abort(), { times: 1 })
    await bringInto(page, { on: 'aside h3', way: 'drop', name: 'limit.txt' })
    await panel(page).getByRole('alert').filter({ hasText: 'Kopa cannot be reached' }).waitFor()
    await panel(page).getByRole('button', { name: 'Try again' }).click()
    await shows(page, ['limit.txt'])
    const address = await panel(page).locator('a[download]').getAttribute('href') ?? ''
    const statusFor = async (person: typeof ana) => (await fetch(there.url + address, { headers: person.headers })).status
    expect([await statusFor(ana), await statusFor(bo)]).toEqual([200, 404])
    await panel(page).getByRole('button', { name: 'Show to everybody' }).click()
    await page.getByText('“Offer” shown to everybody. The files stay private.').waitFor()
    await shows(page, [])
    expect([await statusFor(ana), await statusFor(bo)]).toEqual([200, 404])
    expect(complaints.filter(complaint => !complaint.includes('ERR_FAILED'))).toEqual([])
  })
})
