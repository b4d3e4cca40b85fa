import { CircleSlash } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { type FieldValue, valueOf } from '@kopa/shared/boards/field-values.ts'
import type { RefObject } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Picker, type PickerChoice } from '../ui/Picker.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { mayGrow } from './field-acts.ts'
import { useTasks } from './use-board.ts'

interface Props { field: BoardField, ids: readonly string[], anchor: RefObject<Element | null>, onClose: () => void }

/** What can be chosen in a field, for one task or many; what is typed and not there can be made. */
export function FieldPicker({ field, ids, anchor, onClose }: Props) {
  const { board, acts } = useBoardContext()
  const tasks = useTasks(board)
  const choices = useChoices(field)
  const values = ids.flatMap(id => { const task = tasks.get(id); return task ? [valueOf(field, task)] : [] })
  const holds = (id: string): PickerChoice['isChosen'] => {
    const count = values.filter(value => (id === '' ? value === null : value === id || isAmong(value, id))).length
    return count === 0 ? false : count === values.length || 'mixed'
  }
  function choose(id: string): void {
    if (field.kind !== 'multiSelect') return acts.setFieldValue(ids, field, id === '' ? null : id)
    acts.toggleFieldOption(ids, field, id, { isChosen: holds(id) !== true })
  }
  return (
    <Picker
      label={field.name} anchor={anchor} isMany={field.kind === 'multiSelect'} choices={choices.map(choice => ({ ...choice, isChosen: holds(choice.id) }))} onChoose={choose} onClose={onClose}
      {...mayGrow(board, field, ids) ? { onMake: (name: string) => acts.addFieldOption(ids, field, name) } : {}}
    />
  )
}

const isAmong = (value: FieldValue, id: string): boolean => Array.isArray(value) && (value as readonly string[]).includes(id)

function useChoices(field: BoardField): Omit<PickerChoice, 'isChosen'>[] {
  const { t } = useLingui()
  const use = useBoardContext()
  const none = { id: '', name: t`Nothing`, mark: <Icon of={CircleSlash} /> }
  if (field.kind === 'person') return [none, ...use.people.map(({ userId, name, companyId }) => ({ id: userId, name, detail: companyIn(use, companyId)?.name ?? '', mark: <Avatar name={name} company={companyIn(use, companyId)} size="small" isNamed /> }))]
  if (field.kind === 'company') return [none, ...use.companies.map(({ id, name, color }) => ({ id, name, mark: <CompanyMark name={name} color={color} size="small" isNamed /> }))]
  const options = field.options.map(({ id, name, color }) => ({ id, name, mark: <span aria-hidden="true" style={{ ...companyColor(color), inlineSize: 10, blockSize: 10, borderRadius: '50%', background: 'var(--company)' }} /> }))
  return field.kind === 'select' ? [none, ...options] : options
}
