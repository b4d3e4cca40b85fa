import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { hasBrowser, useBrowser, type Window } from '../support/browser.ts'
import { addressOf, ready, saved, text, textOf } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { type Random, seeded } from '../support/random.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

const runs = Number(process.env['KOPA_RUNS'] ?? 2)
const lines = ['1. 2. 3. 4. 5.', '6. 7. 8. 9. 10.', '11. 12. 13. 14. 15.']

/** One writes in capitals and one in small letters, and nobody else uses letters: whoever typed it, it can be counted. */
interface Typist extends Window { alphabet: string, typed: string }

/** Two people in the same three lines at once, without a pause between keys; one loses the network, one reloads. */
describe.skipIf(!hasBrowser)('every character that was typed is there', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(closeAll)

  test.each(Array.from({ length: runs }, (_, run) => run + 1))('run %i', async seed => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, lines.map(paragraph))
    const windows = await Promise.all([open(world.ana, addressOf(world)), open(world.bo, addressOf(world))])
    const [ana, bo]: [Typist, Typist] = [
      { ...windows[0], alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', typed: '' },
      { ...windows[1], alphabet: 'abcdefghijklmnopqrstuvwxyz', typed: '' },
    ]
    await Promise.all([ready(ana.page), ready(bo.page)])
    await Promise.all([anasStory(ana, seeded(seed)), bosStory(bo, seeded(seed + 1_000))])
    await Promise.all([saved(ana.page, 'saved'), saved(bo.page, 'saved')])
    await until(async () => await textOf(ana.page) === await textOf(bo.page))
    const whole = await textOf(ana.page)
    expect(lettersOf(whole, ana.alphabet)).toBe(lettersOf(ana.typed, ana.alphabet))
    expect(lettersOf(whole, bo.alphabet)).toBe(lettersOf(bo.typed, bo.alphabet))
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })
})

const lettersOf = (whole: string, alphabet: string): string => whole.split('').filter(letter => alphabet.includes(letter)).sort().join('')

/** Ana loses the network, goes on writing, and comes back. */
async function anasStory(ana: Typist, random: Random): Promise<void> {
  await typeBursts(ana, random, 3)
  await ana.context.setOffline(true)
  await typeBursts(ana, random, 3)
  await ana.context.setOffline(false)
  await typeBursts(ana, random, 3)
}

/** Bo reloads in the middle, right after his last key. */
async function bosStory(bo: Typist, random: Random): Promise<void> {
  await typeBursts(bo, random, 4)
  await bo.page.reload()
  await ready(bo.page)
  await typeBursts(bo, random, 4)
}

async function typeBursts(typist: Typist, random: Random, bursts: number): Promise<void> {
  for (let burst = 0; burst < bursts; burst++) {
    await placeCaret(typist.page, random)
    const word = Array.from({ length: 4 + random.below(12) }, () => random.pick(typist.alphabet.split(''))).join('')
    await typist.page.keyboard.type(word)
    typist.typed += word
  }
}

/** By a click, or by keys, as people do. The mouse clicks where it is told, whatever lies there; a locator would wait for its turn. */
async function placeCaret(page: Page, random: Random): Promise<void> {
  if (random.chance(0.4) && await isTyping(page)) return page.keyboard.press(random.pick(['Home', 'End', 'ArrowUp', 'ArrowDown', 'ArrowLeft']))
  const line = await lineAt(page, random.below(lines.length))
  await page.mouse.click(line.x + 8 + random.next() * 240, line.y + line.height / 2)
}

/** Asked in one go: while the other types, a line's element may be replaced between finding and measuring it. */
const lineAt = (page: Page, index: number): Promise<{ x: number, y: number, height: number }> => page.evaluate(([selector, at]) => {
  const line = document.querySelectorAll(`${selector} p`)[at]
  if (!line) throw new Error(`there is no line ${at}`)
  const { x, y, height } = line.getBoundingClientRect()
  return { x: x + Number.parseFloat(getComputedStyle(line).paddingInlineStart), y, height }
}, [text, index] as const)

const isTyping = (page: Page): Promise<boolean> => page.evaluate(selector => document.activeElement === document.querySelector(selector), text)
