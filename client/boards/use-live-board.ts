import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { noFilter } from '@kopa/shared/boards/filter.ts'
import { reachOf } from '@kopa/shared/policy.ts'
import type { Me } from '../core/session.tsx'
import type { OpenDocument } from '../documents/open-document.ts'
import { isLocked, type SavedState, worseOf } from '../documents/saved-state.ts'
import { useDocumentState } from '../documents/use-document.ts'
import type { Answer, AskedNow } from './asking.ts'
import { useActWords } from './act-words.ts'
import { makeBoardActs } from './board-acts.ts'
import type { BoardAbout, BoardUse } from './board-context.ts'
import { BoardPresence } from './board-presence.ts'
import type { BoardStore } from './board-store.ts'
import { BoardUi } from './board-ui.ts'
import { useBoardEntry } from './boards-queries.ts'
import { remembered } from './board-memory.ts'
import { type Shown, shownOf } from './shown.ts'
import { useOpenPresence } from './use-board-presence.ts'
import { useBoard } from './use-board.ts'
import { type BoardSide, useBoardSide } from './use-board-side.ts'
import { useConsent } from './use-consent.ts'
import { useBoardUploads } from './use-task-uploads.ts'
import type { WhatIf } from './use-sandbox.ts'
import { undoAsked } from './use-undo-keys.ts'

export interface LiveParts extends BoardAbout {
  /** shows a task in full; null closes it */
  openTask: (taskId: string | null) => void
}

export interface OpenedBoard { board: BoardStore, side: BoardSide, saved: SavedState, mayEdit: boolean }

/** The board in a document that was opened beside a page; null: it is not here (yet), or not for this person. */
export function useOpenedBoard(document: OpenDocument, me: Me, { workspaceId, boardId, role, companies }: LiveParts): OpenedBoard | null {
  const { saved: savedBoard, content } = useDocumentState(document)
  const board = useBoard(document)
  const entry = useBoardEntry(workspaceId, boardId)
  const mayWrite = reachOf(role, 'document.edit') !== 'none' && !entry?.archivedAt
  const { side, saved: savedSide } = useBoardSide({ workspaceId, entry, userId: me.id, board, mayBe: mayWrite && companies.length > 1 })
  // Whoever reads a page is not shown to others as somebody who looks at the board.
  useEffect(() => { document.awareness.setLocalState(null) }, [document])
  if (content !== 'here' || !board) return null
  const saved = savedSide ? worseOf(savedBoard, savedSide) : savedBoard
  return { board, side, saved, mayEdit: mayWrite && !isLocked(saved) }
}

/** Nothing is tried out from within a page. */
const noWhatIf: WhatIf = { sandbox: null, begin: () => {}, end: () => {} }

/** What the parts of a board's screen need, where they stand in a page. */
export function useLiveUse(document: OpenDocument, me: Me, { board, side, mayEdit }: OpenedBoard, { workspaceId, workspaceName, boardId, companies, people, openTask }: LiveParts): { use: BoardUse, asked: AskedNow | null, next: (answer: Answer) => void } {
  const [ui] = useState(() => new BoardUi({ baseline: remembered('baseline', { userId: me.id, boardId }) }))
  const [presence] = useState(() => new BoardPresence(document, me.id))
  const words = useActWords()
  useOpenPresence(presence, ui, { isTrying: false })
  const { consent, asked, next } = useConsent({ board, companyId: me.company.id, companies, isShared: side.mayBe })
  const acts = useMemo(() => makeBoardActs(board, me.id, words, consent), [board, me.id, words, consent])
  const place = useMemo(() => ({ workspaceId, boardId }), [workspaceId, boardId])
  const uploads = useBoardUploads(place)
  const use = useMemo(() => ({
    boardId, workspaceName, board, ui, acts, presence, people, companies, mayEdit, side, consent, uploads, place, openTask, whatIf: noWhatIf, me: { id: me.id, companyId: me.company.id, timeZone: me.timeZone },
  }), [boardId, workspaceName, board, ui, acts, presence, people, companies, mayEdit, side, consent, uploads, place, openTask, me.id, me.company.id, me.timeZone])
  return { use, asked, next }
}

/** The whole board, neither filtered nor in lanes. */
export const wholeBoard = (board: BoardStore): Shown => shownOf({
  board, columns: board.columns(), tasks: null, filter: noFilter, grouping: 'none', field: null, view: { now: 0, timeZone: 'UTC', isDone: () => false }, laneNames: new Map(),
})

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) where parts of a board stand in a page: of the board, and not of the page's text. */
export function takesUndo(event: KeyboardEvent, { undo, redo }: { undo: () => void, redo: () => void }): void {
  const act = undoAsked(event)
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  if (act === 'redo') redo()
  else undo()
}
