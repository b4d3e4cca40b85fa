import { ChevronsUpDown } from 'lucide-react'
import { Field, type FieldTexts } from './Field.tsx'
import styles from './Field.module.css'
import { Icon } from './Icon.tsx'

export interface Choice<V extends string> { value: V, label: string }

interface Props<V extends string> extends FieldTexts {
  choices: readonly Choice<V>[]
  value?: V
  defaultValue?: V
  onChange?: (value: V) => void
  isDisabled?: boolean
  size?: 'normal' | 'dense'
  autoComplete?: string
}

/** The system's own list: at home on every phone, with type-ahead and every screen reader. */
export function Select<V extends string>({ label, name, hint, isLabelHidden, choices, value, defaultValue, onChange, isDisabled, size, autoComplete }: Props<V>) {
  return (
    <Field label={label} name={name} hint={hint} isLabelHidden={isLabelHidden}>
      {wiring => (
        <div className={`${styles['select']} ${size === 'dense' ? styles['dense'] : ''}`}>
          <select
            {...wiring} name={name} value={value} defaultValue={defaultValue} disabled={isDisabled} autoComplete={autoComplete}
            className={styles['control']} onChange={event => onChange?.(event.currentTarget.value as V)}
          >
            {choices.map(choice => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
          </select>
          <Icon of={ChevronsUpDown} />
        </div>
      )}
    </Field>
  )
}
