import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { addressOf, ready, text, textOf } from '../support/page-window.ts'
import { hostile, pasted } from '../support/pasted.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** As a browser hands over a clipboard: the forms that the other program wrote. */
const paste = (page: Page, forms: Record<string, string>): Promise<void> => page.locator(text).evaluate((whole, all) => {
  const clipboardData = new DataTransfer()
  for (const [type, data] of Object.entries(all)) clipboardData.setData(type, data)
  whole.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}, forms)

interface Json { type: string, text?: string, marks?: { type: string, attrs?: Record<string, unknown> }[], attrs?: Record<string, unknown>, content?: Json[] }

/** What stands on the page, in few signs: `h2(Plan)`, `*bold*`, `ul(li(p(one)))`. */
const shapeOf = async (page: Page): Promise<string> => {
  const json = await page.locator(text).evaluate(whole => (whole as unknown as { editor: { getJSON: () => unknown } }).editor.getJSON()) as Json
  return (json.content ?? []).map(shape).join(' ')
}

const names: Record<string, string> = {
  paragraph: 'p', bulletList: 'ul', orderedList: 'ol', listItem: 'li', taskList: 'tasks', taskItem: 'task', blockquote: 'quote', codeBlock: 'code',
  table: 'table', tableRow: 'tr', tableCell: 'td', tableHeader: 'th', horizontalRule: 'hr', hardBreak: '/', image: 'img',
}
const signs: Record<string, string> = { bold: '*', italic: '_', strike: '~', underline: '=', code: '`' }

function shape({ type, text: words, marks = [], attrs = {}, content = [] }: Json): string {
  if (words !== undefined) return marks.reduce((said, { type: mark, attrs: more }) => (mark === 'link' ? `[${said}](${String(more?.['href'])})` : `${signs[mark] ?? mark}${said}${signs[mark] ?? mark}`), words)
  const name = type === 'heading' ? `h${String(attrs['level'])}` : type === 'taskItem' && attrs['checked'] ? 'done' : type === 'callout' ? String(attrs['kind']) : names[type] ?? type
  const start = type === 'orderedList' && Number(attrs['start'] ?? 1) > 1 ? String(attrs['start']) : ''
  return `${name}${start}(${content.map(shape).join(content.some(({ text: inner }) => inner !== undefined) ? '' : ' ')})`
}

describe.skipIf(!hasBrowser)('what is pasted', () => {
  const there = shareTwoCompanies()

  async function blank(): Promise<{ page: Page, complaints: string[] }> {
    const { ana, workspaceId } = there.world
    const { page: { id } } = await ana.pages.createPage({ workspaceId, title: 'Pasted' })
    const opened = await there.open(ana, addressOf(there.world, id))
    await ready(opened.page)
    await opened.page.locator(text).click()
    return opened
  }

  const empty = async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.locator(text).evaluate(whole => (whole as unknown as { editor: { commands: { clearContent: () => void } } }).editor.commands.clearContent())
  }

  test('comes in as words and their structure, wherever it was copied', async () => {
    const { page, complaints } = await blank()
    const wrong: string[] = []
    for (const { from, forms, wanted } of pasted) {
      await empty(page)
      await paste(page, forms)
      // Markdown comes a moment later, with what reads it.
      if (!forms['text/html']) await page.waitForFunction(selector => document.querySelector(selector)?.textContent !== '', text)
      const got = await shapeOf(page)
      if (got !== wanted) wrong.push(`${from}: ${got}, not ${wanted}`)
    }
    expect([wrong, complaints]).toEqual([[], []])
  })

  test('comes in as it is typed with Shift, and undone it gives the page back', async () => {
    const { page, complaints } = await blank()
    const plain = '# Plan\n- one\n- two'
    // The key alone: what a browser would paste by it is the clipboard of this machine.
    await page.locator(text).dispatchEvent('keydown', { key: 'V', code: 'KeyV', ctrlKey: true, shiftKey: true, bubbles: true })
    await paste(page, { 'text/plain': plain })
    await expect.poll(() => textOf(page)).toBe('# Plan\n- one\n- two')
    await empty(page)
    await page.keyboard.type('Before ')
    await paste(page, { 'text/plain': plain })
    await page.locator(`${text} li`).first().waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => textOf(page)).toBe('Before ')
    expect(complaints).toEqual([])
  })

  test('brings the pictures that lie in it, and says which stayed behind', async () => {
    const { page, complaints } = await blank()
    const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await paste(page, { 'text/html': `<p>Logo</p><img alt="ours" src="data:image/png;base64,${dot}"><img src="file:///C:/Users/ana/msohtmlclip1/01/clip_image001.png">`, 'text/plain': 'Logo' })
    await page.locator(`${text} figure.image img[src^="/api/files/"]`).waitFor()
    await page.getByText('1 picture stayed behind').waitFor()
    expect(complaints).toEqual([])
  })

  test('runs no script, calls nobody and leads nowhere unsafe', async () => {
    const { page, complaints } = await blank()
    const { host } = new URL(there.url)
    const calls: string[] = []
    page.on('request', request => { if (new URL(request.url()).host !== host && !/^(data|blob):/.test(request.url())) calls.push(request.url()) })
    page.on('dialog', dialog => { calls.push(`dialog ${dialog.message()}`); void dialog.dismiss() })
    await page.evaluate(() => { const violated: string[] = []; Object.assign(globalThis, { violated }); document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violated.push(violatedDirective)) })
    for (const html of hostile) {
      await empty(page)
      await paste(page, { 'text/html': html, 'text/plain': 'x' })
      const found = await page.locator(text).evaluate(whole => [...whole.querySelectorAll('*')].flatMap(element => [
        ...element.getAttributeNames().filter(name => name.startsWith('on') || /^(srcdoc|formaction|xlink:href|background|ping)$/.test(name)),
        ...['script', 'iframe', 'object', 'embed', 'svg', 'math', 'style', 'form', 'base', 'meta', 'link'].filter(name => element.localName === name),
        ...['href', 'src'].map(name => element.getAttribute(name) ?? '').filter(address => address !== '' && !/^(https?:|mailto:|tel:|\/api\/files\/|\/w\/)/.test(address)),
      ]))
      expect(found, html).toEqual([])
      for (const link of await page.locator(`${text} a`).all()) await link.dispatchEvent('click')
    }
    // A script that had been let in would have run by the time another one does.
    await page.evaluate(() => new Promise(done => { setTimeout(done, 0) }))
    expect(await page.evaluate(() => [(globalThis as { ran?: unknown }).ran, (globalThis as { violated?: unknown }).violated])).toEqual([undefined, []])
    expect([calls, complaints]).toEqual([[], []])
  })
})
