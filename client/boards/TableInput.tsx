import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import type { TableColumn } from './table-columns.ts'
import { editorOf } from './table-editors.ts'
import styles from './TableView.module.css'
import { useColumnNames } from './use-column-names.ts'
import type { TableActs } from './use-table-acts.ts'
import type { TableGrid } from './use-table-grid.ts'

interface Props { column: TableColumn, text: string, task: Task, index: number, columnIndex: number, acts: TableActs, onDone: () => void, onGo: TableGrid['goTo'] }

const isOfNumbers = ({ own, field }: TableColumn): boolean => own === 'progress' || field?.kind === 'number'

/** What a cell is written in. Enter takes it and goes down, Tab goes on in the row, Escape gives it up; what cannot be meant stays open. */
export function TableInput({ column, text, task, index, columnIndex, acts, onDone, onGo }: Props) {
  const { t } = useLingui()
  const nameOf = useColumnNames()
  const input = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  const why = useId()
  const [wrong, setWrong] = useState<string | null>(null)
  useLayoutEffect(() => {
    isOver.current = false
    input.current?.focus({ preventScroll: true })
    input.current?.select()
  }, [])
  function take(): boolean {
    const typed = input.current?.value ?? text
    if (isOver.current || typed === text) return true
    const isTaken = acts.write(column, [task.id], typed)
    if (!isTaken) {
      const sentence = isOfNumbers(column) ? t`“${typed}” is not a number.` : t`That cannot stand in this column.`
      setWrong(sentence)
      announce(sentence)
    }
    return isTaken
  }
  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const step = event.shiftKey ? -1 : 1
    if (event.key === 'Escape') { isOver.current = true; onDone() }
    if (event.key !== 'Enter' && event.key !== 'Tab') return
    event.preventDefault()
    if (!take()) return
    isOver.current = true
    if (event.key === 'Enter') onGo(Math.max(0, index + step), columnIndex)
    else onGo(index, columnIndex + step)
  }
  return (
    <>
      <input
        ref={input} type={editorOf(column).by === 'day' ? 'date' : 'text'} aria-label={nameOf(column.id)} defaultValue={text} maxLength={2000} aria-invalid={wrong !== null || undefined} aria-describedby={wrong === null ? undefined : why} className={styles['input']}
        onKeyDown={onKeyDown} onChange={() => setWrong(null)} onBlur={() => { take(); isOver.current = true; onDone() }}
      />
      {wrong !== null && <span id={why} className={styles['wrong']}>{wrong}</span>}
    </>
  )
}
