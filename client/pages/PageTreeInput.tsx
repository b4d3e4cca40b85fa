import { useEffect, useRef } from 'react'
import { limits } from '@kopa/shared/documents/protocol.ts'
import styles from './PageTree.module.css'
import { indentPerLevel } from './use-page-tree-drag.ts'

export type Ending = 'enter' | 'leaving'
interface Props { level: number, label: string, title: string, onDone: (title: string, by: Ending) => Promise<void>, onCancel: () => void }

/** Enter takes it, Escape gives it up; leaving keeps what was typed. */
export function PageTreeInput({ level, label, title, onDone, onCancel }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  useEffect(() => {
    isOver.current = false
    input.current?.focus()
    input.current?.select()
  }, [])
  /** Once at a time; after a refusal the field is still here and can be tried again. */
  function finish(end: () => unknown): void {
    if (isOver.current) return
    isOver.current = true
    void Promise.resolve(end()).finally(() => { isOver.current = false })
  }
  return (
    <input
      ref={input} aria-label={label} placeholder={label} defaultValue={title} maxLength={limits.titleCharacters} className={styles['input']}
      style={{ marginInlineStart: level * indentPerLevel + 12 }}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault() // or the field that has the focus by then would get a line
          finish(() => onDone(event.currentTarget.value, 'enter'))
        }
        if (event.key === 'Escape') finish(onCancel)
      }}
      onBlur={event => { const { value } = event.currentTarget; finish(() => value.trim() && value !== title ? onDone(value, 'leaving') : onCancel()) }}
    />
  )
}
