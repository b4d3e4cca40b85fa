import { Eye, EyeOff } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type InputHTMLAttributes, useState } from 'react'
import { Field, type FieldTexts } from './Field.tsx'
import styles from './Field.module.css'
import { useFirstField } from './first-field.ts'
import { IconButton } from './IconButton.tsx'

type Native = Pick<InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'defaultValue' | 'value' | 'onChange' | 'onKeyDown' | 'placeholder' | 'maxLength' | 'autoFocus' | 'inputMode' | 'spellCheck' | 'readOnly' | 'required'>

interface Props extends FieldTexts, Native {}

export function TextField({ label, name, hint, isLabelHidden, autoFocus = false, ...rest }: Props) {
  const first = useFirstField(autoFocus)
  return (
    <Field label={label} name={name} hint={hint} isLabelHidden={isLabelHidden}>
      {wiring => <input {...rest} {...wiring} {...first} name={name} className={styles['control']} />}
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
