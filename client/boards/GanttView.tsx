import { useLingui } from '@lingui/react/macro'
import { type CSSProperties, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { BarTip } from './BarTip.tsx'
import { useBoardContext } from './board-context.ts'
import { DatedList } from './DatedList.tsx'
import { GanttContext, useCursor, useGanttContext, useGanttUse } from './gantt-context.ts'
import { ganttColumns } from './gantt-cursor.ts'
import { GanttDivider } from './GanttDivider.tsx'
import { GanttFoot } from './GanttFoot.tsx'
import { headerHeight, heldRows } from './gantt-layout.ts'
import { GanttMenu } from './GanttMenu.tsx'
import { GanttRow } from './GanttRow.tsx'
import { GanttToolbar } from './GanttToolbar.tsx'
import styles from './GanttView.module.css'
import { PlanHint } from './PlanHint.tsx'
import { PullNote } from './PullNote.tsx'
import type { ScheduleStore } from './schedule-store.ts'
import { useBaseline } from './use-baseline.ts'
import { type Gantt, useGantt } from './use-gantt.ts'
import { useGanttDrag } from './use-gantt-drag.ts'
import { useGanttKeys } from './use-gantt-keys.ts'
import { useGanttWheel } from './use-gantt-wheel.ts'
import { useHolidayTitle } from './use-holiday-title.ts'
import { useGanttColumnNames } from './use-gantt-words.ts'
import { useListWidth } from './use-list-width.ts'
import { useIsNarrow } from './use-narrow.ts'
import { useRested } from './use-rested.ts'
import { useSchedule } from './use-schedule.ts'

/** The plan of a board over time: its list is what one reads and works with, the bars beside it are drawn. */
export function GanttView() {
  const schedule = useSchedule(useBoardContext().board)
  return schedule && <Planned schedule={schedule} />
}

function Planned({ schedule }: { schedule: ScheduleStore }) {
  const { companies, ui } = useBoardContext()
  const gantt = useGantt(schedule, companies, ui)
  return gantt && <InContext gantt={gantt} />
}

function InContext({ gantt }: { gantt: Gantt }) {
  const form = useIsNarrow() ? 'list' : 'bars'
  return (
    <GanttContext value={useGanttUse(gantt, form)}>
      <div className={styles['gantt']}>
        <GanttToolbar scene={gantt.scene} window={gantt.window} />
        {form === 'list' ? <DatedList /> : <Drawn />}
        <GanttMenu />
        <BarTip />
        <PullNote />
      </div>
    </GanttContext>
  )
}

function Drawn() {
  const { window } = useGanttContext()
  const { presence } = useBoardContext()
  const [scroller, canvas, layer] = [useRef<HTMLDivElement>(null), useRef<HTMLCanvasElement>(null), useRef<HTMLDivElement>(null)]
  const active = useCursor(({ id }) => id)
  const frame = useSyncExternalStore(window.subscribe, window.frame)
  const [, setAttached] = useState(false)
  const [width, setWidth] = useListWidth()
  useGanttWheel(canvas, window)
  useGanttDrag(canvas)
  useHolidayTitle(canvas)
  useLayoutEffect(() => {
    if (!scroller.current || !canvas.current || !layer.current) return undefined
    const detach = window.attach({ scroller: scroller.current, canvas: canvas.current, layer: layer.current })
    // Only now it is known which rows there is room for: they come in the same frame, and not after an empty one.
    setAttached(true)
    return () => { detach(); setAttached(false) }
  }, [window, scroller, canvas, layer])
  useLayoutEffect(() => window.look({ active }), [window, active])
  useLayoutEffect(() => {
    window.look({ others: presence })
    return presence.hear(tasks => window.drawFor(tasks))
  }, [window, presence])
  useCompared()
  return (
    <div ref={scroller} className={styles['scroller']}>
      <div className={styles['whole']} style={{ '--wanted': `${width}px` } as CSSProperties}>
        <div className={styles['sight']}>
          <div className={styles['side']}>
            <GanttList frame={frame} layer={layer} />
            <GanttFoot />
          </div>
          <GanttDivider width={width} onWidth={setWidth} />
          <canvas ref={canvas} aria-hidden="true" className={styles['bars']} />
          <PlanHint form="bars" />
        </div>
      </div>
    </div>
  )
}

/** The baseline that was chosen is drawn, for as long as there is one. */
function useCompared(): void {
  const { scene, window } = useGanttContext()
  const baseline = useBaseline()?.id ?? null
  useLayoutEffect(() => {
    scene.compare(baseline)
    window.widen()
  }, [scene, window, baseline])
}

/** milliseconds after which a list that was scrolled is at rest */
const rest = 150

interface ListProps { frame: { first: number, room: number }, layer: React.RefObject<HTMLDivElement | null> }

/** Rows in sight, and the one the keyboard is at; the grid itself has the focus, so that scrolling never takes it away. */
function GanttList({ frame, layer }: ListProps) {
  const { t } = useLingui()
  const { scene } = useGanttContext()
  const { mayEdit } = useBoardContext()
  const [active, column] = [useCursor(({ id }) => id), useCursor(state => state.column)]
  const rows = useSyncExternalStore(scene.subscribe, scene.rows)
  const onKeyDown = useGanttKeys()
  const at = active === null ? -1 : scene.rowOf(active) ?? -1
  const held = heldRows(frame, { count: rows.length, active: at, rested: useRested(frame.first, rest) })
  return (
    <div
      role="treegrid" tabIndex={0} data-plan aria-label={t`Plan`} aria-rowcount={rows.length + 1} aria-colcount={ganttColumns.length} aria-readonly={!mayEdit} aria-multiselectable className={styles['list']}
      aria-activedescendant={at < 0 ? undefined : column === null ? `gantt-${active}` : `gantt-${active}-${column}`} onKeyDown={onKeyDown}
    >
      <ListHead />
      <div role="none" className={styles['clip']}>
        <div ref={layer} role="none" className={styles['layer']}>
          {held.map(({ index, slot }) => {
            const row = rows[index]
            return row && <GanttRow key={slot} index={index} row={row} isActive={row.task.id === active} />
          })}
        </div>
      </div>
    </div>
  )
}

function ListHead() {
  const names = useGanttColumnNames()
  return (
    <div role="row" aria-rowindex={1} className={styles['head']} style={{ blockSize: headerHeight }}>
      {ganttColumns.map(column => <span key={column} role="columnheader" data-column={column} title={names[column]} aria-label={names[column]}>{column === 'company' ? '' : names[column]}</span>)}
    </div>
  )
}
