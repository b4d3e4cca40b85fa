import { Node } from '@tiptap/core'

/** Where the page's headings are listed. It holds nothing: the list is made where it is shown. */
export const TableOfContents = Node.create({
  name: 'tableOfContents',
  group: 'block',
  atom: true,
  selectable: true,
  parseHTML: () => [{ tag: 'nav[data-contents]' }],
  renderHTML: ({ HTMLAttributes }) => ['nav', { ...HTMLAttributes, 'data-contents': '' }],
})
