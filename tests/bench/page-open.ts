import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { PageNode } from '@kopa/shared/pages/page-json.ts'
import { fillPage } from '@kopa/shared/pages/page-verbs.ts'
import type * as Y from 'yjs'
import { startServer } from '../campaigns/soaked-server.ts'
import { flags } from '../support/chromium-flags.ts'
import { openPage } from '../support/page-client.ts'
import { type Person, twoCompanies } from '../support/world.ts'

/**
 * How fast a page is there: `node tests/bench/page-open.ts [--characters 6000,250000] [--rounds 3] [--no-writing]`, after a build. Prints when its words can be read and when they can be edited (milliseconds from
 * the beginning of the navigation, medians), at the first visit, the second, and the second over 400 kbit/s with 400 ms; how much script that takes (kB, gzip); and what a key and a change of somebody else
 * cost (p95 of the work, without waiting for the frame). Judges nothing.
 */
const { values } = parseArgs({ options: { characters: { type: 'string', default: '6000,250000' }, rounds: { type: 'string', default: '3' }, 'no-writing': { type: 'boolean', default: false }, chromium: { type: 'string', default: '/usr/bin/chromium' }, port: { type: 'string', default: '13960' } } })
const rounds = Number(values.rounds)
const slowNetwork = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const built = path.join(import.meta.dirname, '../../client/dist')

interface Moments { readable: number, editable: number }
interface Watched { kopaMoments: Partial<Moments>, kopaKeys: number[], kopaChanges: number[] }

const sentence = 'We launch with the partner in the north first, then in the south, and tell each other every week. '
const words = (text: string): PageNode => ({ type: 'text', text })
const median = (numbers: number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN
const p95 = (numbers: number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * 0.95)] ?? NaN
const tell = (what: string, all: Moments[]): void => console.info(`  ${what}: readable ${median(all.map(({ readable }) => readable)).toFixed(0)}, editable ${median(all.map(({ editable }) => editable)).toFixed(0)} ms`)
const server = await startServer(Number(values.port))
const { ana, bo, workspaceId } = await twoCompanies(server.url)
const browser: Browser = await chromium.launch({ executablePath: values.chromium, args: flags })
for (const characters of values.characters.split(',').map(Number)) {
  const pageId = await makePage(characters)
  const address = `${server.url}/w/${workspaceId}/p/${pageId}`
  console.info(`${characters} characters`)
  await measureFirst(address)
  await measureSecond(address)
  if (!values['no-writing']) await measureWriting(address, pageId)
}
await browser.close()
await server.stop()
// Sockets of clients that have left may still wait to come back.
process.exit()

/** Headings, lists, bold words and long paragraphs; resolves when it has been settled. */
async function makePage(characters: number): Promise<string> {
  const { page: { id } } = await ana.pages.createPage({ workspaceId, title: `Plan of ${characters}` })
  const client = openPage(ana, id)
  await client.synced
  const blocks: PageNode[] = Array.from({ length: Math.ceil(characters / 250) }, (_, index) => blockOf(index))
  client.doc.transact(() => fillPage(client.doc, { content: blocks }))
  const reader = openPage(bo, id)
  await reader.synced
  while (!reader.doc.getXmlFragment('content').length) await new Promise(resolve => { reader.doc.once('update', resolve) })
  client.leave()
  reader.leave()
  while (!(await ana.pages.getPage({ workspaceId, pageId: id })).text) await new Promise(resolve => setTimeout(resolve, 100))
  return id
}


function blockOf(index: number): PageNode {
  const id = `block-${index}`
  if (index % 20 === 0) return { type: 'heading', attrs: { id, level: 2 }, content: [words(`Part ${index}`)] }
  if (index % 7 === 0) return { type: 'bulletList', attrs: { id }, content: Array.from({ length: 3 }, () => ({ type: 'listItem', content: [{ type: 'paragraph', content: [words(sentence)] }] })) }
  return { type: 'paragraph', attrs: { id }, content: [words(`${index}: `), { type: 'text', text: 'Begin. ', marks: [{ type: 'bold' }] }, words(sentence.repeat(2) + sentence.slice(0, 50))] }
}

async function openContext(person: Person, worker: 'allow' | 'block'): Promise<{ context: BrowserContext, page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1200, height: 800 }, serviceWorkers: worker })
  const [name = '', value = ''] = person.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: person.url }])
  await context.addInitScript(watchMoments)
  return { context, page: await context.newPage() }
}

/** Runs in the window, before anything of Kopa does. */
function watchMoments(): void {
  const moments: Partial<Moments> = {}
  Object.assign(globalThis, { kopaMoments: moments, kopaKeys: [], kopaChanges: [] })
  const isShown = (selector: string) => [...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes('We launch with'))
  const painted = (note: () => void) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.addEventListener('message', note, { once: true }); port1.start(); port2.postMessage(0) })
  const observer = new MutationObserver(() => {
    if (!('readable' in moments) && isShown('.page-text')) { moments.readable = 0; painted(() => { moments.readable = performance.now() }) }
    if ('editable' in moments || !isShown('.ProseMirror[contenteditable="true"]')) return
    moments.editable = 0
    observer.disconnect()
    painted(() => { moments.editable = performance.now() })
  })
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['contenteditable', 'hidden'] })
}

async function visit(page: Page, address: string): Promise<Moments> {
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(() => { const { readable, editable } = (globalThis as unknown as Watched).kopaMoments; return Boolean(readable && editable) }, null, { timeout: 60_000 })
  return page.evaluate(() => (globalThis as unknown as Watched).kopaMoments as Moments)
}


async function measureFirst(address: string): Promise<void> {
  const all: Moments[] = []
  for (let round = 0; round < rounds; round++) {
    const { context, page } = await openContext(ana, 'block')
    const scripts: { url: string, at: number }[] = []
    page.on('requestfinished', request => { if (request.resourceType() === 'script') scripts.push({ url: request.url(), at: request.timing().startTime + request.timing().responseEnd }) })
    const moments = await visit(page, address)
    const began = await page.evaluate(() => performance.timeOrigin)
    all.push(moments)
    if (round === 0) tellScripts(scripts, began + moments.readable)
    await context.close()
  }
  tell('first visit', all)
}

function tellScripts(scripts: { url: string, at: number }[], readableAt: number): void {
  const sized = scripts.map(({ url, at }) => ({ name: path.basename(url), at, size: gzipSize(new URL(url).pathname) })).toSorted((one, other) => other.size - one.size)
  const sum = (some: { size: number }[]): string => (some.reduce((total, { size }) => total + size, 0) / 1000).toFixed(0)
  console.info(`  script: ${sum(sized.filter(({ at }) => at <= readableAt))} kB until readable, ${sum(sized)} kB until editable (${sized.slice(0, 12).map(({ name, size }) => `${name} ${(size / 1000).toFixed(0)}`).join(', ')})`)
}

function gzipSize(name: string): number {
  try {
    return readFileSync(path.join(built, `${name}.gz`)).length
  } catch {
    return readFileSync(path.join(built, name)).length
  }
}

async function measureSecond(address: string): Promise<void> {
  const { context, page } = await openContext(ana, 'allow')
  await visit(page, address)
  await page.waitForFunction(path => caches.open('kopa-first-looks').then(looks => looks.match(path)).then(Boolean), new URL(address).pathname, { timeout: 60_000 })
  const all: Moments[] = []
  for (let round = 0; round < rounds; round++) all.push(await visit(page, address))
  tell('second visit', all)
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slowNetwork)
  tell('second visit, slow network', [await visit(page, address)])
  await context.close()
}

async function measureWriting(address: string, pageId: string): Promise<void> {
  const { context, page } = await openContext(ana, 'block')
  await visit(page, address)
  await page.locator('.ProseMirror > p').nth(3).click()
  await page.evaluate(watchWork)
  for (let key = 0; key < 80; key++) await page.keyboard.press('a', { delay: 5 })
  const client = openPage(bo, pageId)
  await client.synced
  const paragraph = client.doc.getXmlFragment('content').get(1) as Y.XmlElement
  for (let change = 0; change < 40; change++) {
    const seen = page.waitForFunction(count => (globalThis as unknown as Watched).kopaChanges.length > count, await page.evaluate(() => (globalThis as unknown as Watched).kopaChanges.length))
    ;(paragraph.get(0) as Y.XmlText).insert(0, 'b')
    await seen
  }
  client.leave()
  const { keys, changes } = await page.evaluate(() => { const { kopaKeys, kopaChanges } = globalThis as unknown as Watched; return { keys: kopaKeys, changes: kopaChanges } })
  console.info(`  p95 of ${keys.length} keys ${p95(keys).toFixed(1)} ms (median ${median(keys).toFixed(1)}), of ${changes.length} changes by others ${p95(changes).toFixed(1)} ms (median ${median(changes).toFixed(1)})`)
  await context.close()
}

/** A key: from its keydown until all that it caused has run, layout included. A change by others: the frame's callback that applied it, and the layout after it. */
function watchWork(): void {
  const { kopaKeys, kopaChanges } = globalThis as unknown as Watched
  let pressed = 0
  addEventListener('keydown', event => { pressed = event.timeStamp }, { capture: true })
  addEventListener('input', () => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => { document.body.getBoundingClientRect(); kopaKeys.push(performance.now() - pressed) }, { once: true })
    port1.start()
    port2.postMessage(0)
  }, { capture: true })
  const frame = requestAnimationFrame.bind(globalThis)
  globalThis.requestAnimationFrame = work => frame(time => {
    const first = document.querySelector('.ProseMirror')?.children[1]
    const [before, began] = [first?.textContent.length, performance.now()]
    work(time)
    if (document.querySelector('.ProseMirror')?.children[1]?.textContent.length === before) return
    document.body.getBoundingClientRect()
    kopaChanges.push(performance.now() - began)
  })
}
