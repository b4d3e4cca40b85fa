import { Node, wrappingInputRule } from '@tiptap/core'
import { NodeRange } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/**
 * A line that opens to what belongs under it. Its first block is the line; a heading may be one. Any blocks fit, so that whatever
 * two people do to it at once still is one. Whether it is open is each reader's own and not in the document.
 */
export const Details = Node.create({
  name: 'details',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [
    { tag: 'details' },
    // A summary that holds blocks is seen through: the first of them is the line.
    { tag: 'details > summary', node: 'paragraph', getAttrs: summary => (summary.querySelector('p, h1, h2, h3, h4, h5, h6, ul, ol, div') ? false : null) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['details', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      // An empty last line leads out; one between others stays inside, rather than making two of it.
      Enter: ({ editor }) => {
        const place = lineOf(editor.state, this.name)
        return place !== null && place.isEmpty && !place.isLast && editor.commands.splitBlock()
      },
      Backspace: ({ editor }) => {
        const place = lineOf(editor.state, this.name)
        return place !== null && place.index === 0 && place.offset === 0 && editor.commands.command(({ state, tr }) => {
          tr.lift(place.whole(state), place.depth - 1)
          return true
        })
      },
    }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^>>\s$/, type: this.type, joinPredicate: () => false })]
  },
})

/** The line of a block of this name that the caret stands in, or null. */
function lineOf({ selection: { $from, empty } }: EditorState, name: string) {
  const depth = $from.depth - 1
  if (!empty || depth < 1 || $from.node(depth).type.name !== name) return null
  const [index, { childCount }] = [$from.index(depth), $from.node(depth)]
  const whole = ({ doc }: EditorState) => new NodeRange(doc.resolve($from.start(depth)), doc.resolve($from.end(depth)), depth)
  return { index, depth, offset: $from.parentOffset, isEmpty: $from.parent.content.size === 0, isLast: index === childCount - 1, whole }
}
