import { Node } from '@tiptap/core'
import { mentionLabel, readMention } from './mention.ts'

const plain = (name: string) => ({ default: null, parseHTML: (element: HTMLElement) => element.getAttribute(name), rendered: false })

/** A mention as the editor knows it (`mention.ts`). What is pasted is one only if it names something. */
export const MentionNode = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ kind: plain('data-mention'), id: plain('data-mention-id'), label: plain('data-mention-label'), board: plain('data-mention-board') }),
  parseHTML: () => [{ tag: 'span[data-mention]', getAttrs: element => (readMention(attributesOf(element)) ? null : false) }],
  renderHTML: ({ node }) => ['span', htmlAttributes(node.attrs), mentionLabel(node.attrs)],
  renderText: ({ node }) => mentionLabel(node.attrs),
})

const attributesOf = ({ dataset }: HTMLElement) => ({ kind: dataset['mention'], id: dataset['mentionId'], label: dataset['mentionLabel'], board: dataset['mentionBoard'] })

function htmlAttributes(attributes: Record<string, unknown>): Record<string, string> {
  const mention = readMention(attributes)
  if (!mention) return { class: 'mention' }
  const { kind, id, label, board } = mention
  return { 'class': 'mention', 'data-mention': kind, 'data-mention-id': id, 'data-mention-label': label, ...board !== undefined && { 'data-mention-board': board } }
}
