import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { columnIn, companyIn, personIn, useBoardContext } from './board-context.ts'
import { LabelChip } from './LabelChip.tsx'
import { fieldIdOf } from './table-columns.ts'
import type { TableGrouping } from './table-lines.ts'
import { useColumns, useFields } from './use-board.ts'
import { stageIcons } from './use-board-words.ts'
import { useLaneNames } from './use-lane-names.tsx'

/** What a group of the table is called and marked with. */
export function useGroupNames(grouping: TableGrouping): (group: string) => { name: string, mark: ReactNode } {
  const { t } = useLingui()
  const use = useBoardContext()
  const columns = useColumns(use.board)
  const field = useFields(use.board).find(({ id }) => id === fieldIdOf(grouping))
  const tellLane = useLaneNames()
  return group => {
    if (grouping === 'column') {
      const column = columnIn(columns, group)
      return { name: column?.title || t`Untitled`, mark: column ? <Icon of={stageIcons[column.stage]} /> : null }
    }
    if (!field) return tellLane(group)
    if (group === '') return { name: field.kind === 'checkbox' ? t`Not ticked` : t`Nothing chosen`, mark: null }
    if (field.kind === 'checkbox') return { name: t`Ticked`, mark: null }
    if (field.kind === 'person') return { name: personIn(use, group)?.name ?? t`Somebody who has left`, mark: null }
    if (field.kind === 'company') return { name: companyIn(use, group)?.name ?? t`A company that has left`, mark: null }
    const option = field.options.find(({ id }) => id === group)
    return { name: '', mark: <LabelChip label={option ?? { name: t`Untitled`, color: 7 }} /> }
  }
}
