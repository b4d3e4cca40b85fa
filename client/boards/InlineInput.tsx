import { useEffect, useRef } from 'react'
import styles from './InlineInput.module.css'

interface Props { label: string, value: string, maxLength: number, inputMode?: 'numeric', onDone: (text: string) => void, onCancel: () => void }

/** Something's name, changed where it stands: Enter and leaving take it, Escape gives it up. */
export function InlineInput({ label, value, maxLength, inputMode, onDone, onCancel }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    isOver.current = false
    input.current?.focus()
    input.current?.select()
  }, [])
  function finish(end: () => void): void {
    if (isOver.current) return
    isOver.current = true
    end()
  }
  const take = (): void => finish(() => (input.current && input.current.value !== value ? onDone(input.current.value.trim()) : onCancel()))
  return (
    <input
      ref={input} aria-label={label} title={label} placeholder={label} defaultValue={value} maxLength={maxLength} inputMode={inputMode} className={styles['input']} onBlur={take}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) take()
        if (event.key === 'Escape') finish(onCancel)
      }}
    />
  )
}
