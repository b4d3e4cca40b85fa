import { ChevronsUpDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { Field, type FieldTexts } from './Field.tsx'
import styles from './Field.module.css'
import { Icon } from './Icon.tsx'
import { Picker } from './Picker.tsx'

/** `words`: what it may be looked for by besides its label. */
export interface SearchChoice { readonly value: string, readonly label: string, readonly detail?: string, readonly words?: string }

interface Props extends FieldTexts {
  choices: readonly SearchChoice[]
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  isDisabled?: boolean
}

/** One of hundreds: a few letters find it. In a form it is sent under its name. */
export function SearchSelect({ label, name, hint, isLabelHidden, choices, value, defaultValue, onChange, isDisabled }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [own, setOwn] = useState(defaultValue ?? '')
  const [isOpen, setIsOpen] = useState(false)
  const chosen = value ?? own
  const shown = choices.find(choice => choice.value === chosen)?.label ?? chosen
  function choose(next: string): void {
    setOwn(next)
    onChange?.(next)
  }
  return (
    <Field label={label} name={name} hint={hint} isLabelHidden={isLabelHidden}>
      {({ id, 'aria-describedby': described }) => (
        <div className={styles['select']}>
          <button ref={button} id={id} type="button" aria-describedby={described} aria-haspopup="dialog" aria-expanded={isOpen} aria-label={`${label}: ${shown}`} disabled={isDisabled} className={`${styles['control']} ${styles['choice']}`} onClick={() => setIsOpen(true)}>{shown}</button>
          <Icon of={ChevronsUpDown} />
          <input type="hidden" name={name} value={chosen} />
          {isOpen && (
            <Picker
              label={label} anchor={button} onChoose={choose} onClose={() => setIsOpen(false)}
              choices={choices.map(choice => ({ id: choice.value, name: choice.label, isChosen: choice.value === chosen, ...choice.detail && { detail: choice.detail }, ...choice.words && { words: choice.words } }))}
            />
          )}
        </div>
      )}
    </Field>
  )
}
