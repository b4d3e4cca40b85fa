import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CDPSession, Page } from 'playwright-core'
import { hasBrowser, useBrowser, type Window } from '../support/browser.ts'
import { addressOf, ready, text } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { type Random, seeded } from '../support/random.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

/** KOPA_ROUNDS=60 for the long soak. */
const rounds = Number(process.env['KOPA_ROUNDS'] ?? 12)
const letters = 'abcdefghi'
const lines = Array.from({ length: 6 }, (_, line) => `${line} 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789`)

interface Counts { keypress: number, beforeinput: number, transactions: number, updates: number, length: number }

/**
 * A click on somebody's caret may put the browser's selection inside its label; keys that follow before ProseMirror has
 * noticed reach the page as keypress and change nothing. On a busy page that is a word.
 */
describe.skipIf(!hasBrowser)('typing right after a click on somebody’s caret, while the page is busy', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterAll(closeAll)

  async function twoWindows(): Promise<{ ana: Window, bo: Window }> {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, lines.map(paragraph))
    const ana = await open(world.ana, addressOf(world))
    const bo = await open(world.bo, addressOf(world))
    await Promise.all([ready(ana.page), ready(bo.page)])
    return { ana, bo }
  }

  test(`nothing is lost in ${rounds} rounds`, async () => {
    const { ana, bo } = await twoWindows()
    const keyboard = await ana.context.newCDPSession(ana.page)
    await count(ana.page)
    const random = seeded(20_261)
    for (let round = 0; round < rounds; round++) {
      expect(await typeAfterClick(ana.page, bo.page, keyboard, random), `round ${round}`).toEqual(everything)
    }
    expect(ana.complaints).toEqual([])
  }, 60_000 + rounds * 5_000)

  test(`nor right after a click beside a line, where several blocks could be chosen, in ${rounds} rounds`, async () => {
    const { ana } = await twoWindows()
    const keyboard = await ana.context.newCDPSession(ana.page)
    await count(ana.page)
    const random = seeded(20_263)
    for (let round = 0; round < rounds; round++) {
      const line = await ana.page.locator(`${text} p`).nth(random.below(lines.length)).boundingBox()
      if (!line) throw new Error('the planted lines are not on the screen')
      const point = { x: random.chance(0.5) ? line.x - 8 - random.next() * 60 : line.x + line.width + 8 + random.next() * 60, y: line.y + 4 + random.next() * (line.height - 8) }
      expect(await typeAt(ana.page, keyboard, point), `round ${round}`).toEqual(everything)
    }
    expect(ana.complaints).toEqual([])
  }, 60_000 + rounds * 5_000)

  test('a label made of text, without the guard, does lose letters: the test can fail', async () => {
    const { ana, bo } = await twoWindows()
    const keyboard = await ana.context.newCDPSession(ana.page)
    await count(ana.page)
    await unguard(ana.page)
    const random = seeded(20_262)
    const lost: number[] = []
    for (let round = 0; round < 6; round++) {
      const { length } = await typeAfterClick(ana.page, bo.page, keyboard, random, makeLabelsText)
      lost.push(letters.length - length)
    }
    expect(Math.max(...lost)).toBeGreaterThan(0)
  }, 120_000)
})

const everything: Counts = { keypress: 9, beforeinput: 9, transactions: 9, updates: 9, length: 9 }

async function typeAfterClick(typist: Page, other: Page, keyboard: CDPSession, random: Random, prepare?: (page: Page) => Promise<void>): Promise<Counts> {
  await moveCaret(other, typist, random)
  await prepare?.(typist)
  const label = await labelOf(typist)
  return typeAt(typist, keyboard, { x: label.x + 4 + random.next() * (label.width - 8), y: label.y + 2 + random.next() * (label.height - 4) })
}

/** A click, and nine keys at a person's pace, on a page that is busy for half a second. */
async function typeAt(typist: Page, keyboard: CDPSession, point: { x: number, y: number }): Promise<Counts> {
  const before = await counts(typist)
  await typist.evaluate(() => { setTimeout(() => { const end = performance.now() + 500; while (performance.now() < end); }) })
  const sent = [mouse(keyboard, 'mousePressed', point), mouse(keyboard, 'mouseReleased', point)]
  for (const letter of letters) {
    sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, key: letter, code: `Key${letter.toUpperCase()}` }))
    sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter, code: `Key${letter.toUpperCase()}` }))
    await new Promise(resolve => setTimeout(resolve, 60)) // the pace of the person who types
  }
  await Promise.all(sent)
  await typist.evaluate(() => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
  return difference(await counts(typist), before)
}

const mouse = (keyboard: CDPSession, type: 'mousePressed' | 'mouseReleased', point: { x: number, y: number }): Promise<unknown> =>
  keyboard.send('Input.dispatchMouseEvent', { type, ...point, button: 'left', clickCount: 1 })

/** Clicks somewhere in a middle line and waits until the other window shows the caret there: both must have the same text, or places differ. */
async function moveCaret(other: Page, typist: Page, random: Random): Promise<void> {
  await until(async () => await written(other) === await written(typist))
  const line = await other.locator(`${text} p`).nth(2 + random.below(3)).boundingBox()
  if (!line) throw new Error('the planted lines are not on the screen')
  await other.mouse.click(line.x + 40 + random.next() * 300, line.y + line.height / 2)
  const place = await (await other.waitForFunction(selector => {
    const { state, view } = (document.querySelector(selector) as unknown as Edited).editor
    const { anchorNode, anchorOffset } = getSelection()! // there has just been a click into text
    return anchorNode && view.posAtDOM(anchorNode, anchorOffset) === state.selection.head ? state.selection.head : null
  }, text)).jsonValue()
  await typist.waitForFunction(([selector, wanted]) => {
    const caret = document.querySelector('.caret')
    return caret && (document.querySelector(selector) as unknown as Edited).editor.view.posAtDOM(caret, 0) === wanted
  }, [text, place] as const)
}

/** What the editor holds; what stands on the screen has labels in between. */
const written = (page: Page): Promise<string> => page.evaluate(selector => (document.querySelector(selector) as unknown as Edited).editor.state.doc.textContent, text)

/** Tiptap leaves its editor on the element. */
interface Edited { editor: { state: { doc: { textContent: string }, selection: { head: number } }, view: { posAtDOM: (node: Node, offset: number) => number } } }

async function labelOf(page: Page): Promise<{ x: number, y: number, width: number, height: number }> {
  return page.evaluate(() => {
    const caret = document.querySelector('.caret')! // waited for before
    const box = caret.querySelector('.text-label')?.getBoundingClientRect()
    if (box) return { x: box.x, y: box.y, width: box.width, height: box.height }
    const { width, height } = getComputedStyle(caret, '::after')
    const { left, top } = caret.getBoundingClientRect()
    return { x: left, y: top - parseFloat(height), width: parseFloat(width), height: parseFloat(height) }
  })
}

interface Counting { counts: Omit<Counts, 'length'> }

async function count(page: Page): Promise<void> {
  await page.evaluate(selector => {
    const made = { keypress: 0, beforeinput: 0, transactions: 0, updates: 0 }
    Object.assign(window, { counts: made })
    document.addEventListener('keypress', () => made.keypress++, true)
    document.addEventListener('beforeinput', () => made.beforeinput++, true)
    // Tiptap leaves its editor on the element; y-tiptap its document in the state.
    const { editor } = document.querySelector(selector) as unknown as { editor: { on: (name: string, act: (event: { transaction: { docChanged: boolean, getMeta: (key: string) => unknown } }) => void) => void, state: { 'y-sync$': { doc: { on: (name: string, act: (update: unknown, origin: unknown, doc: unknown, transaction: { local: boolean }) => void) => void } } } } }
    editor.on('transaction', ({ transaction }) => { if (transaction.docChanged && !transaction.getMeta('y-sync$')) made.transactions++ })
    editor.state['y-sync$'].doc.on('update', (_update, _origin, _doc, { local }) => { if (local) made.updates++ })
  }, text)
}

const counts = (page: Page): Promise<Counts> => page.evaluate(selector => ({
  ...(window as unknown as Counting).counts,
  length: document.querySelector(selector)?.querySelectorAll('p').values().reduce((sum, line) => sum + (line.textContent?.replace(/[^a-z]/g, '').length ?? 0), 0) ?? 0,
}), text)

const difference = (after: Counts, before: Counts): Counts => ({
  keypress: after.keypress - before.keypress,
  beforeinput: after.beforeinput - before.beforeinput,
  transactions: after.transactions - before.transactions,
  updates: after.updates - before.updates,
  length: after.length - before.length,
})

const unguard = (page: Page): Promise<void> => page.evaluate(selector => {
  (document.querySelector(selector) as unknown as { editor: { unregisterPlugin: (name: string) => void } }).editor.unregisterPlugin('keydownGuard')
}, text)

/** The label as most editors have it: text inside the caret that a click can reach; numbers, so that no letter is counted. */
const makeLabelsText = (page: Page): Promise<void> => page.evaluate(() => {
  const caret = document.querySelector<HTMLElement>('.caret')
  if (!caret || caret.querySelector('.text-label')) return
  const label = document.createElement('span')
  label.className = 'text-label'
  label.textContent = '000 00000'
  label.style.cssText = 'position: absolute; bottom: 100%; left: 0; z-index: 9; background: #fff; white-space: nowrap; pointer-events: auto; user-select: text'
  caret.style.cssText += '; pointer-events: auto; user-select: text'
  caret.append(label)
})
