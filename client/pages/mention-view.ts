import type { NodeViewRenderer } from '@tiptap/core'
import { mentionLabel, readMention } from '@kopa/shared/pages/mention.ts'
import type { MentionSource, ShownMention, ShownTask } from './mention-source.ts'

/** A mention with its name of today. The name is drawn by the style sheet, so that no caret can get into it (editor.md). */
export const mentionView = (source: MentionSource | null): NodeViewRenderer => ({ node }) => {
  const dom = document.createElement('a')
  dom.className = 'mention'
  dom.contentEditable = 'false'
  dom.draggable = false
  let { attrs } = node
  const show = () => draw(dom, attrs, shownIn(source, attrs))
  let stop = source?.subscribe(show, readMention(attrs) ?? undefined)
  show()
  dom.addEventListener('click', event => {
    const mention = readMention(attrs)
    if (!dom.hasAttribute('href') || !mention || !source || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    source.open(mention)
  })
  return {
    dom,
    update: next => {
      if (next.type !== node.type) return false
      if (attrs !== next.attrs) {
        attrs = next.attrs
        stop?.()
        stop = source?.subscribe(show, readMention(attrs) ?? undefined)
      }
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

function draw(dom: HTMLAnchorElement, { kind }: Record<string, unknown>, { label, href, task }: ShownMention): void {
  dom.dataset['mention'] = String(kind)
  dom.dataset['label'] = label
  dom.setAttribute('aria-label', task?.told ?? label)
  drawTask(dom, task)
  dom.setAttribute('role', href === null ? 'note' : 'link')
  if (href === null) dom.removeAttribute('href')
  else dom.setAttribute('href', href)
}

/** Where a task stands, what it is called and the rest. No words here either: the style sheet draws them. */
function drawTask(dom: HTMLAnchorElement, task: ShownTask | undefined): void {
  const { dataset } = dom
  if (!task) {
    delete dataset['stage']
    dom.replaceChildren()
    return
  }
  dataset['stage'] = task.stage
  if (dom.childElementCount === 0) dom.append(...['mark', 'name', 'detail'].map(part => Object.assign(document.createElement('span'), { className: `mention-${part}`, ariaHidden: 'true' })))
  const [, name, detail] = dom.children as unknown as HTMLSpanElement[]
  if (name) name.dataset['label'] = dataset['label'] ?? ''
  if (!detail) return
  detail.dataset['label'] = task.detail
  detail.toggleAttribute('data-late', task.isLate)
}
