import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { assignTask, planTask } from '@kopa/shared/boards/task-verbs.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'

describe.skipIf(!hasBrowser)('the workload of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let ids: string[] = []
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    const { ana, bo, boardId } = world
    ids = await writeTasks(ana, boardId, [{ title: 'Build', order: 'A1', for: ana }, { title: 'Test', order: 'A2', for: ana }, { title: 'Sell', order: 'A3', for: bo }, { title: 'Permit', order: 'A4', companyId: bo.companyId }])
    await writeBoard(ana, boardId, doc => doc.transact(() => ids.forEach(id => planTask(doc, id, { ...freshPlan, duration: 5 * 480, constraint: 'SNET', constraintAt: '2027-03-01T08:00' }))))
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())
  const open = (options: Parameters<typeof browser.open>[2] = {}) => browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}?view=workload&day=2027-03-01`, options)

  test('who has too much in a week is told in words, from which tasks, and follows what the other company changes', async () => {
    const { page, complaints } = await open()
    const ofAna = page.getByRole('row', { name: /Ana Alksne/ })
    await ofAna.getByRole('button', { name: /80 of 40 h.*40 h too much/ }).press('Enter')
    await page.getByRole('menuitem', { name: 'Build' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /Nobody yet/ }).getByRole('button', { name: /40 h/ }).waitFor()
    await writeBoard(world.bo, world.boardId, doc => assignTask(doc, ids[3] ?? '', { userId: world.bo.userId, units: 50, work: null }))
    await page.getByRole('row', { name: /Bo Birk/ }).getByRole('button', { name: /60 of 40 h.*20 h too much/ }).waitFor()
    await page.getByRole('row', { name: /Nobody yet/ }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Four weeks on' }).click()
    await ofAna.getByRole('button').first().waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test.each(looks)('can be used by everybody, %s', async (name, options) => {
    await world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await open(options)
    await page.getByRole('row', { name: /Ana Alksne/ }).getByRole('button').first().waitFor()
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `workload-${name}`)
  })
})
