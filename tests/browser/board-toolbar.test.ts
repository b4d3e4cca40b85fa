import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, withBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'

describe.skipIf(!hasBrowser)('the tools of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => { world = await withBoard(kopa.url) })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test.each([['en', 'More of this board', 'Calendar', 'Table', 'Gantt', 'View of the plan', 'Working days'], ['lv', 'Vairāk par šo dēli', 'Kalendārs', 'Tabula', 'Ganta diagramma', 'Plāna skats', 'Darba dienas']] as const)('stand on one line at every width, and each view is found by its name (%s)', async (language, more, calendar, table, plan, planTools, word) => {
    await world.ana.people.changeMe({ language })
    const { page } = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}?by=parent`, { viewport: { width: 1280, height: 800 } })
    const last = page.getByRole('button', { name: more })
    await last.waitFor()
    for (const width of [1700, 1440, 1280, 1024, 860, 700]) {
      await page.setViewportSize({ width, height: 800 })
      // A window takes its new size when it comes to it, and the page with it.
      await expect.poll(async () => {
        const [first, end] = [await page.getByRole('button', { name: table, exact: true }).boundingBox(), await last.boundingBox()]
        if (!first || !end) throw new Error('both ends of the line are shown')
        return { isOneLine: Math.abs(first.y + first.height / 2 - end.y - end.height / 2) < 6, isInside: end.x + end.width < width, sticksOut: await sticksOut(page) }
      }, { message: `at ${width}` }).toEqual({ isOneLine: true, isInside: true, sticksOut: false })
      await takeShot(page, `board-toolbar-${language}-${width}`)
    }
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: plan, exact: true }).click()
    const tools = page.getByRole('toolbar', { name: planTools })
    await tools.waitFor()
    // Words where there is room, and no second line for them where there is none.
    for (const [width, isWritten] of [[1700, true], [1280, null], [1024, false]] as const) {
      await page.setViewportSize({ width, height: 800 })
      await expect.poll(async () => (await tools.boundingBox())?.height ?? Infinity, { message: `at ${width}` }).toBeLessThan(56)
      if (isWritten !== null) await expect.poll(async () => ((await tools.getByText(word, { exact: true }).boundingBox())?.width ?? 0) > 20, { message: `at ${width}` }).toBe(isWritten)
      await takeShot(page, `plan-toolbar-${language}-${width}`)
    }
    await page.setViewportSize({ width: 1700, height: 800 })
    await expect.poll(async () => (await tools.getByText(word, { exact: true }).boundingBox())?.width ?? 0).toBeGreaterThan(20)
    await makeRoom(tools)
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: calendar, exact: true }).click()
    await page.waitForURL(/view=calendar/)
  })

  test('filters say in words what they ask, can be turned round, and ask for columns; the open task is ticked, linked and left by keys', async () => {
    const { ana, boardId, workspaceId } = world
    await ana.people.changeMe({ language: 'en' })
    const [parent = ''] = await writeTasks(ana, boardId, [{ title: 'Fair', priority: 'low' }])
    await writeTasks(ana, boardId, [{ title: 'Stand', parent, priority: 'high' }, { title: 'Flyers' }])
    const { page, complaints } = await browser.open(ana, `${kopa.url}/w/${workspaceId}/b/${boardId}`, { viewport: { width: 1440, height: 800 } })
    const card = (title: string) => page.locator(`[data-card][aria-label^="${title}"]`)
    await card('Fair').waitFor()
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('combobox').fill('low')
    await page.keyboard.press('Enter')
    await card('Stand').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Priority is low' }).press('Enter')
    await page.getByRole('button', { name: 'Priority is not low' }).waitFor()
    await card('Stand').waitFor()
    await card('Fair').waitFor({ state: 'detached' })
    await page.waitForURL(/not=/)
    await takeShot(page, 'board-filters-not')
    await page.getByRole('button', { name: 'Remove the filter Low' }).click()
    await card('Fair').click()
    const panel = page.getByRole('complementary', { name: 'Task: Fair' })
    await panel.getByRole('checkbox', { name: 'Done: Stand' }).check()
    await panel.getByText('1 of 1').waitFor()
    await card('Fair').and(page.locator('[data-open]')).waitFor()
    await panel.getByRole('button', { name: 'Add a link…' }).click()
    await page.getByRole('combobox', { name: 'Task' }).selectOption({ label: 'Flyers' })
    await page.getByRole('button', { name: 'Link them' }).click()
    await panel.getByRole('list', { name: 'Waited for by' }).getByText('Flyers').waitFor()
    await panel.getByText('Slack', { exact: true }).waitFor()
    await panel.getByTitle('Change: Column').press('Enter')
    await page.getByRole('option', { name: 'Done' }).click()
    await panel.getByText('100 %').waitFor()
    await expect.poll(() => panel.evaluate(element => element.contains(document.activeElement))).toBe(true)
    expect(await findings(page)).toEqual([])
    await takeShot(page, 'task-panel-linked')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})

/** Words that become longer take the place of others, and give it back, though the window stays as it is. */
async function makeRoom(tools: Locator): Promise<void> {
  const words = tools.locator('button > svg + span')
  const call = (names: string[]) => words.evaluateAll((spans, all) => spans.forEach((span, at) => { if (span.firstChild) span.firstChild.nodeValue = all[at] ?? '' }), names)
  const wordless = () => tools.locator('button[data-wordless]').count()
  const [names, before] = [await words.allTextContents(), await wordless()]
  await call(names.map(name => `${name} `.repeat(8)))
  await expect.poll(wordless).toBeGreaterThan(before)
  await call(names)
  await expect.poll(wordless).toBe(before)
}
