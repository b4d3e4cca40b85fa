import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Icon } from '../ui/Icon.tsx'
import { columnIn, useBoardContext } from './board-context.ts'
import type { Cell } from './table-cells.ts'
import { fieldIdOf } from './table-columns.ts'
import { cellOfGroup, isChosen, type TableGrouping } from './table-lines.ts'
import { useColumns, useFields } from './use-board.ts'
import { stageIcons } from './use-board-words.ts'
import { useCellWords } from './use-cell-words.ts'
import { useChoiceNames } from './use-choice-names.tsx'
import { useLaneNames } from './use-lane-names.tsx'

/** What a group of the table is called and marked with. */
export function useGroupNames(grouping: TableGrouping): (group: string) => { name: string, mark: ReactNode } {
  const { t } = useLingui()
  const use = useBoardContext()
  const columns = useColumns(use.board)
  const field = useFields(use.board).find(({ id }) => id === fieldIdOf(grouping))
  const tellLane = useLaneNames()
  const tellGroup = useValueGroupNames()
  const tellChoice = useChoiceNames()
  return group => {
    if (grouping === 'column') {
      const column = columnIn(columns, group)
      return { name: column?.title || t`Untitled`, mark: column ? <Icon of={stageIcons[column.stage]} /> : null }
    }
    if (!field) return tellLane(group)
    if (isChosen(field)) return tellChoice(field, group)
    return { name: group === '' ? t`Nothing` : group === 'yes' ? t`Yes` : tellGroup(cellOfGroup(group)), mark: null }
  }
}

/** Months by their name, all else as in its cell. */
function useValueGroupNames(): (cell: Cell) => string {
  const { locale } = useLocale()
  const words = useCellWords()
  return cell => (cell.is === 'day' ? new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${cell.day}T12:00:00Z`)) : words.text(cell))
}
