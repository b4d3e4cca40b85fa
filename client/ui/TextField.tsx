import { Eye, EyeOff } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type InputHTMLAttributes, useRef, useState } from 'react'
import { Field, type FieldTexts } from './Field.tsx'
import styles from './Field.module.css'
import { useFirstField } from './first-field.ts'
import { IconButton } from './IconButton.tsx'

type Native = Pick<InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'defaultValue' | 'value' | 'onChange' | 'onKeyDown' | 'placeholder' | 'maxLength' | 'autoFocus' | 'inputMode' | 'spellCheck' | 'readOnly' | 'required'>

interface Props extends FieldTexts, Native {
  /** What stands in it is a proposal: whoever types at once writes over it. */
  isProposed?: boolean
}

export function TextField({ label, name, hint, isLabelHidden, autoFocus = false, isProposed = false, ...rest }: Props) {
  const isFirst = useRef(true)
  const first = useFirstField(autoFocus)
  // Once: whoever comes back to it wants to change a letter of it.
  const select = (field: HTMLInputElement): void => {
    if (isProposed && isFirst.current) field.select()
    isFirst.current = false
  }
  return (
    <Field label={label} name={name} hint={hint} isLabelHidden={isLabelHidden}>
      {wiring => <input {...rest} {...wiring} {...first} name={name} className={styles['control']} onFocus={event => select(event.currentTarget)} />}
    </Field>
  )
}

/** Typed blind or shown, pasted or filled by a password manager. */
export function PasswordField({ label, name, hint, autoComplete }: FieldTexts & { autoComplete: 'current-password' | 'new-password' }) {
  const { t } = useLingui()
  const [isShown, setIsShown] = useState(false)
  return (
    <Field label={label} name={name} hint={hint}>
      {wiring => (
        <div className={styles['password']}>
          <input {...wiring} name={name} type={isShown ? 'text' : 'password'} autoComplete={autoComplete} spellCheck={false} autoCapitalize="off" required className={styles['control']} />
          <IconButton icon={isShown ? EyeOff : Eye} label={isShown ? t`Hide password` : t`Show password`} onPress={() => setIsShown(!isShown)} className={styles['reveal'] ?? ''} />
        </div>
      )}
    </Field>
  )
}

export function TextArea({ label, name, hint, maxLength, placeholder }: FieldTexts & { maxLength?: number, placeholder?: string }) {
  return (
    <Field label={label} name={name} hint={hint}>
      {wiring => <textarea {...wiring} name={name} maxLength={maxLength} placeholder={placeholder} className={styles['control']} />}
    </Field>
  )
}
