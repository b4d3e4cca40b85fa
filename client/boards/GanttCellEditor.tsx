import { CircleAlert } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../ui/Icon.tsx'
import styles from './GanttCell.module.css'

export type EditEnd = 'enter' | 'tab' | 'backTab' | 'leave' | 'escape'
interface Props {
  label: string
  value: string
  /** begins with this instead, behind which one goes on writing */
  typed: string | null
  maxLength: number
  /** takes the text; the answer says why not */
  take: (text: string) => string | null
  onEnd: (how: EditEnd) => void
}

/** Writing in a cell: Enter, Tab and leaving take it, Escape gives it up; what is not understood stays, with the reason under it. */
export function GanttCellEditor({ label, value, typed, maxLength, take, onEnd }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    isOver.current = false
    input.current?.focus()
    if (typed === null) input.current?.select()
  }, [typed])
  function finish(how: EditEnd): void {
    const field = input.current
    if (isOver.current || !field) return
    const why = how === 'escape' || field.value === value ? null : take(field.value)
    setProblem(why)
    if (why !== null) return
    isOver.current = true
    onEnd(how)
  }
  function onKeyDown(event: KeyboardEvent): void {
    const how = event.nativeEvent.isComposing ? undefined : ({ Enter: 'enter', Escape: 'escape', Tab: event.shiftKey ? 'backTab' : 'tab' } as const)[event.key]
    event.stopPropagation()
    if (!how) return
    event.preventDefault()
    finish(how)
  }
  return (
    <>
      <input
        ref={input} aria-label={label} defaultValue={typed ?? value} maxLength={maxLength} autoComplete="off" spellCheck={false} aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : id} className={styles['input']} onBlur={() => finish('leave')} onKeyDown={onKeyDown} onChange={() => setProblem(null)}
      />
      {problem !== null && <Why id={id} problem={problem} at={input} />}
    </>
  )
}

/** Floats above the list: rows show nothing beyond their edges. */
function Why({ id, problem, at }: { id: string, problem: string, at: { current: HTMLElement | null } }) {
  const bubble = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    const [field, box] = [at.current?.getBoundingClientRect(), bubble.current]
    if (!field || !box) return
    const fitsBelow = field.bottom + box.offsetHeight + 8 < innerHeight
    box.style.translate = `${Math.max(8, Math.min(field.left, innerWidth - box.offsetWidth - 8))}px ${fitsBelow ? field.bottom + 4 : field.top - box.offsetHeight - 4}px`
  })
  return createPortal(<p ref={bubble} id={id} role="alert" className={styles['why']}><Icon of={CircleAlert} />{problem}</p>, document.body)
}
