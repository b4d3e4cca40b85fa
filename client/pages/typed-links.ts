import { Extension, InputRule } from '@tiptap/core'
import { toSafeLink } from '@kopa/shared/pages/safe-link.ts'

const address = /(?:^|\s)((?:https?:\/\/|www\.)[^\s]+)\s$/

/**
 * An address followed by a space becomes a link. (Tiptap's own autolink also looks at what others wrote, on every screen
 * at once.)
 */
export const TypedLinks = Extension.create({
  name: 'typedLinks',
  addInputRules() {
    return [new InputRule({
      find: address,
      handler: ({ state, range, match }) => {
        const words = (match[1] ?? '').replace(/[.,;:!?)]+$/, '')
        const href = toSafeLink(words)
        const type = state.schema.marks['link']
        if (!href || !type) return null
        const from = range.to - (match[1]?.length ?? 0)
        state.tr.addMark(from, from + words.length, type.create({ href })).insertText(' ', range.to)
      },
    })]
  },
})
