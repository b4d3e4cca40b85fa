import { type Extensions, Extension, flattenExtensions, getSchema, type Node as TiptapNode } from '@tiptap/core'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Image } from '@tiptap/extension-image'
import { Link } from '@tiptap/extension-link'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { StarterKit } from '@tiptap/starter-kit'
import { MentionNode } from './mention-node.ts'
import { LiveTasksNode } from './live-tasks-node.ts'
import { Callout } from './callout-node.ts'
import { isFileAddress } from './file-address.ts'
import { Column, Columns } from './columns-node.ts'
import { TableOfContents } from './contents-node.ts'
import { Details } from './details-node.ts'
import { isSafeLink } from './safe-link.ts'

/** Blocks that carry an `id` of their own: what comments, versions and links to a block point at. */
export const blocksWithId: readonly string[] = [
  'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem',
  'blockquote', 'callout', 'details', 'columns', 'column', 'tableOfContents', 'codeBlock', 'table', 'tableRow', 'tableCell', 'tableHeader', 'image', 'horizontalRule', 'liveTasks',
]
const blocksWithDirection = ['paragraph', 'heading', 'bulletList', 'orderedList', 'taskList', 'blockquote', 'table']

const BlockAttributes = Extension.create({
  name: 'blockAttributes',
  addGlobalAttributes: () => [
    {
      types: [...blocksWithId],
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: element => element.getAttribute('data-id'),
          renderHTML: ({ id }) => (id ? { 'data-id': String(id) } : {}),
        },
      },
    },
    {
      types: blocksWithDirection,
      attributes: {
        // Null is never written into the document: the direction follows the text unless somebody chose one.
        dir: {
          default: null,
          parseHTML: element => (element.dir === 'rtl' || element.dir === 'ltr' ? element.dir : null),
          renderHTML: ({ dir }) => ({ dir: dir === 'rtl' || dir === 'ltr' ? dir : 'auto' }),
        },
      },
    },
  ],
})

/** Whatever a document says, the rendered link is one that is safe to open. */
const PageLink = Link.extend({
  inclusive: false,
  addAttributes: () => ({ href: { default: null, parseHTML: element => element.getAttribute('href') } }),
  renderHTML: ({ HTMLAttributes }) => {
    if (!isSafeLink(HTMLAttributes['href'])) return ['span', { 'data-unsafe-link': '' }, 0]
    return ['a', { href: HTMLAttributes['href'], target: '_blank', rel: 'noopener noreferrer nofollow' }, 0]
  },
}).configure({ openOnClick: false, autolink: false, linkOnPaste: true, defaultProtocol: 'https', isAllowedUri: url => isSafeLink(url) })

const PageImage = Image.extend({
  addAttributes: () => ({
    src: { default: null },
    alt: { default: null },
    width: { default: null, parseHTML: element => Number(element.getAttribute('width')) || null },
    height: { default: null, parseHTML: element => Number(element.getAttribute('height')) || null },
  }),
  parseHTML: () => [{ tag: 'img[src]', getAttrs: image => (isFileAddress(image.getAttribute('src')) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => {
    const { src, ...others } = HTMLAttributes
    return ['img', isFileAddress(src) ? { src, ...others } : others]
  },
})

/** y-tiptap marks so what came out of the document rather than from this person's hands (undo, too). */
export const isRemote = (transaction: Transaction): boolean => Boolean(transaction.getMeta('y-sync$'))

/**
 * ProseMirror mends uneven tables after every change. Were it to mend what others changed too, two people's screens would
 * each add the missing cell, and see one too many the next moment, for ever.
 */
const PageTable = Table.extend({
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(mendOnlyOwnChanges)
  },
}).configure({ resizable: false, View: null })

function mendOnlyOwnChanges(plugin: Plugin): Plugin {
  const mend = plugin.spec.appendTransaction
  if (!mend) return plugin
  return new Plugin({
    ...plugin.spec,
    appendTransaction: (transactions, before, after) => transactions.some(isRemote) ? null : mend.call(plugin, transactions, before, after),
  })
}

/**
 * The one list of what a page may hold. Names and attributes are stored in documents for ever: add, never rename.
 * Flat, so that a client can replace a part by its name (`withParts`).
 */
export function pageExtensions(): Extensions {
  return flattenExtensions([
    StarterKit.configure({ undoRedo: false, trailingNode: false, link: false, codeBlock: false, heading: { levels: [1, 2, 3, 4] }, dropcursor: { class: 'drop-line', color: false } }),
    CodeBlock.configure({ enableTabIndentation: true }),
    PageLink, PageImage, TaskList, TaskItem.configure({ nested: true }), Callout, Details, Columns, Column, TableOfContents,
    PageTable, TableRow, TableHeader, TableCell, BlockAttributes,
    MentionNode, LiveTasksNode,
  ]).filter(extension => !broughtByOthers.test(extension.name))
}

/** Flattening leaves the kit itself, and parts that list items bring along again. */
const broughtByOthers = /^starterKit$|BranchingDeleteKeymap$/

/** The same list with some parts changed, by name. */
export const withParts = (extensions: Extensions, parts: Record<string, (part: TiptapNode) => TiptapNode>): Extensions =>
  extensions.map(extension => parts[extension.name]?.(extension as TiptapNode) ?? extension)

export const pageSchema = () => getSchema(pageExtensions())
