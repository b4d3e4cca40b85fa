import type { NodeViewRenderer } from '@tiptap/core'

const mostPreview = 300

/** What this Kopa does not know is shown in a quiet box, and kept exactly as it is. */
export const unknownView = (say: (name: string) => string): NodeViewRenderer => ({ node }) => {
  const dom = document.createElement(node.isInline ? 'span' : 'div')
  dom.className = 'unknown'
  dom.contentEditable = 'false'
  dom.dataset['label'] = say(node.type.name)
  dom.setAttribute('role', 'note')
  dom.setAttribute('aria-label', say(node.type.name))
  const show = (text: string) => { dom.textContent = text.length > mostPreview ? `${text.slice(0, mostPreview)}…` : text }
  show(node.textContent)
  return {
    dom,
    update: next => {
      if (next.type !== node.type) return false
      show(next.textContent)
      return true
    },
    ignoreMutation: () => true,
  }
}
