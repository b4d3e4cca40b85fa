import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { paragraph, plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { until } from '../support/services.ts'

describe.skipIf(!hasBrowser)('pages that begin with something', () => {
  const here = shareTwoCompanies()

  test('a template is chosen by keyboard with its preview beside, the page begins with it, and "Undo" makes it empty again', async () => {
    const { ana, workspaceId } = here.world
    const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: '' })
    const { page, complaints } = await here.open(ana, `${here.url}/w/${workspaceId}/p/${pageId}`)
    await takeShots(page, 'begin')
    await page.getByRole('button', { name: 'All templates…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Begin with a template' })
    await dialog.getByRole('radio', { name: 'Joint business plan' }).and(dialog.locator(':focus')).waitFor()
    await dialog.getByRole('heading', { name: 'What each company brings' }).waitFor()
    await takeShots(page, 'template-picker')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await page.keyboard.press('ArrowDown')
    await dialog.getByRole('region', { name: 'Preview of “Campaign brief”' }).getByRole('heading', { name: 'What we say' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Page text' }).getByRole('heading', { name: 'Brand and law' }).waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: 'Title of the page' }).inputValue()).toBe('Campaign brief')
    expect(await page.getByRole('group', { name: 'Begin with a template' }).count()).toBe(0)
    await takeShots(page, 'begun-page')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'All templates…' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a page is saved as a template of the company, a colleague begins with it, and the partner is offered nothing of it', async () => {
    const { ana, bo, workspaceId, pageId } = here.world
    await plant(ana, pageId, [paragraph('Our own agenda')])
    const { page } = await here.open(ana, `${here.url}/w/${workspaceId}/p/${pageId}`)
    await page.getByRole('button', { name: 'Page', exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: 'Save as template…' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Weekly call')
    await page.getByRole('combobox', { name: 'Who sees it' }).or(page.getByLabel('Who sees it')).first().selectOption('company')
    await page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByText('“Weekly call” is offered with every new page from now on.').waitFor()
    const { page: { id } } = await ana.pages.createPage({ workspaceId, title: 'Monday' })
    await page.goto(`${here.url}/w/${workspaceId}/p/${id}`)
    await page.getByRole('button', { name: 'All templates…' }).click()
    await page.getByRole('radio', { name: 'Weekly call' }).waitFor()
    await page.getByRole('region', { name: 'Preview of “Weekly call”' }).getByText('Our own agenda').waitFor()
    await page.getByRole('button', { name: 'Use this template' }).click()
    await page.getByRole('textbox', { name: 'Page text' }).getByText('Our own agenda').waitFor()
    const his = (await bo.pages.createPage({ workspaceId, title: 'His' })).page.id
    const { page: other } = await here.open(bo, `${here.url}/w/${workspaceId}/p/${his}`)
    await other.setViewportSize({ width: 390, height: 780 })
    await other.getByRole('button', { name: 'All templates…' }).click()
    await other.getByRole('radio', { name: 'Risk register' }).check()
    await other.getByRole('region', { name: 'Preview of “Risk register”' }).getByRole('heading', { name: 'Signs that we look for' }).waitFor()
    expect([await other.getByText('Weekly call').count(), await sticksOut(other)]).toEqual([0, false])
  })

  test('a template is changed on its own page, and a page with pages below it is duplicated from the tree', async () => {
    const { ana, workspaceId } = here.world
    const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: 'Handbook' })
    await ana.pages.createPage({ workspaceId, title: 'Chapter', parentId: pageId })
    const { page: template } = await ana.pageCopies.keepPageTemplate({ workspaceId, pageId, title: 'Handbook' })
    const { page } = await here.open(ana, `${here.url}/w/${workspaceId}/p/${template.id}`)
    await page.getByRole('region', { name: 'Template' }).getByText('This is a template.').waitFor()
    await takeShots(page, 'template-page')
    expect(await findings(page)).toEqual([])
    await page.getByRole('treeitem', { name: 'Handbook' }).focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Duplicate with the pages below' }).press('Enter')
    await page.getByText('This is the copy of “Handbook”.').waitFor()
    const chapters = async () => (await ana.pages.listPages({ workspaceId })).pages.filter(({ title, archivedAt }) => title === 'Chapter' && archivedAt === null).length
    expect(await chapters()).toBe(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => await chapters() === 1)
  })
})
