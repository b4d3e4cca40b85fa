import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, renameTask, setDeadline } from '@kopa/shared/boards/task-verbs.ts'
import type * as Y from 'yjs'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { row, starts } from '../support/gantt-window.ts'
import { findings, takeShots } from '../support/looks.ts'
import { seeded } from '../support/random.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import type { Person } from '../support/world.ts'

const none = { kind: 'working', amount: 0 } as const

describe.skipIf(!hasBrowser)('levelling', () => {
  const there = shareTwoCompanies()

  async function boardOf(write: (doc: Y.Doc, add: (id: string, minutes: number, who: Person, rest?: object) => void) => void): Promise<{ id: string, address: string }> {
    const { board } = await there.world.ana.boards.createBoard({ workspaceId: there.world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }] })
    await writeBoard(there.world.ana, board.id, doc => {
      changeSettings(doc, { start: '2026-03-02T08:00' })
      write(doc, (id, duration, { userId, companyId }, rest = {}) => addTask(doc, {
        id, title: id, column: '', order: id, rank: id, companyId, plan: { ...freshPlan, duration }, assignees: [{ userId, units: 100, work: null }], ...rest,
      }, { userId: 'ana', at: 1 }))
    })
    return { id: board.id, address: `${there.url}/w/${there.world.workspaceId}/b/${board.id}?view=gantt` }
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('who does two things at once is asked for one after the other: a comparison first, then one act that all see, and undo', async () => {
    const { address, id } = await boardOf((doc, add) => {
      add('Contract', 960, there.world.ana)
      add('Pilot', 480, there.world.ana)
      add('Report', 480, there.world.bo)
      setDeadline(doc, 'Pilot', { day: '2026-03-03' })
      putLink(doc, { id: 'l1', from: 'Pilot', to: 'Report', type: 'FS', lag: none, created: 1 })
    })
    const { page, complaints } = await there.open(there.world.ana, address)
    const bo = await there.open(there.world.bo, address)
    await starts(bo.page, 'Contract', '02/03/26')
    await press(page, 'Level…')
    const dialog = page.getByRole('dialog', { name: 'Level the plan' })
    await dialog.getByText('overloaded once').waitFor()
    await dialog.getByText('never overloaded').waitFor()
    await press(page, 'Level')
    await dialog.getByText('Overloads: 1 before, 0 after.').waitFor()
    await dialog.getByRole('row', { name: 'Contract' }).getByText('3 Mar, 08:00 – 4 Mar, 17:00').waitFor()
    await dialog.getByText('The plan ends 4 Mar, 17:00 instead of 3 Mar, 17:00.').waitFor()
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'leveling')
    await starts(bo.page, 'Contract', '02/03/26')
    await writeBoard(there.world.bo, id, doc => renameTask(doc, 'Report', 'Final report'))
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await starts(bo.page, 'Contract', '03/03/26')
    await starts(bo.page, 'Final report', '03/03/26')
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Control+z')
    await starts(bo.page, 'Contract', '02/03/26')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('only the chosen tasks wait, for the chosen people; delays are taken back; all by keys', async () => {
    const { address } = await boardOf((_, add) => {
      add('Contract', 480, there.world.ana)
      add('Pilot', 480, there.world.ana, { companyId: there.world.bo.companyId })
      add('Report', 480, there.world.bo)
      add('Review', 480, there.world.bo)
    })
    const { page, complaints } = await there.open(there.world.ana, address)
    await starts(page, 'Pilot', '02/03/26')
    await page.getByRole('button', { name: 'Level…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Level the plan' })
    await dialog.getByRole('checkbox', { name: there.world.bo.name }).focus()
    await page.keyboard.press('Space')
    await dialog.getByLabel('Which tasks may wait').selectOption({ label: 'Tasks of Birch Trade' })
    await dialog.getByRole('button', { name: 'Level', exact: true }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByText('1 task has other dates.').waitFor()
    await dialog.getByRole('button', { name: 'Apply' }).focus()
    await page.keyboard.press('Enter')
    // What is Birch's and would be late waits for Birch.
    await page.getByRole('dialog', { name: 'Ask Birch Trade?' }).getByRole('button', { name: 'Leave it' }).click()
    await starts(page, 'Pilot', '02/03/26')
    await press(page, 'Level…')
    await dialog.getByRole('checkbox', { name: there.world.bo.name }).click()
    await dialog.getByLabel('Which tasks may wait').selectOption({ label: 'Tasks of Alder Homes' })
    await press(page, 'Level')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await starts(page, 'Contract', '03/03/26')
    await starts(page, 'Review', '02/03/26')
    await press(page, 'Level…')
    await press(page, 'Take back all delays')
    await starts(page, 'Contract', '02/03/26')
    expect(complaints).toEqual([])
  })

  test('a search that takes long says how far it is, is stopped, and the best so far is kept', async () => {
    const random = seeded(4)
    const { address } = await boardOf((doc, add) => {
      const ids = Array.from({ length: 80 }, (_, index) => `task ${String(index).padStart(2, '0')}`)
      ids.forEach(id => add(id, 240 * (1 + random.below(8)), random.pick([there.world.ana, there.world.bo])))
      for (let index = 0; index < 60; index++) {
        const from = random.below(70)
        putLink(doc, { id: `l${index}`, from: ids[from] ?? '', to: ids[from + 1 + random.below(9)] ?? '', type: 'FS', lag: none, created: index })
      }
    })
    const { page, complaints } = await there.open(there.world.ana, address)
    await row(page, 'task 00').waitFor()
    await press(page, 'Level…')
    const dialog = page.getByRole('dialog', { name: 'Level the plan' })
    await dialog.getByRole('button', { name: 'Level', exact: true }).click()
    await dialog.getByRole('progressbar').waitFor()
    await dialog.getByText(/plans? tried/).waitFor()
    await dialog.getByRole('button', { name: 'Stop and take the best so far' }).click()
    await dialog.getByText(/Overloads: \d+ before, 0 after/).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await until(async () => await page.getByRole('dialog').count() === 0)
    expect(complaints).toEqual([])
  })
})
