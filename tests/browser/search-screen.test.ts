import { beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { writeTasks } from '../support/board-client.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('the search screen', () => {
  const there = shareTwoCompanies()
  let boardId: string
  beforeAll(async () => {
    const { ana, bo, workspaceId, pageId } = there.world
    boardId = (await ana.boards.createBoard({ workspaceId, title: 'Launch board' })).board.id
    await writeTasks(ana, boardId, [{ title: 'Order the crane' }])
    await plant(ana, pageId, [...Array.from({ length: 60 }, (_, at) => paragraph(`Line ${at} of the plan.`)), paragraph('Celtņa atļauja comes in May'), paragraph('and atļauja again')])
    for (let at = 0; at < 22; at++) await ana.pages.createPage({ workspaceId, title: `Crane ${at}` })
    await ana.pages.createPage({ workspaceId, title: 'Crane margin', isPrivate: true })
    await until(async () => (await bo.search.search({ words: 'atlauja' })).found.length === 1 && (await bo.search.search({ words: 'order crane' })).found.length === 1)
    // A page's title is found a moment after it was made.
    await until(async () => (await ana.search.search({ words: 'crane', counted: 'true' })).counts?.page === 23)
  })

  test('words and filters are in the address; who opens it elsewhere finds and counts what they may see, and can load more', async () => {
    const ana = await there.open(there.world.ana, `${there.url}/search`)
    await ana.page.getByRole('heading', { name: 'Find what you have written' }).waitFor()
    await ana.page.getByRole('searchbox', { name: 'Words to search for' }).pressSequentially('crane')
    await ana.page.getByText('24 found').waitFor()
    await ana.page.getByRole('radio', { name: 'Pages 23' }).check()
    await ana.page.waitForURL(/kind=page/)
    const bo = await there.open(there.world.bo, ana.page.url())
    await bo.page.getByRole('radio', { name: 'Pages 22', checked: true }).waitFor()
    const rows = bo.page.getByRole('list', { name: 'Found' }).getByRole('listitem')
    expect(await rows.count()).toBe(20)
    await bo.page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => rows.count()).toBe(22)
    expect(await bo.page.getByText('margin').count()).toBe(0)
    await bo.page.getByRole('radio', { name: 'Tasks 1' }).check()
    await bo.page.getByRole('link', { name: /Order the crane/ }).click()
    await bo.page.waitForURL(`**/b/${boardId}?task=*`)
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a page opens where the words stand, marked, with a way to the next ones', async () => {
    const { page, complaints } = await there.open(there.world.bo, `${there.url}/search?q=atlauj`)
    await page.getByRole('link', { name: /Celtņa atļauja/ }).click()
    const bar = page.getByRole('group', { name: 'Found in this page' })
    await bar.getByText('“atļauj”: 1 of 2').waitFor()
    await page.locator('.ProseMirror').waitFor()
    const marked = () => page.evaluate(() => ['found', 'found-here'].map(name => [...CSS.highlights.get(name) ?? []].map(range => (range as Range).startContainer.textContent?.slice(0, 12)).join()))
    await expect.poll(marked).toEqual(['and atļauja ', 'Celtņa atļau'])
    await expect.poll(() => page.getByText('Celtņa atļauja').evaluate(line => { const { top, bottom } = line.getBoundingClientRect(); return top > 0 && bottom < innerHeight })).toBe(true)
    await bar.getByRole('button', { name: 'The next place' }).click()
    await expect.poll(marked).toEqual(['Celtņa atļau', 'and atļauja '])
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    expect([await marked(), new URL(page.url()).search]).toEqual([['', ''], ''])
    expect(complaints).toEqual([])
  })

  test('where nothing is found it says what else to try; what a person does is found without a word', async () => {
    const { page, complaints } = await there.open(there.world.ana, `${there.url}/search?q=crone&kind=file`)
    await page.getByRole('heading', { name: 'Nothing was found' }).waitFor()
    await page.getByRole('button', { name: 'Search without filters' }).click()
    await page.getByText('Nothing has “crone” exactly').waitFor()
    await page.getByRole('searchbox').fill('')
    await page.getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Bo Birk' })
    await page.waitForURL(/person=/)
    await page.getByRole('heading', { name: 'Nothing was found' }).waitFor()
    await page.getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Ana Alksne' })
    await page.getByRole('radio', { name: 'Boards 1', exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test.each(looks)('stands %s', async (name, options) => {
    const { ana } = there.world
    await ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await there.open(ana, `${there.url}/search`, options)
    await page.getByRole('searchbox').waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await takeShot(page, `search-before-${name}`)
    await page.getByRole('searchbox').fill('atļauja')
    await page.getByRole('link', { name: /Celtņa/ }).waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await takeShot(page, `search-${name}`)
    await page.getByRole('link', { name: /Celtņa/ }).click()
    await page.locator('.ProseMirror').waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await takeShot(page, `search-in-page-${name}`)
    await ana.people.changeMe({ language: 'en' })
  })
})
