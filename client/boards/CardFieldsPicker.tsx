import { useLingui } from '@lingui/react/macro'
import type { RefObject } from 'react'
import { Picker } from '../ui/Picker.tsx'
import { useBoardContext } from './board-context.ts'
import { useFields } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useFieldMarks } from './use-field-marks.tsx'

/** Which own fields cards show; in the address, and in a view that is kept. */
export function CardFieldsPicker({ anchor, onClose }: { anchor: RefObject<Element | null>, onClose: () => void }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const [{ card = [] }, change] = useBoardSearch()
  const marksOf = useFieldMarks()
  const choices = useFields(board).map(field => ({ id: field.id, name: field.name || t`Untitled`, isChosen: card.includes(field.id), ...marksOf(field) }))
  function toggle(id: string): void {
    const next = card.includes(id) ? card.filter(other => other !== id) : [...card, id]
    change({ card: next.length > 0 ? next : undefined })
  }
  return <Picker label={t`Shown on cards`} anchor={anchor} isMany choices={choices} onChoose={toggle} onClose={onClose} />
}
