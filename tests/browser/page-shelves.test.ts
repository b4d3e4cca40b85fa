import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { until } from '../support/services.ts'

describe.skipIf(!hasBrowser)('pages at hand, approved and put away', () => {
  const here = shareTwoCompanies()
  const make = async (title: string) => (await here.world.ana.pages.createPage({ workspaceId: here.world.workspaceId, title })).page.id

  test('pages are put among the favourites by keyboard and ordered by keys and by dragging; the list survives a reload', async () => {
    const { ana, workspaceId } = here.world
    const ids = [await make('Alpha'), await make('Beta'), await make('Gamma')]
    const { page, complaints } = await here.open(ana, `${here.url}/w/${workspaceId}/p/${ids[0]}`)
    const shelf = page.getByRole('region', { name: 'Favourites' })
    for (const title of ['Alpha', 'Beta', 'Gamma']) {
      await page.getByRole('treeitem', { name: title }).focus()
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menuitem', { name: 'Add to favourites' }).press('Enter')
      await shelf.getByRole('link', { name: title }).waitFor()
    }
    const order = async () => (await ana.favourites.listFavourites({ workspaceId })).pageIds.map(id => 'ABG'[ids.indexOf(id)]).join('')
    const shown = () => shelf.getByRole('link').allTextContents()
    // On the server, too: what is still on its way is not moved.
    await expect.poll(order).toBe('ABG')
    await shelf.getByRole('link', { name: 'Gamma' }).press('Alt+ArrowUp')
    await expect.poll(order).toBe('AGB')
    await shelf.getByRole('link', { name: 'Gamma' }).and(page.locator(':focus')).waitFor()
    await expect.poll(shown).toEqual(['Alpha', 'Gamma', 'Beta'])
    await shelf.getByRole('link', { name: 'Alpha' }).dragTo(shelf.getByRole('link', { name: 'Beta' }), { targetPosition: { x: 60, y: 28 } })
    await expect.poll(order).toBe('GBA')
    await takeShots(page, 'favourites')
    expect(await findings(page)).toEqual([])
    await page.reload()
    await expect.poll(shown).toEqual(['Gamma', 'Beta', 'Alpha'])
    await shelf.getByRole('link', { name: 'Beta' }).press('Delete')
    await expect.poll(order).toBe('GA')
    await page.getByRole('treeitem', { name: 'Beta' }).click()
    await page.getByRole('button', { name: 'Recent' }).click()
    await page.getByRole('region', { name: 'Recent pages' }).getByRole('link', { name: 'Alpha' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a company approves a page until a day; the partner reads so on the page and in the tree, and sees who answers for it', async () => {
    const { ana, bo, workspaceId } = here.world
    const pageId = await make('Policy')
    const { page, complaints } = await here.open(ana, `${here.url}/w/${workspaceId}/p/${pageId}`)
    await page.getByRole('button', { name: 'Page', exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: 'About this page' }).press('Enter')
    await page.getByLabel('Approved until').fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10))
    await page.getByRole('button', { name: 'Approve for Alder Homes' }).click()
    await page.getByRole('dialog').getByText(/^Approved until \d/).waitFor()
    await page.getByRole('combobox', { name: 'Answers for it' }).selectOption({ label: `${bo.name}, Birch Trade` })
    await until(async () => (await ana.pageProperties.getPageProperties({ workspaceId, pageId })).owner.id === bo.userId)
    await takeShots(page, 'about-page')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    const { page: his } = await here.open(bo, `${here.url}/w/${workspaceId}/p/${pageId}`)
    await his.getByRole('button', { name: /^Approved until .* by Alder Homes$/ }).waitFor()
    await his.getByRole('treeitem', { name: 'Policy, approved' }).waitFor()
    await his.setViewportSize({ width: 390, height: 780 })
    await his.getByRole('button', { name: /^Approved until/ }).click()
    await his.getByRole('heading', { name: 'Approval' }).waitFor()
    expect([await sticksOut(his), complaints]).toEqual([false, []])
  })

  test('archiving a page that another names asks first; the archive says who did it, the page can be read there and comes back', async () => {
    const { ana, bo, workspaceId, pageId: naming } = here.world
    const pageId = await make('Old rules')
    await plant(ana, naming, [['paragraph', {}, ['mention', { kind: 'page', id: pageId, label: 'Old rules' }]]])
    await until(async () => (await ana.pageProperties.listNamingBranch({ workspaceId, pageId })).pages.length === 1)
    const { page, complaints } = await here.open(bo, `${here.url}/w/${workspaceId}`)
    await page.getByRole('treeitem', { name: 'Old rules' }).press('Delete')
    const question = page.getByRole('dialog', { name: 'Archive “Old rules”?' })
    await question.getByText('Launch plan').waitFor()
    await takeShot(page, 'archive-question')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await question.getByRole('button', { name: 'Archive' }).click()
    await page.getByText('“Old rules” is in the archive.').waitFor()
    await page.getByRole('link', { name: 'Archive' }).click()
    await page.getByText(`archived by ${bo.name},`).waitFor()
    await takeShots(page, 'archive')
    await page.getByRole('link', { name: 'Old rules' }).click()
    await page.getByText('This page is archived. Restore it to go on writing.').waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Restore' }).click()
    await page.getByRole('textbox', { name: 'Page text' }).and(page.locator('[contenteditable=true]')).waitFor()
    expect(complaints).toEqual([])
  })
})
