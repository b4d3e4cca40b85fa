import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { flags } from '../support/chromium-flags.ts'

/**
 * Kopa's Gantt beside three others, in turn, in one browser: `node tests/bench/gantt-compare.ts [rounds] [Chromium]`. Prints figures and judges nothing. The
 * others are fetched into `results` when they are first asked for; they draw the same plan with the dates that Kopa gives it, and none of them schedules while
 * something is pulled. `work` is the time of the page's thread for each frame: on a machine that does other things too it says more than what passes between two frames.
 */
const [rounds = '1', executablePath = '/usr/bin/chromium'] = process.argv.slice(2)
const root = path.join(import.meta.dirname, '../..')
const peers = path.join(root, 'results/gantt-peers')
const packages = { '@svar-ui/react-gantt': '2.7.3', 'dhtmlx-gantt': '10.0.3', 'frappe-gantt': '1.2.2' }
const outDir = path.join(root, 'results/gantt-compare')
const names = ['kopa', 'svar', 'dhtmlx', 'frappe']

if (!Object.keys(packages).every(name => existsSync(path.join(peers, 'node_modules', name)))) {
  mkdirSync(peers, { recursive: true })
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', peers, ...Object.entries(packages).map(([name, version]) => `${name}@${version}`)], { stdio: 'ignore' })
}
const files = { '@svar-ui/react-gantt': 'dist/index.es.js', '@svar-ui/react-gantt/all.css': 'dist-full/index.css', 'dhtmlx-gantt': 'codebase/dhtmlxgantt.es.js', 'frappe-gantt': 'dist/frappe-gantt.es.js' }
const alias = [
  ...Object.entries(files).map(([find, file]) => ({ find: new RegExp(`^${find}$`), replacement: path.join(peers, 'node_modules', find.replace('/all.css', ''), file) })),
  ...['dhtmlx-gantt', 'frappe-gantt'].map(find => ({ find: new RegExp(`^${find}/`), replacement: `${path.join(peers, 'node_modules', find)}/` })),
  // One React, Kopa's, for all.
  ...['react', 'react-dom'].map(find => ({ find, replacement: path.join(root, 'client/node_modules', find) })),
]
const config = { root, configFile: false as const, logLevel: 'error' as const, plugins: [react(), lingui({ macroTransform: true })], resolve: { dedupe: ['yjs', 'react', 'react-dom'], alias } }
await build({ ...config, build: { outDir, emptyOutDir: true, target: 'es2023', rolldownOptions: { input: ['gantt-bench', 'gantt-peer'].map(page => path.join(root, `tests/bench/${page}.html`)) } } })
const server = await preview({ ...config, build: { outDir }, preview: { port: 0 } })
const address = `${server.resolvedUrls?.local[0] ?? ''}tests/bench/`
const browser = await chromium.launch({ executablePath, args: [...flags, '--enable-precise-memory-info'] })

type Figures = Record<string, number>
const seen = new Map<string, Figures[]>()
for (let round = 0; round < Number(rounds); round++) {
  for (const [tasks, links] of [[1_000, 1_500], [10_000, 15_000]] as const) {
    for (const name of names) {
      const key = `${name} ${tasks}`
      const figures = await look(name, tasks, links)
      seen.set(key, [...seen.get(key) ?? [], figures])
      console.info(`${key.padEnd(14)} ${Object.entries(figures).map(([what, value]) => `${what} ${value.toFixed(what === 'open' || what === 'heap' ? 0 : 1)}`).join('  ')}`)
    }
  }
}
for (const tasks of [1_000, 10_000]) {
  const own = medians(seen.get(`kopa ${tasks}`) ?? [])
  for (const name of names.slice(1)) {
    const other = medians(seen.get(`${name} ${tasks}`) ?? [])
    console.info(`kopa / ${name}, ${tasks} tasks: ${Object.entries(own).map(([what, value]) => `${what} ${(value / (other[what] ?? NaN)).toFixed(2)}`).join('  ')}`)
  }
}
await browser.close()
await new Promise(done => { server.httpServer.close(done) })

function medians(figures: readonly Figures[]): Figures {
  const of = (what: string): number => figures.map(one => one[what] ?? NaN).toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN
  return Object.fromEntries(Object.keys(figures[0] ?? {}).map(what => [what, of(what)]))
}

async function look(name: string, tasks: number, links: number): Promise<Figures> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(`${address}${name === 'kopa' ? 'gantt-bench.html?' : `gantt-peer.html?peer=${name}&`}tasks=${tasks}&links=${links}`)
  await page.waitForSelector('body[data-opened]', { timeout: 180_000 })
  const figures: Figures = { open: Number(await page.getAttribute('body', 'data-opened')) }
  figures['heap'] = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1e6)
  for (const [what, act] of [['pull', pull], ['along', (at: Page) => at.evaluate(scroll, [60, 0] as const)], ['down', (at: Page) => at.evaluate(scroll, [0, 170] as const)]] as const) {
    const before = await threadTime(session)
    const frames = await act(page)
    figures[`${what} p95`] = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? NaN
    figures[`${what} work`] = (await threadTime(session) - before) / frames.length
  }
  await page.close()
  return figures
}

async function threadTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
}

/** In the page: what passes between frames while it is scrolled by so much in each. */
async function scroll([x, y]: readonly [number, number]): Promise<number[]> {
  const bench = (window as unknown as { bench?: { scrollBy: (x: number, y: number) => void } }).bench
  const scroller = document.querySelector('[class*=scroller]')
  const frames: number[] = []
  for (let n = 0, last = await new Promise<number>(requestAnimationFrame); n < 120; n++) {
    if (bench) bench.scrollBy(x, y)
    else scroller?.scrollBy(x, y)
    const next = await new Promise<number>(requestAnimationFrame)
    frames.push(next - last)
    last = next
  }
  return frames
}

/** Pulls a bar in sight with a real pointer; frames are counted in the page meanwhile. */
async function pull(page: Page): Promise<number[]> {
  const { x, y } = await grip(page)
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const count = (now: number): void => { frames.push(now - last); last = now; requestAnimationFrame(count) }
    requestAnimationFrame(count)
    Object.assign(window, { frames })
  })
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let n = 1; n <= 100; n++) await page.mouse.move(x + n * 2, y)
  await page.mouse.up()
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames)
}

/** The middle of a bar: of the others the first, of Kopa the twentieth row's, whose bar is drawn where the keyboard leads. */
async function grip(page: Page): Promise<{ x: number, y: number }> {
  const box = await page.evaluate(() => {
    const bench = (window as unknown as { bench?: { bar: string } }).bench
    const bar = bench && [...document.querySelectorAll(bench.bar)].find(one => one.getBoundingClientRect().width > 20)
    bar?.scrollIntoView({ block: 'center', inline: 'center' })
    const found = bar?.getBoundingClientRect()
    return found ? { x: found.left + found.width / 2, y: found.top + found.height / 2 } : null
  })
  if (box) return box
  await page.getByRole('treegrid').focus()
  await page.keyboard.press('Home')
  for (let n = 0; n < 19; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  return page.evaluate(() => {
    const [row, canvas] = [document.querySelector('[role=row][data-active]')?.getBoundingClientRect(), document.querySelector('canvas')?.getBoundingClientRect()]
    return { x: (canvas?.left ?? 0) + (canvas?.width ?? 0) / 4 + 3, y: (row?.top ?? 0) + 17 }
  })
}
