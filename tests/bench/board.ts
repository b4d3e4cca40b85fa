import { parseArgs } from 'node:util'
import { columnsOf } from '@kopa/shared/boards/column.ts'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startServer } from '../campaigns/soaked-server.ts'
import { flags } from '../support/chromium-flags.ts'
import { openPage } from '../support/page-client.ts'
import { twoCompanies } from '../support/world.ts'
import { fillPlan } from './gantt-plan.ts'

/**
 * A large board in the whole of Kopa: `node tests/bench/board.ts [--tasks 1000,10000,50000]`, after a build. Prints how long it takes until each view stands, how long after
 * a letter of a filter the view says what fits, and the memory of the page. Judges nothing. From the press to the first of four frames without a delay.
 */
const { values } = parseArgs({ options: { tasks: { type: 'string', default: '1000,10000,50000' }, chromium: { type: 'string', default: '/usr/bin/chromium' }, port: { type: 'string', default: '13950' } } })
const views = ['List', 'Table', 'Calendar', 'Gantt', 'Workload', 'Dashboard', 'Board']
const server = await startServer(Number(values.port))
const { ana, bo, workspaceId } = await twoCompanies(server.url)
const browser: Browser = await chromium.launch({ executablePath: values.chromium, args: [...flags, '--enable-precise-memory-info'] })
for (const tasks of values.tasks.split(',').map(Number)) {
  const id = await makeBoard(tasks)
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1400, height: 900 }, serviceWorkers: 'block' })
  const [name = '', value = ''] = ana.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: ana.url }])
  const page = await context.newPage()
  const figures: [string, number][] = []
  const address = `${server.url}/w/${workspaceId}/b/${id}`
  await page.goto(address)
  await isStill(page, '[data-card]')
  const begun = performance.now()
  await page.goto(address)
  await isStill(page, '[data-card]')
  figures.push(['open again', performance.now() - begun])
  for (const view of views) figures.push([view.toLowerCase(), await timed(page, () => page.getByRole('group', { name: 'View' }).getByRole('button', { name: view, exact: true }).click({ noWaitAfter: true }))])
  await page.getByRole('searchbox').focus()
  for (const letter of '77') figures.push([`filter ${letter}`, await timed(page, () => page.keyboard.press(letter))])
  const heap = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize)
  console.info(`${tasks} tasks: ${figures.map(([what, ms]) => `${what} ${ms.toFixed(0)}`).join(', ')} ms; ${Math.round(heap / 1e6)} MB of heap`)
  await context.close()
}
await browser.close()
await server.stop()

async function makeBoard(tasks: number): Promise<string> {
  const { board: { id } } = await ana.boards.createBoard({ workspaceId, title: `Launch of ${tasks}`, columns: [{ title: 'To do', stage: 'open' }, { title: 'Doing', stage: 'active' }, { title: 'Done', stage: 'done' }] })
  const client = openPage(ana, id)
  await client.synced
  fillPlan(client.doc, tasks, tasks * 1.5, { columns: columnsOf(client.doc).map(column => column.id), companies: [ana.companyId, bo.companyId] })
  const reader = openPage(bo, id)
  await reader.synced
  while (reader.doc.getMap('tasks').size < tasks) await new Promise(resolve => { reader.doc.once('update', resolve) })
  client.leave()
  reader.leave()
  return id
}

/** From the act to the first of four frames in a row without a delay, by the page's own clock. */
async function timed(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    Object.assign(window, { acted: 0 })
    const note = (event: Event): void => { Object.assign(window, { acted: event.timeStamp }) }
    for (const kind of ['click', 'keydown']) addEventListener(kind, note, { capture: true, once: true })
  })
  await act()
  return page.evaluate(async () => {
    const { acted } = window as unknown as { acted: number }
    let [last, still] = [performance.now(), 0]
    for (let calm = 0; calm < 4;) {
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      calm = now - last < 25 ? calm + 1 : 0
      if (calm <= 1) still = now
      last = now
    }
    return still - acted
  })
}

async function isStill(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector)
  await page.evaluate(() => new Promise(done => { requestAnimationFrame(() => setTimeout(done)) }))
}
