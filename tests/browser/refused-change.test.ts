import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { contentOf } from '@kopa/shared/pages/page.ts'
import * as Y from 'yjs'
import { kopa } from '../support/backups.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { openPage } from '../support/page-client.ts'
import { addressOf, ready, saved, text, textOf, whenText } from '../support/page-window.ts'
import { startKopa, temporaryFolder } from '../support/services.ts'
import { password, twoCompanies, type Person } from '../support/world.ts'

/** KOPA_LOCALE=lv-LV for whoever looks at the pictures. */
const locale = process.env['KOPA_LOCALE'] ?? 'en-GB'

/** Bo's window: what he writes in it stays his, whoever brings it back. */
async function write(person: Person, pageId: string, words: string, doc: Y.Doc): Promise<void> {
  const [page, witness] = [openPage(person, pageId, { doc }), openPage(person, pageId)]
  await Promise.all([page.synced, witness.synced])
  const seen = new Promise<void>(resolve => {
    witness.doc.on('update', () => { if (JSON.stringify(contentOf(witness.doc)).includes(words)) resolve() })
  })
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  contentOf(doc).push([paragraph])
  await seen
  page.leave()
  witness.leave()
}

const typeAtEnd = async (page: Page, words: string): Promise<void> => {
  await page.locator(`${text} > p`).first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(words)
}

/** Everything is still on the screen, nothing can be added, and why is said. */
async function expectRefused(page: Page): Promise<void> {
  await page.locator('[data-saved="refused"]').waitFor()
  const words = await textOf(page)
  for (const kept of ['We can do 39. Agreed on the phone.', 'No, 41 at least.']) expect(words).toContain(kept)
  if (locale === 'en-GB') expect(await page.getByRole('alert').innerText()).toMatch(/refused a change from this device.*stays on this device/s)
  expect(await page.locator(text).getAttribute('contenteditable')).toBe('false')
}

/** The server as it was when the backup was made, at the same address. */
async function restoreAt(url: string, file: string): Promise<void> {
  const dataFolder = path.join(await temporaryFolder(), 'new')
  expect(await kopa(['restore', file], { KOPA_DATA: dataFolder })).toMatchObject({ code: 0 })
  await startKopa({ dataFolder, env: { PORT: new URL(url).port } })
}

async function signIn(page: Page, { email }: Person): Promise<void> {
  await page.reload()
  await page.locator('input[type="email"]').fill(email)
  await page.locator('input[type="password"]').fill(password)
  await page.keyboard.press('Enter')
}

/** Who lets go of what is only on this device goes on with what is saved. */
async function startOver(page: Page): Promise<void> {
  await page.getByRole('alert').getByRole('button').click()
  await takeShot(page, `refused-change-asks-${locale}`)
  await page.getByRole('dialog').getByRole('button').last().click()
  await ready(page)
  await whenText(page, 'We can do 39.')
  expect(await textOf(page)).not.toContain('Agreed')
  await typeAtEnd(page, ' Once more.')
  await saved(page, 'saved')
}

describe.skipIf(!hasBrowser)('a change that the server refuses', { timeout: 240_000 }, () => {
  const { open, closeAll } = useBrowser()
  afterEach(closeAll)

  test('after a restore from before, what others wrote is refused: the person is told, keeps everything until they say otherwise, and then goes on', async () => {
    const first = await startKopa()
    const world = await twoCompanies(first.url)
    const his = new Y.Doc()
    await write(world.bo, world.pageId, 'We can do 39.', his)
    const file = path.join(await temporaryFolder(), 'monday.kopa')
    expect(await kopa(['backup', file], { KOPA_DATA: first.dataFolder })).toMatchObject({ code: 0 })
    await write(world.bo, world.pageId, 'No, 41 at least.', his)
    const { page, complaints } = await open(world.ana, addressOf(world), { locale })
    await ready(page)
    await whenText(page, 'No, 41 at least.')
    await first.stop()
    await typeAtEnd(page, ' Agreed on the phone.')
    await saved(page, 'offline')

    await restoreAt(first.url, file)
    await signIn(page, world.ana)
    await expectRefused(page)
    await page.reload()
    await expectRefused(page)
    await takeShots(page, `refused-change-${locale}`)
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 780 })
    await expect.poll(() => sticksOut(page)).toBe(false)
    await startOver(page)
    expect(complaints).toEqual([])
  })
})
