import type * as Y from 'yjs'
import { projectPage, type PageProjection } from '../pages/projection.ts'
import { fillPage, setPageTitle, type PageContent } from '../pages/page-verbs.ts'

/** What may stand directly in a root type: text and marks, or shared types by their Yjs reference number. */
export interface RootRule { isText: boolean, types: number[] }

/** A change the server makes to a document, in the name of a person. Its arguments are plain data. */
export type Verb = (doc: Y.Doc, ...args: never[]) => void

export interface KindModel<P> {
  roots: Record<string, RootRule>
  /** What lists and search need to know of the document. Pure; may be run again at any time. */
  project: (doc: Y.Doc) => P
  verbs: Record<string, Verb>
}

const text: RootRule = { isText: true, types: [] }
/** XmlElement (3) and XmlText (6), as y-tiptap writes blocks. */
const blocks: RootRule = { isText: false, types: [3, 6] }

/** The one table of document kinds. */
export const kinds = {
  page: { roots: { title: text, content: blocks }, project: projectPage, verbs: { setTitle: setPageTitle, fill: fillPage } } satisfies KindModel<PageProjection>,
  board: { roots: {}, project: () => ({}), verbs: {} } satisfies KindModel<object>,
}

export type Kind = keyof typeof kinds
export interface Projections { page: PageProjection, board: object }
/** What a document may start with. */
export interface Starts { page: PageContent, board: never }
