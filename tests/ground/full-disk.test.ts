import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { findPostmaster } from '../../server/core/postgres-process.ts'
import { type Editor, openEditor, synced } from '../engine/engine-world.ts'
import { Oracle } from '../engine/oracle.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { openPage } from '../support/page-client.ts'
import { addressOf, ready, saved, text } from '../support/page-window.ts'
import { randomForTest, type Random } from '../support/random.ts'
import { launchKopa, startKopa, type TestKopa, until } from '../support/services.ts'
import { mountSmallDisk, type SmallDisk, whyNoDisk } from '../support/small-disk.ts'
import { Refused, twoCompanies, type Person, type Refusal, type World } from '../support/world.ts'

/** A longer script: KOPA_FULL_DISKS=20 npx vitest run --project ground full-disk */
const rounds = Number(process.env['KOPA_FULL_DISKS'] ?? 2)

const noDisk = whyNoDisk()
if (noDisk !== null) console.warn(`The tests of a full disk are skipped: ${noDisk}.`)

interface Scene { disk: SmallDisk, kopa: TestKopa, world: World, oracle: Oracle, documentIds: string[] }

async function scene(): Promise<Scene> {
  const disk = await mountSmallDisk(256)
  const kopa = await startKopa({ dataFolder: disk.folder, env: { LOG_LEVEL: 'warn' } })
  const world = await twoCompanies(kopa.url)
  const pages = await Promise.all(['One', 'Two', 'Three'].map(title => world.ana.pages.createPage({ workspaceId: world.workspaceId, title })))
  return { disk, kopa, world, oracle: new Oracle(kopa.url), documentIds: pages.map(({ page }) => page.id) }
}

/** Somebody types every few milliseconds until told to stop. The pauses make the story, they wait for nothing. */
function startTyping(oracle: Oracle, random: Random): { stop: () => Promise<void> } {
  let isOver = false
  const typing = (async () => {
    while (!isOver) {
      oracle.type(limit => random.below(limit))
      await pause(5 + random.below(30))
    }
  })()
  const stop = () => {
    isOver = true
    return typing
  }
  return { stop }
}

const isHealthy = ({ url }: TestKopa): Promise<boolean> => fetch(`${url}/api/health`).then(({ status }) => status === 200)

const failedTries = ({ output }: TestKopa): number => output.split('the log could not be written').length

/** A page for large pastes. Open it while there is room. */
async function openLargePage({ url, ana, pageId }: World): Promise<LargePage> {
  const editor = openEditor(`${url.replace('http', 'ws')}/sync`, pageId, ana)
  await synced(editor)
  await until(() => editor.saved() === 1)
  return { editor, pasted: 0 }
}

interface LargePage { editor: Editor, pasted: number }

const isStored = ({ editor, pasted }: LargePage): boolean => editor.saved() === pasted + 1

/** A megabyte that does not compress, in the place of what was there. */
function paste(page: LargePage, random: Random): void {
  const { doc } = page.editor
  const title = doc.getText('title')
  page.pasted++
  doc.transact(() => {
    title.delete(0, title.length)
    title.insert(0, Array.from({ length: 100_000 }, () => random.next().toString(36).slice(2, 12)).join(''))
  })
}

/**
 * On a full disk edits go on being stored for as long as there is room inside the tables. Pastes until there is none: resolves when
 * one was turned away by the disk, after which everything waits, and the server says of itself that it can store nothing.
 */
async function pasteTooMuch(page: LargePage, kopa: TestKopa, random: Random): Promise<void> {
  const before = failedTries(kopa)
  await until(async () => {
    if (failedTries(kopa) > before) return !await isHealthy(kopa)
    if (isStored(page)) paste(page, random)
    return false
  })
}

async function upload({ ana, workspaceId, pageId }: World): Promise<{ status: number, message: string }> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'photo.png')
  const response = await fetch(`${ana.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: ana.headers, body: form })
  const { error } = await response.json() as { error?: Refusal }
  return { status: response.status, message: error?.message ?? '' }
}

const inSocket = ({ folder }: SmallDisk) => ({ host: path.join(folder, 'postgres'), user: 'kopa', database: 'kopa' })

/** What a full disk may do to PostgreSQL while it lasts. */
const troubles: Record<string, (disk: SmallDisk) => Promise<void>> = {
  'it runs on': async () => undefined,
  /** It has to continue its log of changes, cannot, and crashes. Older pieces that it keeps for this are used up first. */
  async 'its log has no room'(disk) {
    const client = new pg.Client(inSocket(disk))
    client.on('error', () => undefined)
    await client.connect()
    const write = () => client.query(`select pg_logical_emit_message(false, 'test', repeat('x', 10000000))`).then(() => true, () => false)
    while (await write()) continue
    await client.end().catch(() => undefined)
  },
  async 'it is killed'(disk) {
    const pid = await findPostmaster(path.join(disk.folder, 'postgres'))
    if (pid !== null) process.kill(pid, 'SIGKILL')
  },
}

interface Figures { trouble: string, untilTold: number, untilHealthy: number, untilSaved: number }

async function fullOnce({ disk, kopa, world, oracle, documentIds }: Scene, random: Random, trouble: string): Promise<Figures> {
  await oracle.sitDown(documentIds, [world.ana, world.bo])
  const large = await openLargePage(world)
  const typing = startTyping(oracle, random)
  await pause(200 + random.below(1500)) // the moment is chance, that is the point
  await disk.fill()
  const full = performance.now()
  await until(async () => !await isHealthy(kopa))
  const untilTold = performance.now() - full
  await pasteTooMuch(large, kopa, random)
  await troubles[trouble]?.(disk)
  const acknowledged = oracle.acknowledged
  const made = await tryEverything(world)
  await pause(random.below(2000)) // as above
  expect(await isHealthy(kopa)).toBe(false)
  expect(oracle.acknowledged, 'nothing is called saved while nothing can be').toBe(acknowledged)
  await disk.free()
  const freed = performance.now()
  await until(() => isHealthy(kopa))
  const untilHealthy = performance.now() - freed
  await until(() => oracle.acknowledged > acknowledged)
  const untilSaved = performance.now() - freed
  await typing.stop()
  await until(() => oracle.allAcknowledged() && isStored(large))
  large.editor.leave()
  oracle.leave()
  expect((await world.ana.pages.listPages({ workspaceId: world.workspaceId })).pages.map(({ id }) => id)).toEqual(expect.arrayContaining(made))
  return { trouble, untilTold, untilHealthy, untilSaved }
}

/** An upload finds no room; a page, being small, may. Answers what was called made. */
async function tryEverything(world: World): Promise<string[]> {
  const { ana, workspaceId } = world
  const image = await upload(world)
  expectNoRoom(image)
  return ana.pages.createPage({ workspaceId, title: 'Too much' }).then(({ page }) => [page.id], error => {
    if (!(error instanceof Refused)) throw error
    expectNoRoom(error.refusal)
    return []
  })
}

function expectNoRoom({ status, message }: { status: number, message: string }): void {
  expect([503, 507]).toContain(status)
  expect(message).toMatch(/^The server cannot .* at the moment\. What you wrote stays on this device/)
}

/** What PostgreSQL itself says of every table and index, page by page, checksums included. */
async function complaintsOf(disk: SmallDisk): Promise<unknown[]> {
  const client = new pg.Client(inSocket(disk))
  await client.connect()
  try {
    await client.query('create extension if not exists amcheck')
    const heap = await client.query(`select oid::regclass, c.* from pg_class, verify_heapam(oid) c where relkind in ('r', 't', 'm')`)
    await client.query(`select bt_index_check(pg_class.oid, true) from pg_class join pg_am on pg_am.oid = relam where amname = 'btree' and relkind = 'i'`)
    return heap.rows
  } finally {
    await client.end()
  }
}

describe.skipIf(noDisk !== null)('a full disk', () => {
  test(`${rounds} times under typing: nothing is lost, it is told, and work goes on by itself`, { timeout: 60_000 + rounds * 60_000 }, async () => {
    const random = randomForTest()
    const stage = await scene()
    const { disk, kopa, world, oracle } = stage
    const { pid } = kopa
    const figures: Figures[] = []
    const names = Object.keys(troubles)
    for (let round = 0; round < rounds; round++) {
      figures.push(await fullOnce(stage, random, names[round % names.length] ?? ''))
      expect(await oracle.missing(world.bo), `round ${round}, seed ${random.seed}`).toEqual([])
    }
    expect(kopa.pid).toBe(pid)
    await kopa.kill9()
    await kopa.restart()
    expect(await oracle.missing(world.ana), `after a restart, seed ${random.seed}`).toEqual([])
    expect(await complaintsOf(disk)).toEqual([])
    console.info(`${rounds} full disks, ${oracle.owed} acknowledged or seen edits, 0 lost`)
    console.table(figures)
  })

  test('what is stored can be read while nothing more can be', async () => {
    const { disk, kopa, world: { ana, workspaceId } } = await scene()
    await disk.fill()
    await until(async () => !await isHealthy(kopa))
    expect((await ana.pages.listPages({ workspaceId })).pages.map(({ title }) => title)).toContain('Two')
    await disk.free()
    await until(() => isHealthy(kopa))
  })

  test('stopped and started on a full disk: it ends in order, says why it cannot start, and has everything when there is room', async () => {
    const random = randomForTest()
    const { disk, kopa, world, oracle, documentIds } = await scene()
    await oracle.sitDown(documentIds, [world.ana, world.bo])
    const large = await openLargePage(world)
    const typing = startTyping(oracle, random)
    await until(() => oracle.acknowledged > 100)
    await disk.fill()
    await pasteTooMuch(large, kopa, random)
    expect(await kopa.stop()).toBe(0)
    await typing.stop()
    large.editor.leave()
    oracle.leave()
    const next = launchKopa({ KOPA_DATA: disk.folder, PORT: new URL(kopa.url).port })
    expect(await next.ended).toBe(1)
    expect(next.output()).toMatch(/^Kopa did not start\. The disk of \S+ is full \(0 MB left\), so the built-in database cannot run\./)
    await disk.free()
    await kopa.restart()
    expect(await oracle.missing(world.bo), `seed ${random.seed}`).toEqual([])
    expect(await complaintsOf(disk)).toEqual([])
  })
})

describe.skipIf(noDisk !== null || !hasBrowser)('a full disk, in the browser', () => {
  const browser = useBrowser()
  afterEach(() => browser.closeAll())

  test('the badge says that it is not saved, an image says why, and everything arrives when there is room', async () => {
    const { disk, kopa, world } = await scene()
    const { page, complaints } = await browser.open(world.ana, addressOf(world))
    await ready(page)
    await page.locator(text).pressSequentially('Before. ')
    await saved(page, 'saved')
    await disk.fill()
    await until(async () => !await isHealthy(kopa))
    await page.locator(text).pressSequentially('Meanwhile, ')
    // More than fits into what the database has already made room for.
    for (let lines = 0; lines < 40; lines++) await page.keyboard.insertText('and much of it. '.repeat(400))
    await page.getByText('Not saved yet: kept on this device').waitFor()
    await pasteImage(page)
    await page.getByRole('alert').getByText('The server cannot store anything at the moment.').waitFor()
    await disk.free()
    await saved(page, 'saved')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator(`${text} img`).waitFor()
    await saved(page, 'saved')
    expect(await wordsFor(world.bo, world)).toContain('Before. Meanwhile, and much of it.')
    expect(complaints).toEqual([])
  })
})

const pasteImage = (page: Awaited<ReturnType<ReturnType<typeof useBrowser>['open']>>['page']): Promise<void> => page.locator(text).evaluate((editor, bytes) => {
  const data = new DataTransfer()
  data.items.add(new File([new Uint8Array(bytes)], 'photo.png', { type: 'image/png' }))
  editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}, [...tinyImage])

/** What a colleague reads who comes now. */
async function wordsFor(person: Person, { pageId }: World): Promise<string> {
  const { doc, synced, leave } = openPage(person, pageId)
  await synced
  const words = doc.getXmlFragment('content').toJSON()
  leave()
  return words
}
