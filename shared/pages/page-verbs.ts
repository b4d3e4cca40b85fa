import * as Y from 'yjs'
import { limits } from '../documents/protocol.ts'
import { putInPlace } from './in-place.ts'
import { contentOf, titleOf } from './page.ts'
import { appendNodes, type PageNode } from './page-json.ts'
import { addSettings, readAllSettings } from './page-settings.ts'
import { addPassage, type WholePassage } from './passages.ts'

/** What a new page starts with. */
export interface PageContent { title?: string, content?: PageNode[], passages?: WholePassage[], settings?: Record<string, unknown> }

/** Replaces the title, touching only what differs, so that a person typing in it keeps their caret. */
export function setPageTitle(doc: Y.Doc, title: string): void {
  const text = titleOf(doc)
  const old = text.toJSON()
  const wanted = title.slice(0, limits.titleCharacters)
  const start = sharedStart(old, wanted)
  const end = sharedEnd(old.slice(start), wanted.slice(start))
  text.delete(start, old.length - start - end)
  text.insert(start, wanted.slice(start, wanted.length - end))
}

/** Writes title and body of a page; what is there already stays above. */
export function fillPage(doc: Y.Doc, { title, content, passages = [], settings = {} }: PageContent): void {
  if (title !== undefined) setPageTitle(doc, title)
  if (content) appendNodes(contentOf(doc), putInPlace(content))
  for (const passage of passages) addPassage(doc, passage)
  addSettings(doc, settings)
}

/** Has nobody written in it yet? */
export const isBlankPage = (doc: Y.Doc): boolean => contentOf(doc).toArray().every(block => isEmptyLine(block))

function isEmptyLine(block: unknown): boolean {
  if (block instanceof Y.XmlText) return block.length === 0
  return block instanceof Y.XmlElement && block.nodeName === 'paragraph' && block.toArray().every(part => part instanceof Y.XmlText && part.length === 0)
}

/** Makes a page in which nobody has written yet say what a template says; title, icon and the like that it has already stay. @returns whether it did */
export function beginPage(doc: Y.Doc, { title, content = [], settings = {} }: PageContent): boolean {
  if (!isBlankPage(doc)) return false
  contentOf(doc).delete(0, contentOf(doc).length)
  const chosen = Object.keys(readAllSettings(doc))
  const missing = Object.fromEntries(Object.entries(settings).filter(([key]) => !chosen.includes(key)))
  fillPage(doc, { content, settings: missing, ...titleOf(doc).length === 0 && title !== undefined && { title } })
  return true
}

function sharedStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  return isHalf(one, at) ? at - 1 : at
}

function sharedEnd(one: string, other: string): number {
  let size = 0
  while (size < one.length && size < other.length && one.at(-1 - size) === other.at(-1 - size)) size++
  return size > 0 && isHalf(one, one.length - size) ? size - 1 : size
}

/** Would a cut before `at` split a character that takes two UTF-16 units? */
const isHalf = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at - 1)
  return at > 0 && at <= text.length && unit >= 0xd800 && unit <= 0xdbff
}
