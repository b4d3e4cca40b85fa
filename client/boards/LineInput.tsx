import { linesOf } from '@kopa/shared/boards/quick-add.ts'
import { useState } from 'react'
import styles from './TaskPanel.module.css'

/** Enter takes what was typed and waits for the next; a list that is pasted is taken at once. */
export function LineInput({ label, onLines }: { label: string, onLines: (text: string) => void }) {
  const [text, setText] = useState('')
  function take(): void {
    if (text.trim() === '') return
    onLines(text)
    setText('')
  }
  return (
    <input
      aria-label={label} placeholder={label} value={text} maxLength={500} className={styles['adding']} onChange={event => setText(event.target.value)} onBlur={take}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) take()
        if (event.key === 'Escape' && text !== '') { event.preventDefault(); setText('') }
      }}
      onPaste={event => {
        const pasted = event.clipboardData.getData('text/plain')
        if (linesOf(pasted).length < 2) return
        event.preventDefault()
        onLines(pasted)
      }}
    />
  )
}
