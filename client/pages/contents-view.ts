import type { NodeViewRenderer } from '@tiptap/core'
import { blockHash, type OutlineLine } from '@kopa/shared/pages/outline.ts'
import type { Outline } from './page-outline.ts'

export interface ContentsWords { label: string, empty: string }

/** The headings of the page as links, always those of now. Plain DOM. */
export const contentsView = (words: ContentsWords, outline: Outline): NodeViewRenderer => ({ node }) => {
  const dom = document.createElement('nav')
  const { id } = node.attrs
  dom.contentEditable = 'false'
  dom.dataset['contents'] = ''
  dom.setAttribute('aria-label', words.label)
  if (typeof id === 'string') dom.dataset['id'] = id
  const show = () => dom.replaceChildren(listOf(outline.lines(), words))
  const stop = outline.subscribe(show)
  show()
  return {
    dom,
    destroy: stop,
    stopEvent: ({ target, type }) => target instanceof HTMLAnchorElement && type !== 'dragstart',
    ignoreMutation: () => true,
  }
}

function listOf(lines: readonly OutlineLine[], { empty }: ContentsWords): HTMLElement {
  const list = document.createElement(lines.length > 0 ? 'ul' : 'p')
  if (lines.length === 0) list.textContent = empty
  list.append(...lines.map(({ id, depth, text }) => {
    const item = document.createElement('li')
    const link = document.createElement(id === null ? 'span' : 'a')
    if (link instanceof HTMLAnchorElement && id !== null) link.href = `#${blockHash(id)}`
    link.textContent = text
    item.dataset['depth'] = String(depth)
    item.append(link)
    return item
  }))
  return list
}
