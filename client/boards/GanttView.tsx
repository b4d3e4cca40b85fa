import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { BoardStore } from './board-store.ts'
import { headerHeight } from './gantt-layout.ts'
import { GanttRow } from './GanttRow.tsx'
import { GanttToolbar } from './GanttToolbar.tsx'
import styles from './GanttView.module.css'
import type { ScheduleStore } from './schedule-store.ts'
import { type Gantt, useGantt } from './use-gantt.ts'
import { useGanttDrag } from './use-gantt-drag.ts'
import { useGanttKeys } from './use-gantt-keys.ts'
import { useGanttWheel } from './use-gantt-wheel.ts'
import { useSchedule } from './use-schedule.ts'

export interface GanttCompany { readonly id: string, readonly name: string, readonly color: number }
interface Props { board: BoardStore, companies: readonly GanttCompany[], onOpen: (id: string) => void, mayEdit: boolean, /** what else can be done with the plan */ tools?: (schedule: ScheduleStore) => ReactNode }

/** The plan of a board over time: its list is what one reads and works with, the bars beside it are drawn. */
export function GanttView({ board, ...props }: Props) {
  const schedule = useSchedule(board)
  return schedule && <Planned {...props} schedule={schedule} />
}

function Planned({ schedule, ...props }: Omit<Props, 'board'> & { schedule: ScheduleStore }) {
  const gantt = useGantt(schedule, props.companies)
  return gantt && <Drawn {...props} gantt={gantt} />
}

function Drawn({ gantt, companies, onOpen, mayEdit, tools }: Omit<Props, 'board'> & { gantt: Gantt }) {
  const { scene, window } = gantt
  const [scroller, canvas, layer] = [useRef<HTMLDivElement>(null), useRef<HTMLCanvasElement>(null), useRef<HTMLDivElement>(null)]
  const [active, setActive] = useState<string | null>(null)
  const frame = useSyncExternalStore(window.subscribe, window.frame)
  const onKeyDown = useGanttKeys({ scene, window, active, setActive, onOpen, mayEdit })
  useGanttWheel(canvas, window)
  useGanttDrag(canvas, { gantt, active, setActive, onOpen, mayEdit })
  useLayoutEffect(() => {
    if (scroller.current && canvas.current && layer.current) return window.attach({ scroller: scroller.current, canvas: canvas.current, layer: layer.current })
    return undefined
  }, [window, scroller, canvas, layer])
  useLayoutEffect(() => window.look({ active }), [window, active])
  return (
    <div className={styles['gantt']}>
      <GanttToolbar scene={scene} window={window} tools={tools} />
      <div ref={scroller} className={styles['scroller']}>
        <div className={styles['whole']} style={{ '--timeline': `${frame.width}px`, blockSize: frame.height + headerHeight } as React.CSSProperties}>
          <div className={styles['sight']}>
            <GanttList {...{ scene, companies, frame, active, setActive, onKeyDown, onOpen, layer }} />
            <canvas ref={canvas} aria-hidden="true" className={styles['bars']} />
          </div>
        </div>
      </div>
    </div>
  )
}

interface ListProps {
  scene: Gantt['scene']
  companies: readonly GanttCompany[]
  frame: { first: number, last: number }
  active: string | null
  setActive: (id: string) => void
  onKeyDown: (event: React.KeyboardEvent) => void
  onOpen: (id: string) => void
  layer: React.RefObject<HTMLDivElement | null>
}

/** Rows in sight, and the one the keyboard is at; the grid itself has the focus, so that scrolling never takes it away. */
function GanttList({ scene, companies, frame, active, setActive, onKeyDown, onOpen, layer }: ListProps) {
  const { t } = useLingui()
  const rows = useSyncExternalStore(scene.subscribe, scene.rows)
  const at = active === null ? -1 : scene.rowOf(active) ?? -1
  const shown = Array.from({ length: Math.max(0, frame.last - frame.first + 1) }, (_, index) => frame.first + index)
  if (at >= 0 && (at < frame.first || at > frame.last)) shown.push(at)
  // As many elements as are in sight, each used again for the row that comes in when its own goes out.
  const pool = Math.ceil((shown.length + 1) / 64) * 64
  return (
    <div
      role="treegrid" tabIndex={0} aria-label={t`Plan`} aria-rowcount={rows.length + 1} aria-colcount={6} aria-readonly="true" className={styles['list']}
      aria-activedescendant={at >= 0 ? `gantt-${active}` : undefined} onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={styles['head']} style={{ blockSize: headerHeight }}>
        {[t`Task`, t`Start`, t`Finish`, t`Duration`, t`Company`, t`Waits for`].map(name => <span key={name} role="columnheader">{name}</span>)}
      </div>
      <div role="none" className={styles['clip']}>
        <div ref={layer} role="none" className={styles['layer']}>
          {shown.map(index => {
            const row = rows[index]
            return row && <GanttRow key={index === at ? 'active' : index % pool} {...{ scene, companies, index, row, onOpen }} isActive={row.task.id === active} onActive={setActive} />
          })}
        </div>
      </div>
    </div>
  )
}
