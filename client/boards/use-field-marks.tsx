import { useLingui } from '@lingui/react/macro'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { Icon } from '../ui/Icon.tsx'
import type { PickerChoice } from '../ui/Picker.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { fieldIcons } from './use-field-words.ts'

/** What stands beside the name of a field that can be chosen: its kind, and whether only the own company has it. */
export function useFieldMarks(): (field: BoardField) => Pick<PickerChoice, 'mark' | 'detail'> {
  const { t } = useLingui()
  const use = useBoardContext()
  const company = companyIn(use, use.me.companyId)
  return ({ kind, isPrivate }) => ({ mark: <Icon of={fieldIcons[kind]} size={14} />, ...isPrivate && company ? { detail: t`only ${company.name}` } : {} })
}
