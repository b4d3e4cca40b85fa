import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useBoardContext } from './board-context.ts'
import styles from './DatedList.module.css'
import { DatedRow } from './DatedRow.tsx'
import { useCursor, useGanttContext } from './gantt-context.ts'
import { GanttFoot } from './GanttFoot.tsx'
import { PlanHint } from './PlanHint.tsx'
import { useGanttKeys } from './use-gantt-keys.ts'

/** The plan where there is no room for bars: its tasks as a list, each with its dates. */
export function DatedList() {
  return (
    <>
      <PlanHint form="list" />
      <DatedRows />
      <GanttFoot />
    </>
  )
}

/** Rows in sight, and the one the keyboard is at; the grid itself has the focus, so that scrolling never takes it away. */
function DatedRows() {
  const { t } = useLingui()
  const { scene } = useGanttContext()
  const { mayEdit } = useBoardContext()
  const root = useRef<HTMLDivElement>(null)
  const [year] = useState(() => new Date().getFullYear())
  const rows = useSyncExternalStore(scene.subscribe, scene.rows)
  const active = useCursor(({ id }) => id)
  const at = active === null ? -1 : scene.rowOf(active) ?? -1
  const onKeyDown = useGanttKeys()
  // oxlint-disable-next-line react/incompatible-library -- its answers are read while rendering and never kept
  const virtual = useVirtualizer({
    count: rows.length, getScrollElement: () => root.current, estimateSize: () => 60, overscan: 10, getItemKey: index => rows[index]?.task.id ?? index,
    rangeExtractor: (range: Range) => (at < 0 ? defaultRangeExtractor(range) : [...new Set([...defaultRangeExtractor(range), at])].sort((a, b) => a - b)),
  })
  useEffect(() => { if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' }) }, [at, virtual])
  return (
    <div ref={root} className={styles['scroller']}>
      <div
        role="treegrid" tabIndex={0} data-plan aria-label={t`Plan`} aria-rowcount={rows.length} aria-readonly={!mayEdit} aria-multiselectable className={styles['list']} style={{ blockSize: virtual.getTotalSize() }}
        aria-activedescendant={at < 0 ? undefined : `gantt-${active}`} onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          return row && (
            <div key={item.key} ref={virtual.measureElement} data-index={item.index} role="none" className={styles['slot']} style={{ transform: `translateY(${item.start}px)` }}>
              <DatedRow index={item.index} row={row} isActive={item.index === at} year={year} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
