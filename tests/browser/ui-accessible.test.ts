import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, sticksOut } from '../support/looks.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

const looks = [
  { name: 'wide and light', options: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } },
  { name: 'a phone in the dark', options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true } },
] as const

describe.skipIf(!hasBrowser)('every screen can be used by everybody', () => {
  let kopa: TestKopa
  let world: World
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test.each(looks)('an empty server, $name', async ({ options }) => {
    const { page } = await browser.open(null, kopa.url, options)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.goto(`${kopa.url}/sign-up`)
    await page.getByRole('button', { name: 'Set up company' }).click()
    await page.getByText('Enter your name.').waitFor()
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
  })

  describe('with people in it', () => {
    beforeAll(async () => { world = await twoCompanies(kopa.url) })

    const screens = {
      home: () => '/',
      workspace: () => `/w/${world.workspaceId}`,
      'workspace settings': () => `/w/${world.workspaceId}/settings`,
      archive: () => `/w/${world.workspaceId}/archive`,
      page: () => `/w/${world.workspaceId}/p/${world.pageId}`,
      company: () => '/company',
      me: () => '/me',
      nowhere: () => '/there/is/nothing',
    }
    test.each(looks)('$name', async ({ options }) => {
      const { page, complaints } = await browser.open(world.ana, kopa.url, options)
      for (const [screen, path] of Object.entries(screens)) {
        await page.goto(kopa.url + path())
        await (screen === 'page' ? page.waitForSelector('.ProseMirror') : page.getByRole('heading', { level: 1 }).first().waitFor())
        await page.waitForLoadState('networkidle')
        expect(await findings(page), screen).toEqual([])
        expect(await sticksOut(page), screen).toBe(false)
      }
      expect(complaints).toEqual([])
    })

    test.each(looks)('sign in, $name', async ({ options }) => {
      const { page } = await browser.open(null, kopa.url, options)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      expect(await findings(page)).toEqual([])
      expect(await sticksOut(page)).toBe(false)
    })

    test('dialogs, menus, the sheet and the finder', async () => {
      const { page } = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}`, { viewport: { width: 390, height: 844 } })
      await page.getByRole('button', { name: 'Show the sidebar' }).click()
      await page.getByRole('treeitem', { name: 'Launch plan' }).focus()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('Launch')
      await page.getByRole('option', { name: /Launch plan/ }).waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/p\//)
    })
  })

  test('the keyboard reaches the content first, and a new screen begins at its beginning', async () => {
    const { page } = await browser.open(world.ana, kopa.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.getByRole('link', { name: 'Alder Homes', exact: true }).click()
    await page.getByRole('heading', { name: 'Alder Homes', level: 1 }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    expect(await page.title()).toBe('People of Alder Homes · Kopa')
  })
})
