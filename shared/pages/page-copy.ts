import type * as Y from 'yjs'
import { readPage } from './page-content.ts'
import { fillPage } from './page-verbs.ts'

/** `title`: null, it has none (the description of a task) */
export interface PageCopy { title: string | null }

/** Writes into an empty page what another one says. What a company keeps for itself in it lies elsewhere, and stays there. */
export function copyPage(from: Y.Doc, into: Y.Doc, { title }: PageCopy): void {
  const { content, settings = {} } = readPage(from)
  into.transact(() => fillPage(into, { content, settings, ...title !== null && { title } }))
}
