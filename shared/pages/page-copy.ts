import type * as Y from 'yjs'
import { isFileAddress } from './file-address.ts'
import { readMention } from './mention.ts'
import { readPage } from './page-content.ts'
import type { PageNode } from './page-json.ts'
import { fillPage, type PageContent } from './page-verbs.ts'

/**
 * - `title`: null, it has none (the description of a task)
 * - `files`: those that the copy has of its own, by the ids that are named so far
 * - `pages`: pages that are copied together: what names one of them names its copy
 * - `isTold`: what the copy says is answered, too
 */
export interface PageCopy { title: string | null, files?: Readonly<Record<string, string>>, pages?: Readonly<Record<string, string>>, isTold?: boolean }

/** `files`: which of them are named, by the ids that were named so far */
export interface CopiedPage { files: string[], content: PageContent | null }

/** Writes into an empty page what another one says. What a company keeps for itself in it lies elsewhere, and stays there. */
export function copyPage(from: Y.Doc, into: Y.Doc, { title, files = {}, pages = {}, isTold = false }: PageCopy): CopiedPage {
  const { content, settings = {} } = readPage(from)
  const names: Names = { files, pages, used: new Set() }
  const copy: PageContent = { content: content.map(node => renamed(node, names)), settings: withOwnCover(settings, names), ...title !== null && { title } }
  into.transact(() => fillPage(into, copy))
  return { files: [...names.used], content: isTold ? copy : null }
}

interface Names { files: Readonly<Record<string, string>>, pages: Readonly<Record<string, string>>, used: Set<string> }

const own = (names: Readonly<Record<string, string>>, id: string): string | undefined => (Object.hasOwn(names, id) ? names[id] : undefined)

function fileOf(id: string, { files, used }: Names): string {
  const copy = own(files, id)
  if (copy === undefined) return id
  used.add(id)
  return copy
}

function renamed(node: PageNode, names: Names): PageNode {
  const { type, attrs = {}, content, marks } = node
  const { src, id } = attrs
  if (type === 'image' && isFileAddress(src)) return { ...node, attrs: { ...attrs, src: `${fileAddress}${fileOf(src.slice(fileAddress.length), names)}` } }
  if (type === 'mention' && readMention(attrs)?.kind === 'page') return { ...node, attrs: { ...attrs, id: own(names.pages, String(id)) ?? id } }
  return {
    ...node,
    ...content && { content: content.map(inner => renamed(inner, names)) },
    ...marks && { marks: marks.map(mark => (mark.type === 'link' ? { ...mark, attrs: { ...mark.attrs, href: linkTo(mark.attrs?.['href'], names) } } : mark)) },
  }
}

const fileAddress = '/api/files/'

/** The address of a page ends with its id. */
function linkTo(href: unknown, { pages }: Names): unknown {
  const [whole, before = '', id = ''] = (typeof href === 'string' && pageAddress.exec(href)) || []
  const copy = own(pages, id)
  return whole === undefined || copy === undefined ? href : `${before}${copy}`
}
const pageAddress = /^(.*\/w\/[0-9a-f-]{36}\/p\/)([0-9a-f-]{36})$/

function withOwnCover(settings: Record<string, unknown>, names: Names): Record<string, unknown> {
  const { cover } = settings
  const { fileId } = (typeof cover === 'object' && cover !== null ? cover : {}) as { fileId?: unknown }
  return typeof fileId === 'string' ? { ...settings, cover: { ...cover as object, fileId: fileOf(fileId, names) } } : settings
}
