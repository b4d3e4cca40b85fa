import { useLingui } from '@lingui/react/macro'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { type FieldCondition, readCondition, writeCondition } from '@kopa/shared/boards/field-filter.ts'
import { minorDigits } from '@kopa/shared/boards/field-values.ts'
import { dayOrNull } from '@kopa/shared/boards/stored-value.ts'
import { Icon } from '../ui/Icon.tsx'
import type { PickerChoice } from '../ui/Picker.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import type { BoardSearch } from './board-search.ts'
import { useFields } from './use-board.ts'
import { type CellWords, useCellWords } from './use-cell-words.ts'
import { fieldIcons } from './use-field-words.ts'

/** What can be filtered by in own fields: choices and ticks in the list, all else where it is asked for (FieldFilterDialog.tsx). */
export function useFieldChoices({ own = [] }: BoardSearch): PickerChoice[] {
  const use = useBoardContext()
  const { t } = useLingui()
  const fields = useFields(use.board)
  const tell = useConditionWords()
  const company = companyIn(use, use.me.companyId)?.name ?? ''
  const asked = own.flatMap(text => readCondition(text) ?? [])
  const offered = fields.flatMap(offeredFor)
  const others = asked.filter(one => !offered.some(other => writeCondition(other) === writeCondition(one)))
  return [...offered, ...others].flatMap(condition => {
    const field = fields.find(({ id }) => id === condition.field)
    const text = writeCondition(condition)
    return field ? [{ id: `own:${text}`, name: tell(field, condition), detail: field.isPrivate ? t`only ${company}` : '', isChosen: own.includes(text), mark: <Icon of={fieldIcons[field.kind]} /> }] : []
  })
}

function offeredFor({ id, kind, options }: BoardField): FieldCondition[] {
  if (kind === 'checkbox') return ['yes', 'no'].map(value => ({ field: id, test: 'is', value }))
  if (kind !== 'select' && kind !== 'multiSelect') return []
  return [...options.map((option): FieldCondition => ({ field: id, test: 'is', value: option.id })), { field: id, test: 'empty', value: '' }]
}

/** What is asked of a field, in words. */
export function useConditionWords(): (field: BoardField, condition: FieldCondition) => string {
  const { t } = useLingui()
  const tellValue = useValueWords()
  return (field, { test, value }) => {
    const name = field.name || t`Untitled`
    const told = tellValue(field, value)
    switch (test) {
      case 'is': return t`${name}: ${told}`
      case 'has': return t`${name}: “${value}”`
      case 'from': return field.kind === 'date' ? t`${name}: from ${told}` : `${name} ≥ ${told}`
      case 'to': return field.kind === 'date' ? t`${name}: until ${told}` : `${name} ≤ ${told}`
      case 'empty': return t`${name}: nothing`
      case 'filled': return t`${name}: anything`
    }
  }
}

function useValueWords(): (field: BoardField, value: string) => string {
  const { t } = useLingui()
  const use = useBoardContext()
  const words = useCellWords()
  return ({ kind, options, currency }, value) => {
    switch (kind) {
      case 'checkbox': return value === 'yes' ? t`Yes` : t`No`
      case 'person': return personIn(use, value)?.name ?? t`Somebody who has left`
      case 'company': return companyIn(use, value)?.name ?? t`A company that has left`
      case 'select': case 'multiSelect': return options.find(({ id }) => id === value)?.name ?? t`Untitled`
      case 'money': return words.money({ amount: Number(value) * 10 ** minorDigits(currency) || 0, currency })
      case 'text': case 'link': case 'number': case 'date': case 'formula': return plainWords(value, words)
    }
  }
}

function plainWords(value: string, words: CellWords): string {
  if (dayOrNull(value) !== null) return words.day(value)
  return value.trim() !== '' && Number.isFinite(Number(value)) ? words.number(Number(value)) : value
}
