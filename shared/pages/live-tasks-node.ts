import { Node } from '@tiptap/core'
import { liveTaskAttributes, readLiveTasks, writeLiveTasks } from './live-tasks.ts'

const plain = (name: string) => ({ default: null, parseHTML: (element: HTMLElement) => element.getAttribute(`data-tasks-${name}`), rendered: false })

/** A list of a board's tasks as the editor knows it (`live-tasks.ts`). */
export const LiveTasksNode = Node.create({
  name: 'liveTasks',
  group: 'block',
  atom: true,
  draggable: true,
  isolating: true,
  addAttributes: () => Object.fromEntries(liveTaskAttributes.map(name => [name, plain(name)])),
  parseHTML: () => [{ tag: 'div[data-live-tasks]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['div', { ...HTMLAttributes, ...liveTasksHtmlAttributes(node.attrs) }, readLiveTasks(node.attrs).label],
  renderText: ({ node }) => readLiveTasks(node.attrs).label,
})

function liveTasksHtmlAttributes(attributes: Record<string, unknown>): Record<string, string> {
  const written = Object.entries(writeLiveTasks(readLiveTasks(attributes))).flatMap(([name, value]) => (value === null ? [] : [[`data-tasks-${name}`, value] as const]))
  return { 'class': 'live-tasks', 'data-live-tasks': '', ...Object.fromEntries(written) }
}
