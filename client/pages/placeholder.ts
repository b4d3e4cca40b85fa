import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Quiet words in the empty paragraph that holds the caret, and in empty headings; drawn by CSS from data-placeholder. */
export const Placeholder = Extension.create<{ paragraph: () => string, /** of what opens to more */ line: () => string, heading: (level: number) => string }>({
  name: 'placeholder',
  addOptions: () => ({ paragraph: () => '', line: () => '', heading: () => '' }),
  addProseMirrorPlugins() {
    const { paragraph, line, heading } = this.options
    return [new Plugin({
      props: {
        decorations: ({ doc, selection }) => {
          const { $from, empty } = selection
          const block = $from.parent
          if (!this.editor.isEditable || !empty || block.content.size > 0) return null
          const isLine = $from.depth > 1 && $from.node(-1).type.name === 'details' && $from.index(-1) === 0
          const words = isLine ? line() : block.type.name === 'heading' ? heading(Number(block.attrs['level'])) : block.type.name === 'paragraph' ? paragraph() : ''
          if (!words) return null
          return DecorationSet.create(doc, [Decoration.node($from.before(), $from.after(), { class: 'is-empty', 'data-placeholder': words })])
        },
      },
    })]
  },
})
