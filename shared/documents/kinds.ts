import type * as Y from 'yjs'
import { fillBoard, readWholeBoard, revertBoard, type WholeBoard } from '../boards/board-content.ts'
import { type BoardCopy, copyBoard } from '../boards/board-copy.ts'
import { projectBoard, type BoardProjection } from '../boards/board-projection.ts'
import { setBoardTitle } from '../boards/board-settings.ts'
import { calendarAccepted } from '../boards/calendar-changes.ts'
import { handOverAccepted, linksAccepted, moveAccepted, removalAccepted } from '../boards/consent.ts'
import { changeDeadline, finishTask, followInSide, groundOf, reopenTask } from '../boards/finish-verbs.ts'
import { carryOutRules, isTakenBack, takeBackRun } from '../boards/rule-verbs.ts'
import { copyPage, type PageCopy } from '../pages/page-copy.ts'
import { readPage, revertPage, type WholePage } from '../pages/page-content.ts'
import { misplacedIn } from '../pages/misplaced.ts'
import { pageHtml } from '../pages/page-html.ts'
import { type PageSettings, readPageSettings } from '../pages/page-settings.ts'
import { projectPage, type PageProjection } from '../pages/projection.ts'
import { beginPage, fillPage, setPageTitle, type PageContent } from '../pages/page-verbs.ts'

/**
 * What may stand directly in a root type: text and marks, or shared types by their Yjs reference number; under keys (a map),
 * plain values or shared types.
 */
export interface RootRule { isMap: boolean, /** text in a sequence, plain values in a map */ isText: boolean, types: number[] }

/** A change the server makes to a document, in the name of a person. Its arguments are plain data, and what it says of what it did. */
export type Verb = (doc: Y.Doc, ...args: never[]) => unknown

export interface KindModel<P> {
  roots: Record<string, RootRule>
  /** What lists and search need to know of the document. Pure; may be run again at any time. */
  project: (doc: Y.Doc) => P
  /** All that the document says, as plain data: what a version shows and what its hash is made of. */
  read: (doc: Y.Doc) => object
  verbs: Record<string, Verb>
  /** Writes into an empty document what this one says, as `how` wants it; answers, as plain data, what it is called there. */
  copy: (from: Y.Doc, into: Y.Doc, how: never, newId: () => string) => unknown
  /** Finds what stands where no reader can hold it, beyond what the roots' rules say: to be asked of each new item. `fill` puts it right. */
  misplacedIn?: (doc: Y.Doc) => (item: Y.Item) => boolean
}

const text: RootRule = { isMap: false, isText: true, types: [] }
/** XmlElement (3) and XmlText (6), as y-tiptap writes blocks. */
const blocks: RootRule = { isMap: false, isText: false, types: [3, 6] }
const values: RootRule = { isMap: true, isText: true, types: [] }
/** Maps (1) under ids. */
const entries: RootRule = { isMap: true, isText: false, types: [1] }

/** The one table of document kinds. */
export const kinds = {
  page: { roots: { title: text, content: blocks, passages: entries, page: values }, project: doc => ({ ...projectPage(doc), html: pageHtml(doc), settings: readPageSettings(doc) }), read: readPage, misplacedIn, verbs: { setTitle: setPageTitle, fill: fillPage, begin: beginPage, revert: revertPage }, copy: copyPage } satisfies KindModel<SettledPage>,
  board: {
    roots: { settings: values, columns: entries, tasks: entries, links: values, calendars: values, labels: values, fields: values, views: values, baselines: values, extras: values },
    project: projectBoard, read: readWholeBoard, verbs: { setTitle: setBoardTitle, fill: fillBoard, revert: revertBoard, moveAccepted, handOverAccepted, linksAccepted, removalAccepted, calendarAccepted, carryOutRules, takeBackRun, isTakenBack, groundOf, finishTask, reopenTask, followInSide, changeDeadline }, copy: copyBoard,
  } satisfies KindModel<BoardProjection>,
}

export type Kind = keyof typeof kinds
/** What a version of a document says. */
export interface Contents { page: WholePage, board: WholeBoard }
/** `html`: the body, to be looked at without an editor. */
type SettledPage = PageProjection & { html: string, settings: PageSettings }
export interface Projections { page: SettledPage, board: BoardProjection }
/** How a document of each kind is copied. */
export interface Copies { page: PageCopy, board: BoardCopy }
/** What a document may start with. */
export interface Starts { page: PageContent, board: Partial<WholeBoard> }
