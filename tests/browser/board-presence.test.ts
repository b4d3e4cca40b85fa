import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sideOf, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { cell, firstBar, row } from '../support/gantt-window.ts'
import { takeShot } from '../support/looks.ts'
import { intentions, plannedBoard } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** Everything that a page hears on its documents' sockets. */
function listen(page: Page): { readonly heard: string } {
  const frames: string[] = []
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())))
  return { get heard() { return frames.join('\n') } }
}

/** How much of one colour a canvas shows in a row of it. */
const coloured = (page: Page, name: string, [red, green, blue]: readonly [number, number, number]): Promise<number> => page.evaluate(([title, ...wanted]) => {
  const canvas = document.querySelector('canvas')
  const line = [...document.querySelectorAll('[role=row]')].find(one => one.textContent.includes(title))
  const context = canvas?.getContext('2d')
  if (!canvas || !line || !context) return -1
  const [box, at] = [canvas.getBoundingClientRect(), line.getBoundingClientRect()]
  const { data } = context.getImageData(0, Math.round((at.top - box.top) * devicePixelRatio), canvas.width, Math.round(at.height * devicePixelRatio))
  let count = 0
  for (let index = 0; index < data.length; index += 4) if ([0, 1, 2].every(part => Math.abs((data[index + part] ?? 0) - Number(wanted[part])) < 12)) count++
  return count
}, [name, red, green, blue] as const)

describe.skipIf(!hasBrowser)('what the others do on a board, live', () => {
  const there = shareTwoCompanies()

  test('a bar that the partner pulls hovers where it would lie, with their name, until they let go', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const [hers, his] = [await there.open(there.world.ana, address), await there.open(there.world.bo, address)]
    await row(his.page, 'Contract').waitFor()
    await his.page.getByRole('button', { name: 'The whole plan' }).click()

    const bar = await firstBar(hers.page, 'Contract')
    await hers.page.mouse.move(bar.x, bar.y)
    await hers.page.mouse.down()
    await cell(his.page, 'Contract', 'title').getByText('here: Ana').waitFor({ state: 'attached' })
    const before = await cell(his.page, 'Contract', 'start').textContent()
    const blue = [11, 92, 173] as const
    const unpulled = await coloured(his.page, 'Contract', blue)
    await hers.page.mouse.move(bar.x + 200, bar.y, { steps: 12 })
    await cell(his.page, 'Contract', 'title').getByText('is moving this', { exact: false }).first().waitFor({ state: 'attached' })
    await takeShot(his.page, 'others-pull')
    // It only hovers there: nothing has moved for anybody.
    expect(await cell(his.page, 'Contract', 'start').textContent()).toBe(before)
    await until(async () => await coloured(his.page, 'Contract', blue) > unpulled)
    await hers.page.keyboard.press('Escape')
    await hers.page.mouse.up()
    await until(async () => await cell(his.page, 'Contract', 'title').getByText('is moving this', { exact: false }).count() === 0)
    await until(async () => await coloured(his.page, 'Contract', blue) <= unpulled)
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('a task that the partner selects is marked in every view until they go; of a private one nothing is told', async () => {
    const { ana, bo, workspaceId } = there.world
    const board = await plannedBoard(there.world, there.url)
    const side = await sideOf(ana, { workspaceId, boardId: board.id })
    const [secret] = await writeTasks(ana, side, [{ title: 'Price limit', plan: intentions({ duration: 480 }) }])
    const hers = await there.open(ana, board.address)
    const his = await there.open(bo, 'about:blank')
    const ear = listen(his.page)
    await his.page.goto(board.address)
    await row(his.page, 'Logo').waitFor()

    // A private task is stood on, selected and pulled; what the partner hears does not name it.
    const bar = await firstBar(hers.page, 'Price limit')
    await hers.page.mouse.move(bar.x, bar.y)
    await hers.page.mouse.down()
    await hers.page.mouse.move(bar.x + 200, bar.y, { steps: 12 })
    await hers.page.mouse.up()
    await row(hers.page, 'Price limit').click()
    await hers.page.keyboard.press('Space')
    await row(hers.page, 'Logo').click({ modifiers: ['Control'] })
    await cell(his.page, 'Logo', 'title').getByText('here: Ana').waitFor({ state: 'attached' })
    for (const words of [ana.userId, '"selection"']) expect(ear.heard).toContain(words)
    for (const words of [secret, 'Price limit', '"pull"']) expect(ear.heard).not.toContain(words)

    for (const [view, wanted] of [['Table', 'rowheader'], ['List', 'row'], ['Board', 'row']] as const) {
      await his.page.getByRole('button', { name: view, exact: true }).click()
      await his.page.getByRole(wanted, { name: /Logo.*here: Ana/ }).waitFor()
      await takeShot(his.page, `others-${view}`)
    }
    await his.page.setViewportSize({ width: 390, height: 780 })
    await his.page.goto(board.address)
    await his.page.getByRole('row', { name: /Logo.*here: Ana/ }).waitFor()
    await takeShot(his.page, 'others-phone')
    await hers.context.close()
    await his.page.getByRole('row', { name: /Logo.*here: Ana/ }).waitFor({ state: 'detached' })
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('who carries a card is named on it until it lies', async () => {
    const board = await plannedBoard(there.world, there.url)
    const address = board.address.replace('view=gantt', 'view=board')
    const [hers, his] = [await there.open(there.world.ana, address), await there.open(there.world.bo, address)]
    const card = hers.page.getByRole('row', { name: /^Logo/ })
    await his.page.getByRole('row', { name: /^Logo/ }).waitFor()
    const box = await card.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 }
    await hers.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await hers.page.mouse.down()
    await hers.page.mouse.move(box.x + box.width / 2, box.y + 90, { steps: 10 })
    await his.page.getByText('Ana Alksne is moving this').waitFor()
    expect(await his.page.getByRole('row', { name: /^Logo.*is moving this/ }).count()).toBe(1)
    await takeShot(his.page, 'others-card')
    await hers.page.keyboard.press('Escape')
    await hers.page.mouse.up()
    await his.page.getByText('Ana Alksne is moving this').waitFor({ state: 'detached' })
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })
})
