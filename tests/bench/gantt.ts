import path from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { chromium, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { flags } from '../support/chromium-flags.ts'

/**
 * The Gantt in a real browser: `node tests/bench/gantt.ts [Chromium] [short]`. Prints figures and judges nothing. The aim with 10,000 tasks and
 * 15,000 links: open in 250 ms, and 17 ms a frame (p95) while scrolling and pulling; short: without the 50,000. The first bar takes nearly all others along; at last once more, with critical path and slack shown. `busy` is the page's own work in a frame, `frame`
 * the time from one to the next; on a machine that does other things, only the first says much.
 */
const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2)
const root = path.join(import.meta.dirname, '../..')
const outDir = path.join(root, 'results/gantt-bench')
const config = { root, configFile: false as const, logLevel: 'error' as const, plugins: [react(), lingui({ macroTransform: true })], resolve: { dedupe: ['yjs', 'react', 'react-dom'] } }
await build({ ...config, build: { outDir, emptyOutDir: true, target: 'es2023', rolldownOptions: { input: path.join(root, 'tests/bench/gantt-bench.html') } } })
const server = await preview({ ...config, build: { outDir }, preview: { port: 0 } })
const address = `${server.resolvedUrls?.local[0] ?? ''}tests/bench/gantt-bench.html`
const browser = await chromium.launch({ executablePath, args: [...flags, '--enable-precise-memory-info'] })
for (const [tasks, links] of [[1_000, 1_500], [10_000, 15_000], ...process.argv[3] ? [] : [[50_000, 75_000]]] as [number, number][]) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  await page.goto(`${address}?tasks=${tasks}&links=${links}`)
  await page.waitForSelector('body[data-opened]', { timeout: 120_000 })
  const opened = Number(await page.getAttribute('body', 'data-opened')).toFixed(0)
  const heap = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize)
  console.info(`${tasks} tasks, ${links} links: open ${opened} ms, ${Math.round(heap / 1e6)} MB of heap`)
  console.info(`  scroll down    ${await frames(page, 'down')}`)
  console.info(`  scroll along   ${await frames(page, 'along')}`)
  console.info(`  pull the first ${await frames(page, 'pull', 'Home')}`)
  console.info(`  pull a late one${await frames(page, 'pull', 'End')}`)
  for (const name of ['Critical path', 'Slack']) await page.getByRole('button', { name }).click()
  console.info(`  first, slack   ${await frames(page, 'pull', 'Home')}`)
  await page.close()
}
await browser.close()
await new Promise(done => { server.httpServer.close(done) })

type Act = 'down' | 'along' | 'pull'

/** 120 frames of one act. */
async function frames(page: Page, act: Act, to = 'Home'): Promise<string> {
  if (act === 'pull') {
    await page.evaluate(() => document.querySelector('[class*=scroller]')?.scrollTo(0, 0))
    await page.getByRole('button', { name: 'Weeks' }).click()
    await page.getByRole('treegrid').focus()
    await page.keyboard.press(to)
    for (let n = 0; n < (to === 'Home' ? 1 : 40); n++) await page.keyboard.press(to === 'Home' ? 'ArrowDown' : 'ArrowUp')
    await page.keyboard.press('j')
  }
  const times = await page.evaluate(run, act)
  return Object.entries(times).map(([name, all]) => `${name} ${told(all)}`).join('   ')
}

function told(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1).padStart(6)
  return `p50${at(0.5)} p95${at(0.95)} worst${at(1)} ms`
}

/** In the page. `busy`: what the act itself takes, and the frame that draws it, with the browser's layout and painting. */
async function run(act: Act): Promise<{ busy: number[], frame: number[] }> {
  const scroller = document.querySelector<HTMLElement>('[class*=scroller]')
  const canvas = document.querySelector('canvas')
  const [busy, frame]: [number[], number[]] = [[], []]
  const point = (type: string, x: number) => {
    const { left, top } = canvas?.getBoundingClientRect() ?? { left: 0, top: 0 }
    canvas?.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, pointerType: 'mouse', clientX: left + x, clientY: top + 1 + y }))
  }
  const [active, list] = [document.querySelector('[role=row][data-active]'), canvas]
  const y = (active?.getBoundingClientRect().top ?? 0) - (list?.getBoundingClientRect().top ?? 0) + 17
  // No real pointer is down: there is nothing to capture.
  if (canvas) canvas.setPointerCapture = () => undefined
  const startX = (canvas?.clientWidth ?? 0) / 4 + 3
  if (act === 'pull') point('pointerdown', startX)
  for (let n = 0, last = await new Promise(requestAnimationFrame); n < 120; n++) {
    const begun = performance.now()
    if (act === 'down') scroller?.scrollBy(0, 170)
    if (act === 'along') scroller?.scrollBy(60, 0)
    if (act === 'pull') point('pointermove', startX + (n + 1) * 14)
    const asked = performance.now() - begun
    const next = await new Promise<number>(resolve => {
      requestAnimationFrame(at => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => { busy.push(asked + performance.now() - at); resolve(at) }
        port2.postMessage(null)
      })
    })
    frame.push(next - last)
    last = next
  }
  if (act === 'pull') point('pointerup', startX + 120 * 14)
  return { busy, frame }
}
