import type { NodeViewRenderer } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { blockView } from './block-view.ts'
import { isOpenNode, toggleDetails } from './details-folds.ts'

export interface DetailsWords { toggle: (line: string) => string }

/** A line with the sign that opens it; what is hidden is the folds' to say (details-folds.ts). Plain DOM. */
export const detailsView = (words: DetailsWords): NodeViewRenderer => ({ node, editor, getPos }) => {
  const dom = document.createElement('div')
  const contentDOM = document.createElement('div')
  const sign = document.createElement('button')
  dom.className = 'details'
  sign.type = 'button'
  sign.contentEditable = 'false'
  dom.append(sign, contentDOM)
  const show = (shown: Node) => {
    sign.setAttribute('aria-expanded', String(isOpenNode(shown)))
    sign.setAttribute('aria-label', words.toggle(shown.firstChild?.textContent ?? ''))
  }
  // The caret stays where it is.
  sign.addEventListener('mousedown', event => event.preventDefault())
  sign.addEventListener('click', () => {
    const position = getPos()
    if (position !== undefined) toggleDetails(editor.view, position)
  })
  return blockView({ node }, { dom, contentDOM, control: sign }, show)
}
