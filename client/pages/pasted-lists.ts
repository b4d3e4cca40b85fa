/** Lists as other programs write them, put into the form that HTML knows. */

interface Item { element: Element, content: Node[], level: number, isOrdered: boolean, start: number | null }

const marker = '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]'
const numbered = /^[([]?([0-9]+|[a-z]{1,4}|[IVXLC]+)[.)\]]/i

/**
 * Word writes each item as a paragraph that says its list and level, and its sign as text; Word in a browser, a list for each item.
 * Neighbours become one list.
 */
export function listsOfWord(body: HTMLElement): void {
  const items = new Map<Element, Item>()
  for (const element of body.querySelectorAll('p, div.ListContainerWrapper')) {
    const item = element.matches('p') ? itemOfWord(element) : itemOfWeb(element)
    if (item) items.set(element, item)
  }
  for (const [element, item] of items) {
    if (!items.has(element)) continue
    const run = [item]
    for (let next = element.nextElementSibling; next && items.has(next); next = next.nextElementSibling) {
      const following = items.get(next)
      if (following) run.push(following)
    }
    element.before(...listsOf(run, body.ownerDocument))
    for (const { element: said } of run) {
      items.delete(said)
      said.remove()
    }
  }
}

function itemOfWord(paragraph: Element): Item | null {
  const level = /mso-list:\s*l\d+\s+level(\d)/i.exec(paragraph.getAttribute('style') ?? '')?.[1]
  if (!level) return null
  const sign = paragraph.querySelector(marker)
  const said = sign?.textContent.trim() ?? ''
  sign?.remove()
  const number = Number(/^\D?(\d+)/.exec(said)?.[1] ?? Number.NaN)
  return { element: paragraph, content: [...paragraph.childNodes], level: Number(level), isOrdered: numbered.test(said), start: Number.isNaN(number) ? null : number }
}

function itemOfWeb(wrapper: Element): Item | null {
  const item = wrapper.querySelector(':scope > ul > li, :scope > ol > li')
  if (!item) return null
  return { element: wrapper, content: [...item.childNodes], level: Number(item.getAttribute('data-aria-level') ?? 1), isOrdered: item.parentElement?.localName === 'ol', start: null }
}

interface Open { level: number, list: Element, isOrdered: boolean }

function listsOf(items: readonly Item[], document: Document): Element[] {
  const [made, open]: [Element[], Open[]] = [[], []]
  for (const { content, level, isOrdered, start } of items) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const last = open.at(-1)
    if (!last || last.level < level || last.isOrdered !== isOrdered) {
      if (last && last.level >= level) open.pop()
      const list = document.createElement(isOrdered ? 'ol' : 'ul')
      if (isOrdered && start !== null && start > 1) list.setAttribute('start', String(start))
      const around = open.at(-1)?.list.lastElementChild
      if (around) around.append(list)
      else made.push(list)
      open.push({ level, list, isOrdered })
    }
    const item = document.createElement('li')
    item.append(...content)
    open.at(-1)?.list.append(item)
  }
  return made
}

/** Google Docs puts a list beside the item that it belongs to. */
export function nestLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling
    if (before?.localName === 'li') before.append(list)
    else {
      const item = body.ownerDocument.createElement('li')
      list.before(item)
      item.append(list)
    }
  }
}

const written = /^\s*\[([ xX])\]\s+/

/** Boxes to tick: of web pages, of Google Docs, of Notion, and as markdown writes them. */
export function tickLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ul')) {
    const items = [...list.children].filter(child => child.localName === 'li')
    const ticks = items.map(tickOf)
    if (items.length === 0 || !ticks.every(tick => tick !== null)) continue
    list.setAttribute('data-type', 'taskList')
    for (const [index, item] of items.entries()) {
      item.setAttribute('data-type', 'taskItem')
      item.setAttribute('data-checked', String(ticks[index]))
      const box = item.querySelector(':scope > input, :scope > label > input, :scope > p > input, :scope > .checkbox, :scope > img')
      box?.remove()
      const words = firstWords(item)
      if (words) words.data = words.data.replace(written, '')
    }
  }
}

function tickOf(item: Element): boolean | null {
  const box = item.querySelector<HTMLInputElement>(':scope > input[type=checkbox], :scope > label > input[type=checkbox], :scope > p > input[type=checkbox]')
  if (box) return box.hasAttribute('checked')
  if (item.getAttribute('role') === 'checkbox') return item.getAttribute('aria-checked') === 'true'
  const drawn = item.querySelector(':scope > .checkbox')
  if (drawn) return drawn.classList.contains('checkbox-on')
  const sign = written.exec(firstWords(item)?.data ?? '')?.[1]
  return sign === undefined ? null : sign !== ' '
}

function firstWords(item: Element): Text | null {
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) if (node.data.trim() !== '') return node
  return null
}
