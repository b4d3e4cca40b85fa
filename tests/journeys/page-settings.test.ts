import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePageSettings, readPageSettings } from '@kopa/shared/pages/page-settings.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage, when } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { colleague, twoCompanies } from '../support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })
afterAll(() => app.close())

test('the icon that a partner chooses is shown by the tree, the recent pages and search; a viewer\'s choice stays their own', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const vera = await colleague(ana, workspaceId, 'Vera', 'viewer')
  const [hers, his] = [openPage(vera, pageId), openPage(bo, pageId)]
  await Promise.all([hers.synced, his.synced])
  choosePageSettings(hers.doc, { icon: '💣' })
  choosePageSettings(his.doc, { icon: '🚀', width: 'full' })
  await when(hers.doc, () => readPageSettings(hers.doc).width === 'full')
  const iconsOf = async () => {
    const [{ pages }, { changed }, { found }, { page }] = await Promise.all([
      ana.pages.listPages({ workspaceId }), ana.pages.listRecentPages({}), ana.pages.searchPages({ words: 'Launch' }), ana.pages.getPage({ workspaceId, pageId }),
    ])
    return [...pages, ...changed, ...found, page].map(({ icon }) => icon)
  }
  await until(async () => (await iconsOf()).every(icon => icon === '🚀'))
  expect(readPageSettings(his.doc)).toMatchObject({ icon: '🚀', width: 'full' })
  for (const client of [hers, his]) client.leave()
})
