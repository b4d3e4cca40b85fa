import { useLingui } from '@lingui/react/macro'
import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './GanttView.module.css'
import { leastList, mostList } from './use-list-width.ts'

const step = 24

/** Between the list and the bars: pulled, or moved with the arrows. */
export function GanttDivider({ width, onWidth }: { width: number, onWidth: (width: number) => void }) {
  const { t } = useLingui()
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    onWidth(event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0))
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = { ArrowLeft: width - step, ArrowRight: width + step, Home: leastList, End: mostList }[event.key]
    if (next === undefined) return
    event.preventDefault()
    onWidth(next)
  }
  return (
    // A separator that can be moved is a control: https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      role="separator" tabIndex={0} aria-orientation="vertical" aria-label={t`Width of the list`} aria-valuenow={width} aria-valuemin={leastList} aria-valuemax={mostList} className={styles['divider']}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={onPointerMove} onKeyDown={onKeyDown}
    />
  )
}
