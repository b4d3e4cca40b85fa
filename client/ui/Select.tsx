import { ChevronsUpDown } from 'lucide-react'
import type { Ref, SelectHTMLAttributes } from 'react'
import { Field, type FieldTexts } from './Field.tsx'
import styles from './Field.module.css'
import { Icon } from './Icon.tsx'

export interface Choice<V extends string> { value: V, label: string }

type Native = Pick<SelectHTMLAttributes<HTMLSelectElement>, 'autoComplete' | 'onBlur' | 'onKeyDown' | 'onPointerDown'>

interface Props<V extends string> extends FieldTexts, Native {
  choices: readonly Choice<V>[]
  value?: V
  defaultValue?: V
  onChange?: (value: V) => void
  isDisabled?: boolean
  size?: 'normal' | 'dense'
  ref?: Ref<HTMLSelectElement>
}

/** The system's own list: at home on every phone, with type-ahead and every screen reader. */
export function Select<V extends string>({ label, name, hint, isLabelHidden, choices, value, defaultValue, onChange, isDisabled, size, ...rest }: Props<V>) {
  return (
    <Field label={label} name={name} hint={hint} isLabelHidden={isLabelHidden}>
      {wiring => (
        <div className={`${styles['select']} ${size === 'dense' ? styles['dense'] : ''}`}>
          <select
            {...rest} {...wiring} name={name} value={value} defaultValue={defaultValue} disabled={isDisabled}
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
