import { Plus, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { FieldOption } from '@kopa/shared/boards/field.ts'
import { Button } from '../ui/Button.tsx'
import { companyColor } from '../ui/CompanyMark.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { newId } from './arrange.ts'
import styles from './FieldDialog.module.css'

export type OptionDraft = Pick<FieldOption, 'id' | 'name' | 'color'>

/** What can be chosen: names and colours, in their order. Enter goes on to the next. */
export function FieldOptions({ options, onChange }: { options: readonly OptionDraft[], onChange: (options: readonly OptionDraft[]) => void }) {
  const { t } = useLingui()
  const change = (id: string, next: Partial<OptionDraft>): void => onChange(options.map(option => (option.id === id ? { ...option, ...next } : option)))
  const add = (): void => onChange([...options, { id: newId(), name: '', color: options.length % 8 }])
  return (
    <fieldset className={styles['options']}>
      <legend><Trans>Choices</Trans></legend>
      <ul>
        {options.map(({ id, name, color }, at) => (
          <li key={id}>
            <button type="button" aria-label={t`Another colour for ${name || t`choice ${at + 1}`}`} className={styles['color']} style={companyColor(color)} onClick={() => change(id, { color: (color + 1) % 8 })} />
            <input
              aria-label={t`Choice ${at + 1}`} value={name} maxLength={100} autoFocus={name === ''} onChange={event => change(id, { name: event.target.value })}
              onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); if (name.trim() !== '') add() } }}
            />
            <IconButton icon={Trash2} size="dense" label={t`Remove ${name || t`choice ${at + 1}`}`} onPress={() => onChange(options.filter(option => option.id !== id))} />
          </li>
        ))}
      </ul>
      <Button size="dense" variant="quiet" icon={Plus} onPress={add}><Trans>Add a choice</Trans></Button>
    </fieldset>
  )
}
