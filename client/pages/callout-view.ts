import type { NodeViewRenderer } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type CalloutKind, calloutKindOf, calloutKinds } from '@kopa/shared/pages/callout-kinds.ts'
import { blockView } from './block-view.ts'
import { chooseInText } from './select-in-text.ts'
import { beginUndoStep } from './undo-steps.ts'

export interface CalloutWords { kind: string, kinds: Record<CalloutKind, string> }

/** A callout whose kind is a word that is also the choice of another. Plain DOM. */
export const calloutView = (words: CalloutWords): NodeViewRenderer => ({ node, editor, getPos }) => {
  const dom = document.createElement('aside')
  const contentDOM = document.createElement('div')
  const select = kindSelect(words)
  select.disabled = !editor.isEditable
  dom.setAttribute('role', 'note')
  dom.append(select, contentDOM)
  const show = ({ attrs: { kind } }: Node) => {
    select.value = calloutKindOf(kind)
    dom.dataset['callout'] = select.value
    dom.setAttribute('aria-label', words.kinds[calloutKindOf(kind)])
  }
  chooseInText(select, () => editor.view, kind => {
    const position = getPos()
    if (position === undefined) return
    beginUndoStep(editor.state)
    editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'kind', kind))
  })
  return blockView({ node }, { dom, contentDOM, control: select }, show)
}

function kindSelect({ kind, kinds }: CalloutWords): HTMLSelectElement {
  const select = document.createElement('select')
  select.contentEditable = 'false'
  select.setAttribute('aria-label', kind)
  select.append(...calloutKinds.map(value => new Option(kinds[value], value)))
  return select
}
