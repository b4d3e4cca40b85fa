import type { Column } from '@kopa/shared/boards/column.ts'
import type { Role } from '@kopa/shared/policy.ts'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { BoardActs } from './board-acts.ts'
import type { BoardPresence } from './board-presence.ts'
import type { BoardStore } from './board-store.ts'
import type { BoardUi, UiState } from './board-ui.ts'
import type { BoardPlace } from './proposals-queries.ts'
import type { Shown } from './shown.ts'
import type { TaskUploads } from './task-uploads.ts'
import type { BoardSide } from './use-board-side.ts'
import type { Consent } from './use-consent.ts'
import type { WhatIf } from './use-sandbox.ts'

export interface BoardPerson { userId: string, name: string, companyId: string, timeZone: string }
export interface BoardCompany { id: string, name: string, color: number }

/** Which board is opened, and who is in its workspace. */
export interface BoardAbout {
  workspaceId: string
  workspaceName: string
  boardId: string
  role: Role
  companies: readonly BoardCompany[]
  people: readonly BoardPerson[]
}

/** What every part of a board's screen needs; the same object for as long as the board is open. */
export interface BoardUse {
  /** of the board and of its document */
  boardId: string
  workspaceName: string
  /** what is shown and changed: the live board, or a sandbox of it */
  board: BoardStore
  ui: BoardUi
  acts: BoardActs
  presence: BoardPresence
  people: readonly BoardPerson[]
  companies: readonly BoardCompany[]
  /** who looks */
  me: { id: string, companyId: string, timeZone: string }
  mayEdit: boolean
  whatIf: WhatIf
  side: BoardSide
  consent: Consent
  uploads: TaskUploads
  place: BoardPlace
  /** shows a task in the panel; null closes it */
  openTask: (id: string | null) => void
}

export const BoardContext = createContext<BoardUse | null>(null)
export const ShownContext = createContext<Shown | null>(null)

export function useBoardContext(): BoardUse {
  const use = useContext(BoardContext)
  if (!use) throw new Error('a part of a board outside of one')
  return use
}

export function useShownCards(): Shown {
  const shown = useContext(ShownContext)
  if (!shown) throw new Error('cards outside of a board')
  return shown
}

/** `read` answers plain values or what is in the state itself. */
export function useUi<T>(read: (state: UiState) => T): T {
  const { ui } = useBoardContext()
  return useSyncExternalStore(ui.subscribe, () => read(ui.state()))
}

export const personIn = ({ people }: Pick<BoardUse, 'people'>, userId: string): BoardPerson | undefined => people.find(person => person.userId === userId)
export const companyIn = ({ companies }: Pick<BoardUse, 'companies'>, id: string | null): BoardCompany | undefined => companies.find(company => company.id === id)
export const columnIn = (columns: readonly Column[], id: string): Column | undefined => columns.find(column => column.id === id) ?? columns[0]
