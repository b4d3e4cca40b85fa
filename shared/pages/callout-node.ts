import { mergeAttributes, Node, wrappingInputRule } from '@tiptap/core'
import { calloutKindOf, calloutKinds } from './callout-kinds.ts'

const typed = new RegExp(String.raw`^\[!(${calloutKinds.join('|')})\]\s$`, 'i')

/** A passage set apart, of one of five kinds. Typed as in GitHub's markdown: [!tip] and a space. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    kind: {
      default: 'note',
      parseHTML: element => calloutKindOf(element.getAttribute('data-callout')),
      renderHTML: ({ kind }) => ({ 'data-callout': calloutKindOf(kind) }),
    },
  }),
  parseHTML: () => [{ tag: 'aside[data-callout]' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', mergeAttributes({ role: 'note' }, HTMLAttributes), 0],
  /** At the very start of it, Backspace takes the line out, rather than into a callout that stands before. */
  addKeyboardShortcuts() {
    return {
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection
        const isAtStart = empty && $from.parentOffset === 0 && $from.depth > 1 && $from.node(-1).type === this.type && $from.index(-1) === 0
        return isAtStart && editor.commands.lift(this.name)
      },
    }
  },
  addInputRules() {
    return [wrappingInputRule({
      find: typed, type: this.type, getAttributes: ([, kind]: RegExpMatchArray) => ({ kind: calloutKindOf(kind?.toLowerCase()) }), joinPredicate: () => false,
    })]
  },
})
