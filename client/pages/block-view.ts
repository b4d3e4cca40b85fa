import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'

interface BlockElements {
  dom: HTMLElement
  /** where what the block holds is drawn */
  contentDOM: HTMLElement
  /** the reader's own part of it: what is pressed and typed there is none of the editor's */
  control: HTMLElement
}

/** A block that holds others and has a control of its own, in plain DOM. `show` draws what its attributes say, now and whenever they change. */
export function blockView({ node }: Pick<NodeViewRendererProps, 'node'>, { dom, contentDOM, control }: BlockElements, show: (node: Node) => void): NodeView {
  const draw = (shown: Node): void => {
    const id: unknown = shown.attrs['id']
    if (typeof id === 'string') dom.dataset['id'] = id
    show(shown)
  }
  draw(node)
  return {
    dom,
    contentDOM,
    update: next => {
      if (next.type !== node.type) return false
      draw(next)
      return true
    },
    stopEvent: ({ target }) => target === control,
    ignoreMutation: mutation => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  }
}
