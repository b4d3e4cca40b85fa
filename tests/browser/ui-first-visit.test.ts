import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { password, signUp } from '../support/world.ts'

describe.skipIf(!hasBrowser)('the first visit', () => {
  let kopa: TestKopa
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('an empty server welcomes its first company; a mistake is told beside its field and nothing typed is lost', async () => {
    const { page, complaints } = await browser.open(null, kopa.url)
    await page.getByRole('heading', { name: 'One workspace that companies own together' }).waitFor()
    await page.getByRole('link', { name: 'Set up your company' }).click()
    await page.getByLabel('Company').fill('Alder Homes')
    await page.getByLabel('Your name').fill('Ana Alksne')
    await page.getByLabel('E-mail').fill('ana')
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Set up company' }).click()
    await page.getByText('Enter an e-mail address such as ana@company.com.').waitFor()
    expect(await page.getByLabel('E-mail').evaluate(field => field === document.activeElement)).toBe(true)
    expect(await page.getByLabel('Company').inputValue()).toBe('Alder Homes')

    await page.getByRole('combobox', { name: 'Language' }).last().selectOption('lv')
    await page.getByRole('heading', { name: 'Reģistrēt uzņēmumu' }).waitFor()
    expect(await page.getByLabel('Vārds, uzvārds').inputValue()).toBe('Ana Alksne')
    expect(await page.getByRole('textbox', { name: 'Parole' }).inputValue()).toBe(password)
    expect(await page.locator('html').getAttribute('lang')).toBe('lv')

    await page.getByLabel('E-pasts').fill('ana@alder.example')
    await page.getByRole('button', { name: 'Reģistrēt uzņēmumu' }).click()
    await page.getByRole('heading', { name: /^Lab(rīt|dien|vakar), Ana$/ }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a partner is invited by a link, sees who invites and joins; the link works once', async () => {
    const ana = await signUp(kopa.url, { name: 'Ana Egle', companyName: 'Spruce' })
    const { page } = await browser.open(ana, kopa.url)
    await page.getByRole('main').getByRole('button', { name: 'Create a workspace' }).click()
    await page.getByLabel('Name').fill('Nordic launch')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Nordic launch', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Invite another company' }).click()
    await page.getByLabel('Note (optional)').fill('As we agreed on Tuesday')
    await page.getByRole('button', { name: 'Make the link' }).click()
    const link = await page.getByLabel('Invitation link').inputValue()

    const bo = await browser.open(null, link)
    await bo.page.getByText('Ana Egle of Spruce invites you.').waitFor()
    await bo.page.getByText('As we agreed on Tuesday').waitFor()
    await bo.page.getByLabel('Company', { exact: true }).fill('Birch Trade')
    await bo.page.getByLabel('Your name').fill('Bo Birk')
    await bo.page.getByLabel('E-mail').fill('bo@birch.example')
    await bo.page.getByRole('textbox', { name: 'Password' }).fill(password)
    await bo.page.getByRole('button', { name: 'Set up company' }).click()
    await bo.page.getByRole('heading', { name: 'Nordic launch', level: 1 }).waitFor()

    const late = await browser.open(null, link)
    await late.page.getByText('This invitation has already been used.').waitFor()
    expect([...bo.complaints, ...late.complaints]).toEqual([])
  })

  test('who came by an address arrives there after signing in; a wrong password is told and the address kept', async () => {
    const ana = await signUp(kopa.url, { name: 'Ana Liepa', companyName: 'Linden' })
    const { page } = await browser.open(null, `${kopa.url}/company`)
    await page.getByLabel('E-mail').fill(ana.email)
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The e-mail address or the password is not right.').waitFor()
    expect(await page.getByLabel('E-mail').inputValue()).toBe(ana.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Linden', level: 1 }).waitFor()
  })

  test('after signing out nothing of the person is left on the device', async () => {
    const ana = await signUp(kopa.url, { name: 'Ana Osis', companyName: 'Ash' })
    const { workspace } = await ana.workspaces.createWorkspace({ name: 'Leaving' })
    const made = await ana.pages.createPage({ workspaceId: workspace.id, title: 'Secret plan' })
    const { page } = await browser.open(ana, `${kopa.url}/w/${workspace.id}/p/${made.page.id}`)
    await page.getByRole('treeitem', { name: 'Secret plan' }).waitFor()
    await page.waitForSelector('[data-saved="saved"]')
    await page.getByRole('button', { name: /Ana Osis/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await until(() => page.evaluate(async () => (await indexedDB.databases()).every(({ name }) => name === 'kopa-shell')))
    const kept = await page.evaluate(() => new Promise(resolve => {
      const opening = indexedDB.open('kopa-shell')
      opening.onsuccess = () => {
        const reading = opening.result.transaction('kept').objectStore('kept').getAllKeys()
        reading.onsuccess = () => resolve(reading.result)
      }
    }))
    expect(kept).toEqual([])
  })
})
