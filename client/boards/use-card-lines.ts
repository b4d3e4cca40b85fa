import type { Task } from '@kopa/shared/boards/task.ts'
import { createContext, useContext, useMemo } from 'react'
import { useBoardContext, useUi } from './board-context.ts'
import { type CardLine, type CardTeller, cardTeller } from './card-lines.ts'
import { useFields } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { type CellWords, useCellWords } from './use-cell-words.ts'

export interface CardWords { words: CellWords, tell: CardTeller }

/** How cards tell what they say in own fields: made once for all of them. */
export const CardWordsContext = createContext<CardWords | null>(null)

/** The fields that the address asks cards to show, in the order of the board. */
export function useCardWords(): CardWords {
  const { board } = useBoardContext()
  const fields = useFields(board)
  const words = useCellWords()
  const [{ card }] = useBoardSearch()
  return useMemo(() => ({ words, tell: cardTeller(fields.filter(({ id }) => card?.includes(id)), words.text) }), [fields, words, card])
}

const none: readonly CardLine[] = []

/** Drawn anew only when the task says something else in them, also where a formula reads other tasks. */
export function useCardLines(task: Task | undefined): { words: CellWords, lines: readonly CardLine[] } {
  const told = useContext(CardWordsContext)
  if (!told) throw new Error('a card outside of a board')
  const lines = useUi(({ formulas }) => (task ? told.tell(task, formulas) : none))
  return { words: told.words, lines }
}
