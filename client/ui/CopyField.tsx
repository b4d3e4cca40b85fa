import { Check, Copy } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './CopyField.module.css'
import { Field } from './Field.tsx'
import fieldStyles from './Field.module.css'

interface Props {
  label: string
  value: string
  hint?: string
  /** It took the place of what had the focus. */
  isFocusedFirst?: boolean
}

/** Something that is shown once, with a way to take it along. */
export function CopyField({ label, value, hint, isFocusedFirst = false }: Props) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => { if (isFocusedFirst) input.current?.focus() }, [isFocusedFirst])
  async function copy(): Promise<void> {
    input.current?.select()
    await navigator.clipboard.writeText(value).catch(() => document.execCommand('copy'))
    setIsCopied(true)
  }
  return (
    <Field label={label} name="copy" hint={hint}>
      {wiring => (
        <div className={styles['row']}>
          <input {...wiring} ref={input} readOnly value={value} className={fieldStyles['control']} onFocus={event => event.currentTarget.select()} />
          <Button icon={isCopied ? Check : Copy} onPress={() => void copy()}>{isCopied ? t`Copied` : t`Copy`}</Button>
        </div>
      )}
    </Field>
  )
}
