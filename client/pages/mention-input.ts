import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Mention } from '@kopa/shared/pages/mention.ts'
import { readMention } from '@kopa/shared/pages/mention.ts'
import type { MentionPlace, MentionSource } from './mention-source.ts'
import { menuBehind, type SlashStore } from './slash-state.ts'
import { beginUndoStep } from './undo-steps.ts'

/** What of mentions an editor is made with. */
export interface MentionParts {
  source: MentionSource | null
  place: () => MentionPlace
  /** what is typed behind "@", and behind "[[" */
  named: SlashStore
  pages: SlashStore
}

const mostQuery = 60

/** "@" names people, pages, tasks and dates, "[[" pages; a pasted address of a page of this workspace becomes its mention. */
export const MentionInput = Extension.create<{ parts: MentionParts | null }>({
  name: 'mentionInput',
  addOptions: () => ({ parts: null }),
  addKeyboardShortcuts() {
    return { Enter: () => openChosen(this.editor.view, this.options.parts?.source ?? null) }
  },
  addProseMirrorPlugins() {
    const { parts } = this.options
    if (!parts?.source) return []
    return [...([['@', parts.named], ['[[', parts.pages]] as const).map(([char, store]) => menuBehind({ name: `mention ${char}`, char, store, editor: this.editor, mostQuery, rest: { allowSpaces: true, allowedPrefixes: [' ', '('] } })), pasted(parts, parts.source)]
  },
})

/** Enter on a mention that is selected goes where it leads, rather than putting a line in its place. */
function openChosen({ state: { selection } }: EditorView, source: MentionSource | null): boolean {
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'mention') return false
  const mention = readMention(selection.node.attrs)
  if (mention && source?.show(mention).href) source.open(mention)
  return true
}

const pasted = ({ place }: MentionParts, source: MentionSource): Plugin => new Plugin({
  props: {
    handlePaste: (view, event) => {
      const address = event.clipboardData?.getData('text/plain').trim() ?? ''
      const { selection } = view.state
      if (!view.editable || !selection.empty || selection.$from.parent.type.spec.code || /\s/.test(address)) return false
      const mention = source.findByAddress(address, place())
      if (mention) putInStepwise(view, address, mention)
      return mention !== null
    },
  },
})

/** First the address, then what it names: two acts, so that undo gives the address back. */
function putInStepwise(view: EditorView, address: string, mention: Mention): void {
  const { from } = view.state.selection
  const type = view.state.schema.nodes['mention']
  view.dispatch(view.state.tr.insertText(address))
  beginUndoStep(view.state)
  if (type) view.dispatch(view.state.tr.replaceWith(from, from + address.length, type.create({ ...mention })).scrollIntoView())
  beginUndoStep(view.state)
}
