import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sideOf, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { row } from '../support/gantt-window.ts'
import { findings, takeShot, takeShots } from '../support/looks.ts'
import { readPdf } from '../support/pdf-text.ts'
import { boardOf, intentions, plannedBoard } from '../support/planned-board.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** The browser's own dialog cannot be answered here: what it would print is asked for afterwards. */
const withoutDialog = (page: Page): Promise<unknown> => page.addInitScript(() => { globalThis.print = () => { document.documentElement.dataset['prints'] = 'yes' } })
const isReady = (page: Page): Promise<unknown> => page.locator('html[data-prints]').waitFor()

const pdfOf = async (page: Page): Promise<ReturnType<typeof readPdf>> => readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
const printed = (page: Page): Promise<string> => page.locator('[data-print]').evaluate(element => element.textContent)
/** The width and the height that a PNG says of itself. */
const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

async function askForPicture(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Print or picture' }).press('Enter')
  await page.getByRole('menuitem', { name: /^Save as picture/ }).press('Enter')
  await page.getByRole('dialog').getByRole('status').waitFor()
}

/** In a page: the next picture is not finished before it is let go. */
function holdPictures(): void {
  const canvas = HTMLCanvasElement.prototype
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its canvas below
  const draw = canvas.toBlob
  canvas.toBlob = function (...asked) {
    canvas.toBlob = draw
    document.documentElement.dataset['held'] = 'yes'
    addEventListener('let-go', () => draw.apply(this, asked), { once: true })
  }
}

/** In a page: the words of pictures, as far as they fit, are remembered in the order in which they are drawn. */
function rememberWords(): void {
  const context = CanvasRenderingContext2D.prototype
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its context below
  const write = context.fillText
  const drawn: string[] = []
  Object.assign(globalThis, { drawn })
  context.fillText = function (text, ...place) {
    if (!this.canvas.isConnected) drawn.push(text)
    write.call(this, text, ...place)
  }
}
const drawnWords = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { drawn: string[] }).drawn)

/** How many dots a picture has of each colour. */
const coloursIn = (page: Page, png: Buffer): Promise<Record<string, number>> => page.evaluate(async data => {
  const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))]))
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
  context?.drawImage(image, 0, 0)
  const dots = context?.getImageData(0, 0, image.width, image.height).data ?? []
  const seen: Record<string, number> = {}
  for (let at = 0; at < dots.length; at += 4) {
    const colour = `${dots[at]},${dots[at + 1]},${dots[at + 2]}`
    seen[colour] = (seen[colour] ?? 0) + 1
  }
  return seen
}, png.toString('base64'))

describe.skipIf(!hasBrowser)('a plan that is taken along', () => {
  const there = shareTwoCompanies()

  test('by keyboard it is printed: as many pages as were told, in light colours, without what only the own company sees', async () => {
    const { ana, workspaceId } = there.world
    const board = await boardOf(there.world, there.url, Array.from({ length: 23 }, (_, at) => ({ id: `Task ${String.fromCharCode(65 + at)}`, companyId: at % 2 === 0 ? ana.companyId : there.world.bo.companyId })), [['Task A', 'Task B']])
    await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: board.id }), [{ title: 'Price limit', rank: 'A1', plan: intentions({ duration: 480 }) }])
    const { page, complaints } = await there.open(ana, 'about:blank', { colorScheme: 'dark' })
    await withoutDialog(page)
    await page.goto(board.address)
    await row(page, 'Price limit').waitFor()
    await page.keyboard.press('Control+p')
    const dialog = page.getByRole('dialog', { name: 'Print' })
    await dialog.getByText('1 page, 23 tasks', { exact: false }).waitFor()
    await dialog.getByRole('checkbox', { name: /Also what only Alder Homes sees/ }).waitFor()
    await takeShots(page, 'print-dialog')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await page.keyboard.press('Enter')
    await isReady(page)
    const text = await printed(page)
    for (const words of ['Launch', 'Task A', 'Task W', '02/03/26', 'Page 1 of 1', 'Alder Homes', 'Times in UTC', 'March 2026']) expect(text).toContain(words)
    expect(text).not.toContain('Price limit')
    // A company's light blue would be that of the dark look.
    expect(await page.locator('[data-print] svg').first().evaluate(({ innerHTML }) => innerHTML.includes('rgb(11, 92, 173)'))).toBe(true)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    expect(await page.locator('[data-print] section').first().evaluate(element => getComputedStyle(element).color)).toBe('rgb(0, 0, 0)')
    await takeShot(page, 'printed-page')
    await page.emulateMedia({ media: null })
    const [paper, ...more] = await pdfOf(page)
    expect([paper?.size, more]).toEqual(['842 × 595', []])
    expect(paper?.text).toMatch(/^Launch.*Task W2 d02\/03\/26/)
    expect(paper?.text).not.toContain('Price limit')
    await page.locator('[data-print]').waitFor({ state: 'detached' })
    await dialog.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('as a picture it has twice the dots, the names and the bars; what is private says so first, where nothing cuts it off, and what the partner adds meanwhile is in it', async () => {
    const { ana, bo, workspaceId } = there.world
    const board = await plannedBoard(there.world, there.url)
    await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: board.id }), [{ title: 'The lowest price that we would still take for it', rank: 'A1', plan: intentions({ duration: 480 }) }])
    const { page, complaints } = await there.open(ana, board.address)
    await row(page, 'Pilot').waitFor()
    await page.evaluate(rememberWords)
    await askForPicture(page)
    await page.getByRole('checkbox', { name: /Also what only Alder Homes sees/ }).check()
    await takeShots(page, 'picture-dialog')
    await writeTasks(bo, board.id, [{ title: 'Handover', plan: intentions({ duration: 480 }) }])
    await page.getByRole('dialog').getByText(` × ${2 * (44 + 52 + 7 * 34 + 8)} dots`, { exact: false }).waitFor()
    const told = await page.getByRole('dialog').getByRole('status').textContent() ?? ''
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save', exact: true }).click()])
    expect(download.suggestedFilename()).toBe('Launch.png')
    const png = await readFile(await download.path())
    const [width, height] = sizeOf(png)
    expect(told.replaceAll(',', '')).toContain(`${width} × ${height}`)
    // Seven rows and what stands above them, all twice as large.
    expect(height).toBe(2 * (44 + 52 + 7 * 34 + 8))
    expect(await drawnWords(page)).toEqual(expect.arrayContaining([expect.stringMatching(/^With what only Alder Homes sees/), expect.stringMatching(/^private · The lowest.*…$/), 'Handover']))
    const colours = await coloursIn(page, png)
    // The paper, a company's bars, the other's.
    expect(colours['255,255,255']).toBeGreaterThan(10_000)
    expect(colours['11,92,173']).toBeGreaterThan(500)
    expect(colours['197,80,44']).toBeGreaterThan(500)
    expect(complaints).toEqual([])
  })

  test('of a large plan there are several pictures in one file; drawing can be stopped, and leaves nothing behind', async () => {
    const { ana } = there.world
    const board = await plannedBoard(there.world, there.url)
    await writeTasks(ana, board.id, Array.from({ length: 495 }, (_, at) => ({ title: `Step ${at}`, plan: intentions({ duration: 480 }) })))
    const { page, complaints } = await there.open(ana, board.address)
    const names: string[] = []
    page.on('download', download => names.push(download.suggestedFilename()))
    await row(page, 'Pilot').waitFor()
    await page.evaluate(holdPictures)
    await askForPicture(page)
    await page.getByRole('dialog').getByText('3 pictures, one below the other', { exact: false }).waitFor()
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await save.press('Enter')
    await page.locator('html[data-held]').waitFor()
    const stop = page.getByRole('button', { name: 'Stop' })
    await expect.poll(() => stop.evaluate(button => document.activeElement === button)).toBe(true)
    await stop.press('Enter')
    await page.evaluate(() => dispatchEvent(new Event('let-go')))
    await save.waitFor()
    expect(names).toEqual([])
    const downloading = page.waitForEvent('download')
    await save.press('Enter')
    const download = await downloading
    await page.getByText('“Launch.zip” is in your downloads.').waitFor()
    expect(names).toEqual(['Launch.zip'])
    const pictures = Object.entries(unzipSync(await readFile(await download.path())))
    expect(pictures.map(([name]) => name)).toEqual(['Launch 1.png', 'Launch 2.png', 'Launch 3.png'])
    for (const [, bytes] of pictures) expect(sizeOf(Buffer.from(bytes))[0]).toBeGreaterThan(1000)
    expect(complaints).toEqual([])
  })

  test('tasks of the board, the list and the table are printed by columns, as they are filtered; the head comes again', async () => {
    const { ana, bo, workspaceId } = there.world
    const board = await plannedBoard(there.world, there.url)
    await writeTasks(ana, board.id, Array.from({ length: 70 }, (_, at) => ({ title: `Step ${at}`, companyId: bo.companyId })))
    await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: board.id }), [{ title: 'Price limit', companyId: bo.companyId }])
    await writeTasks(ana, board.id, [{ title: 'Call', companyId: bo.companyId, deadline: { instant: '2026-03-02T21:30:00Z' } }])
    const { page, complaints } = await there.open(ana, 'about:blank', { colorScheme: 'dark' })
    await withoutDialog(page)
    await page.goto(board.address.replace('view=gantt', `view=table&company=${encodeURIComponent(JSON.stringify([bo.companyId]))}`))
    await page.getByRole('rowheader', { name: /^Pilot/ }).waitFor()
    await page.keyboard.press('Control+p')
    const dialog = page.getByRole('dialog', { name: 'Print' })
    await dialog.getByText('73 tasks that are shown', { exact: false }).waitFor()
    await takeShots(page, 'print-tasks-dialog')
    // The browser prints the screen neither by its key, nor takes what it printed by its menu for this.
    expect(await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true })))).toBe(false)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await dialog.getByRole('button', { name: 'Print', exact: true }).press('Enter')
    await isReady(page)
    await page.emulateMedia({ media: 'print' })
    await takeShot(page, 'printed-tasks')
    await page.emulateMedia({ media: null })
    const pages = await pdfOf(page)
    expect(pages.length).toBeGreaterThan(1)
    for (const { size, text } of pages) expect([size, text]).toEqual(['842 × 595', expect.stringMatching(/^Launch.*TaskResponsible/)])
    const all = pages.map(({ text }) => text).join('')
    // Half past nine by the board's clock, which stands in the head, and not by the reader's.
    expect(all).toMatch(/\b(21:30|9:30)/)
    for (const words of ['To do73', 'Times in UTC', 'Pilot', 'Step 69', 'Birch Trade']) expect(all).toContain(words)
    for (const words of ['Price limit', 'Contract']) expect(all).not.toContain(words)
    expect(complaints).toEqual([])
  })

  test('over several pages the head comes again; what is private is in it when it is asked for, and marked; in Latvian', async () => {
    const { ana, workspaceId } = there.world
    const board = await plannedBoard(there.world, there.url)
    await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: board.id }), Array.from({ length: 60 }, (_, at) => ({ title: `Solis ${at}`, plan: intentions({ duration: 480 }) })))
    await ana.people.changeMe({ language: 'lv' })
    const { page, complaints } = await there.open(ana, 'about:blank', { locale: 'lv-LV' })
    await withoutDialog(page)
    await page.goto(board.address)
    await page.getByRole('button', { name: 'Druka vai attēls' }).press('Enter')
    await page.getByRole('menuitem', { name: /^Drukāt…/ }).press('Enter')
    await page.getByRole('radio', { name: 'A3' }).check({ force: true })
    await page.getByRole('radio', { name: 'Pašreizējā tuvinājumā' }).check({ force: true })
    await page.getByRole('checkbox', { name: /Arī tas, ko redz tikai/ }).check()
    const told = page.getByRole('dialog').getByRole('status')
    await told.getByText('65 uzdevumi', { exact: false }).waitFor()
    const wanted = Number(/^\d+/.exec(await told.textContent() ?? '')?.[0])
    await takeShots(page, 'print-dialog-lv')
    await page.getByRole('button', { name: 'Drukāt', exact: true }).click()
    await isReady(page)
    const text = await printed(page)
    for (const words of ['Solis 59', 'Kopā ar to, ko redz tikai Alder Homes', 'privāts', 'marts']) expect(text).toContain(words)
    expect(await page.locator('[data-print] thead').count()).toBe(wanted)
    await page.emulateMedia({ media: 'print' })
    await takeShot(page, 'printed-lv')
    await page.emulateMedia({ media: null })
    const pages = await pdfOf(page)
    expect(pages.map(({ size }) => size)).toEqual(Array.from({ length: wanted }, () => '1191 × 842'))
    expect(wanted).toBeGreaterThan(1)
    for (const { text: onPaper } of pages) for (const words of ['Launch', 'Uzdevums', 'Kopā ar to, ko redz tikai Alder Homes']) expect(onPaper).toContain(words)
    expect(pages.at(-1)?.text).toContain(`${wanted}. lappuse no ${wanted}`)
    expect(complaints).toEqual([])
  })
})
