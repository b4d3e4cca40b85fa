import type { NodeViewRenderer } from '@tiptap/core'
import { mentionLabel, readMention } from '@kopa/shared/pages/mention.ts'
import type { MentionSource, ShownMention } from './mention-source.ts'

/** A mention with its name of today. The name is drawn by the style sheet, so that no caret can get into it (editor.md). */
export const mentionView = (source: MentionSource | null): NodeViewRenderer => ({ node }) => {
  const dom = document.createElement('a')
  dom.className = 'mention'
  dom.contentEditable = 'false'
  dom.draggable = false
  let { attrs } = node
  const show = () => draw(dom, attrs, shownIn(source, attrs))
  const stop = source?.subscribe(show)
  show()
  dom.addEventListener('click', event => {
    const href = dom.getAttribute('href')
    if (!href || !source || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    source.open(href)
  })
  return {
    dom,
    update: next => {
      if (next.type !== node.type) return false
      attrs = next.attrs
      show()
      return true
    },
    ignoreMutation: () => true,
    destroy: () => stop?.(),
  }
}

function shownIn(source: MentionSource | null, attributes: Record<string, unknown>): ShownMention {
  const mention = readMention(attributes)
  return mention && source ? source.show(mention) : { label: mentionLabel(attributes), href: null }
}

function draw(dom: HTMLAnchorElement, { kind }: Record<string, unknown>, { label, href }: ShownMention): void {
  dom.dataset['mention'] = String(kind)
  dom.dataset['label'] = label
  dom.setAttribute('aria-label', label)
  dom.setAttribute('role', href === null ? 'note' : 'link')
  if (href === null) dom.removeAttribute('href')
  else dom.setAttribute('href', href)
}
