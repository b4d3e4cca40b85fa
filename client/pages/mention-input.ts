import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { exitSuggestion, Suggestion } from '@tiptap/suggestion'
import type { Mention } from '@kopa/shared/pages/mention.ts'
import { readMention } from '@kopa/shared/pages/mention.ts'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { MentionPlace, MentionSource } from './mention-source.ts'
import type { SlashStore } from './slash-state.ts'

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
    return [typed('@', parts.named, this.editor), typed('[[', parts.pages, this.editor), pasted(parts, parts.source)]
  },
})

function typed(char: string, store: SlashStore, editor: Parameters<typeof Suggestion>[0]['editor']): Plugin {
  const key = new PluginKey(`mention ${char}`)
  const show = ({ query, range }: { query: string, range: { from: number, to: number } }) => store.show(query.length > mostQuery || query.startsWith(' ') ? null : { query, ...range })
  return Suggestion({
    pluginKey: key,
    editor,
    char,
    allowSpaces: true,
    allowedPrefixes: [' ', '('],
    decorationClass: 'slash',
    dismissOnOutsideClick: false,
    allow: ({ editor: asked, state }) => asked.isEditable && !state.selection.$from.parent.type.spec.code,
    items: () => [],
    render: () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => store.show(null),
      onKeyDown: ({ view, event }) => {
        if (event.key !== 'Escape') return store.press(event)
        const isOpen = store.state() !== null
        if (isOpen) exitSuggestion(view, key)
        return isOpen
      },
    }),
  })
}

/** Enter on a mention that is selected goes where it leads, rather than putting a line in its place. */
function openChosen({ state: { selection } }: EditorView, source: MentionSource | null): boolean {
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'mention') return false
  const mention = readMention(selection.node.attrs)
  const href = mention && source?.show(mention).href
  if (href) source?.open(href)
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
  stopCapturing(view)
  if (type) view.dispatch(view.state.tr.replaceWith(from, from + address.length, type.create({ ...mention })).scrollIntoView())
  stopCapturing(view)
}

function stopCapturing({ state }: EditorView): void {
  const undo = yUndoPluginKey.getState(state) as { undoManager?: { stopCapturing: () => void } } | undefined
  undo?.undoManager?.stopCapturing()
}
