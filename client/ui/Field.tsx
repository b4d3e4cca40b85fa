import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './Field.module.css'
import { useForm } from './Form.tsx'
import { Icon } from './Icon.tsx'

export interface FieldTexts { label: string, name: string, hint?: ReactNode, isLabelHidden?: boolean }
interface Wiring { id: string, 'aria-describedby': string | undefined, 'aria-invalid': boolean | undefined }

/** Label above, hint and error below, wired for screen readers; the control itself is drawn by `children`. */
export function Field({ label, name, hint, isLabelHidden, children }: FieldTexts & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const error = useForm().errors[name]
  const isInvalid = error !== undefined
  const described = [isInvalid && error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles['label']}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': isInvalid || undefined })}
      {error && <p id={`${id}-error`} className={styles['error']}><Icon of={CircleAlert} />{error}</p>}
      {hint && <p id={`${id}-hint`} className={styles['hint']}>{hint}</p>}
    </div>
  )
}
