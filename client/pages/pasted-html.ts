import { isFileAddress } from '@kopa/shared/pages/file-address.ts'
import { toSafeLink } from '@kopa/shared/pages/safe-link.ts'
import { listsOfWord, nestLists, tickLists } from './pasted-lists.ts'

/** html: what is left. pictures: those that came in the text itself. lost: how many lie where nobody here can read them. */
export interface Cleaned { html: string, pictures: File[], lost: number }

/** Nothing of these is for readers. */
const dropped = 'script, style, meta, link, title, head, template, noscript, iframe, frame, object, embed, applet, svg, math, canvas, audio, video, source, button, select, textarea, form > input, dialog, base, xml, colgroup'
const blocks = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, pre, hr, aside, section, article, header, footer, figure'

/**
 * What another program put on the clipboard, as plain, well-formed HTML: words, their structure and their meaning, without looks. Parsed where
 * nothing runs and nothing is fetched. What comes from Kopa itself stays as it is; either way only what the page's schema knows gets in.
 */
export function cleanPasted(html: string): Cleaned {
  const still = withoutHandlers(html)
  const { body } = new DOMParser().parseFromString(still, 'text/html')
  if (body.querySelector('[data-pm-slice]')) return { html: still, pictures: [], lost: 0 }
  dropUnseen(body)
  body.querySelectorAll('b[id^="docs-internal-guid"], google-sheets-html-origin, center, font').forEach(unwrap)
  listsOfWord(body)
  nestLists(body)
  tickLists(body)
  for (const heading of body.querySelectorAll('h5, h6')) rename(heading, 'h4')
  for (const said of body.querySelectorAll('p[class*="MsoTitle"]')) rename(said, 'h1')
  for (const said of body.querySelectorAll('p[class*="Quote"]')) wrap(said, 'blockquote')
  body.querySelectorAll('a').forEach(mendLink)
  const pictures = mendPictures(body)
  for (const element of body.querySelectorAll('*')) plainAttributes(element)
  body.querySelectorAll('p, div').forEach(splitAtBreaks)
  for (const { lastChild } of body.querySelectorAll('pre, pre > code')) if (lastChild?.nodeType === 3) lastChild.textContent = (lastChild.textContent ?? '').replace(/\n$/, '')
  dropEmpty(body)
  return { html: body.innerHTML, ...pictures }
}

/** None of it would have an effect; but browsers report it as soon as it is read. */
const withoutHandlers = (html: string): string => html.replace(/<(\/?)base\b/gi, '<$1i').replace(/<[a-z][^>]*>/gi, tag => tag.replace(/([\s"'/])on([a-z]+\s*=)/gi, '$1data-off-$2'))

function dropUnseen(body: HTMLElement): void {
  body.querySelectorAll(dropped).forEach(element => element.remove())
  for (const element of body.querySelectorAll('[style], [hidden]')) {
    if (element.hasAttribute('hidden') || /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/i.test(element.getAttribute('style') ?? '')) element.remove()
  }
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found: ChildNode[] = []
  while (comments.nextNode()) found.push(comments.currentNode as Comment)
  found.forEach(comment => comment.remove())
  // Office's own elements: o:p, v:shape, st1:place.
  for (const element of body.querySelectorAll('*')) if (element.localName.includes(':')) unwrap(element)
}

export const unwrap = (element: Element): void => element.replaceWith(...element.childNodes)

export function rename(element: Element, name: string): HTMLElement {
  const made = element.ownerDocument.createElement(name)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

function wrap(element: Element, name: string): void {
  const made = element.ownerDocument.createElement(name)
  element.replaceWith(made)
  made.append(element)
}

/** Safe to open, and without the detour that Google Docs sends it on; anything else is only words. */
function mendLink(link: HTMLAnchorElement): void {
  const said = link.getAttribute('href') ?? ''
  const address = URL.parse(said)
  const isDetour = address?.hostname === 'www.google.com' && address.pathname === '/url'
  const href = toSafeLink(isDetour ? address.searchParams.get('q') ?? '' : said)
  if (href === null || link.textContent.trim() === '' && !link.querySelector('img')) unwrap(link)
  else link.setAttribute('href', href)
}

const inline = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/

/** A page never makes a reader's browser call a stranger: a picture that lies elsewhere becomes a link to it. */
function mendPictures(body: HTMLElement): { pictures: File[], lost: number } {
  const pictures: File[] = []
  let lost = 0
  for (const image of body.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? ''
    if (isFileAddress(src)) continue
    const [, type = '', bytes = ''] = inline.exec(src) ?? []
    const href = toSafeLink(src)
    const name = image.alt.trim() || decodedName(href)
    if (type) pictures.push(new File([Uint8Array.from(atob(bytes.replace(/\s/g, '')), letter => letter.charCodeAt(0))], `${name || 'image'}.${type.slice(6)}`, { type }))
    else if (href === null || !/^https?:/.test(href)) lost++
    if (type || href === null || image.closest('a')) image.replaceWith(type ? '' : image.alt)
    else {
      const link = body.ownerDocument.createElement('a')
      link.href = href
      link.textContent = name || href
      image.replaceWith(link)
    }
  }
  return { pictures, lost }
}

function decodedName(href: string | null): string {
  const last = (href && URL.parse(href)?.pathname.split('/').at(-1)) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

const kept: ReadonlySet<string> = new Set(['href', 'src', 'alt', 'colspan', 'rowspan', 'start', 'data-type', 'data-checked', 'data-callout', 'data-columns', 'data-column', 'data-contents', 'width', 'height'])

/** Of looks only what has a meaning: bold, italic, struck out. Underlined links and bold headings say nothing more. */
function plainAttributes(element: Element): void {
  const style = (element as HTMLElement).style as CSSStyleDeclaration | undefined
  const looks = style ? looksOf(style, element) : ''
  const language = element.matches('pre, code') ? /\b(?:language|lang|brush:?)-?\s*([\w+#-]+)/.exec(element.className)?.[1] : undefined
  for (const name of element.getAttributeNames()) {
    const isDirection = name === 'dir' && element.getAttribute('dir') === 'rtl'
    if (!kept.has(name) && !isDirection) element.removeAttribute(name)
  }
  if (looks) element.setAttribute('style', looks)
  if (language) element.className = `language-${language}`
  if (element.matches(':is(h1, h2, h3, h4, h5, h6) :is(b, strong), a u')) unwrap(element)
}

function looksOf({ fontWeight, fontStyle, textDecorationLine }: CSSStyleDeclaration, element: Element): string {
  const said: string[] = []
  if (fontWeight && !element.closest('h1, h2, h3, h4')) said.push(`font-weight: ${fontWeight}`)
  if (fontStyle && fontStyle !== 'normal') said.push(`font-style: ${fontStyle}`)
  const isInLink = element.closest('a') !== null || element.querySelector('a') !== null
  const lines = textDecorationLine.split(' ').filter(line => line === 'line-through' || (line === 'underline' && !isInLink))
  if (lines.length > 0) said.push(`text-decoration: ${lines.join(' ')}`)
  return said.join('; ')
}

/** Mail and web pages part paragraphs by two breaks. */
function splitAtBreaks(block: Element): void {
  if (!block.querySelector(':scope > br + br') || block.querySelector(blocks)) return
  const parts: ChildNode[][] = [[]]
  let breaks = 0
  for (const node of block.childNodes) {
    if (node.nodeName === 'BR') { breaks++; continue }
    if (node.nodeType === 3 && node.textContent?.trim() === '') continue
    if (breaks > 1) parts.push([])
    else if (breaks === 1) parts.at(-1)?.push(block.ownerDocument.createElement('br'))
    breaks = 0
    parts.at(-1)?.push(node)
  }
  block.replaceWith(...parts.map(part => {
    const made = block.ownerDocument.createElement('p')
    made.append(...part)
    return made
  }))
}

const isBlank = ({ textContent }: Element): boolean => /^[\s\u00a0\u200b\ufeff]*$/.test(textContent ?? '')

/** Space between paragraphs is the page's to give. Cells stay: a table needs them. */
function dropEmpty(body: HTMLElement): void {
  body.querySelectorAll('br.Apple-interchange-newline, body > br').forEach(end => { if (!end.previousSibling || !end.nextSibling || isBlockElement(end.previousElementSibling) || isBlockElement(end.nextElementSibling)) end.remove() })
  for (const block of [...body.querySelectorAll('p, div, h1, h2, h3, h4, li, ul, ol, blockquote')].toReversed()) {
    if (!isBlank(block) || block.querySelector('img, hr, table') || block.closest('pre')) continue
    if (block.parentElement?.matches('td, th, li')) block.replaceChildren()
    else block.remove()
  }
  for (const row of body.querySelectorAll('tr')) if (isBlank(row) && !row.nextElementSibling && row.previousElementSibling) row.remove()
}

const isBlockElement = (element: Element | null): boolean => element?.matches(blocks) ?? false
