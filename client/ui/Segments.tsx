import { useId } from 'react'
import type { Choice } from './Select.tsx'
import styles from './Segments.module.css'

interface Props<V extends string> { label: string, choices: readonly Choice<V>[], value: V, onChange: (value: V) => void }

/** One of a few, all of them visible. */
export function Segments<V extends string>({ label, choices, value, onChange }: Props<V>) {
  const name = useId()
  return (
    <fieldset className={styles['set']}>
      <legend>{label}</legend>
      <div className={styles['row']}>
        {choices.map(choice => (
          <label key={choice.value} className={styles['segment']}>
            <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
