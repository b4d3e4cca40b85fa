import { contentOf } from '@kopa/shared/pages/page.ts'
import * as Y from 'yjs'
import { openPage } from './page-client.ts'
import type { Person, Visitor } from './world.ts'

export type Planted = [name: string, attributes: Record<string, unknown>, ...inside: (Planted | Y.XmlText | string)[]]

/** Writes blocks at the end of a page as any Yjs client could, and waits until a second client sees them. */
export async function plant(visitor: Visitor, pageId: string, blocks: Planted[]): Promise<void> {
  const [writer, reader] = [openPage(visitor, pageId), openPage(visitor, pageId)]
  await Promise.all([writer.synced, reader.synced])
  const before = contentOf(writer.doc).length
  const seen = new Promise<void>(resolve => {
    const look = () => { if (contentOf(reader.doc).length >= before + blocks.length) resolve() }
    reader.doc.on('update', look)
    look()
  })
  contentOf(writer.doc).push(blocks.map(element))
  await seen
  writer.leave()
  reader.leave()
}

/** A page that says this from the beginning. Answers its id. */
export async function newPage(person: Person, workspaceId: string, title: string, blocks: Planted[], rest: { isPrivate?: boolean } = {}): Promise<string> {
  const { page: { id } } = await person.pages.createPage({ workspaceId, title, ...rest })
  await plant(person, id, blocks)
  return id
}

function element([name, attributes, ...inside]: Planted): Y.XmlElement {
  const made = new Y.XmlElement(name)
  // Attributes may be any JSON; Yjs types them as text.
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, inside.map(child => (typeof child === 'string' ? new Y.XmlText(child) : Array.isArray(child) ? element(child) : child)))
  return made
}

export const paragraph = (words: string): Planted => ['paragraph', {}, words]
