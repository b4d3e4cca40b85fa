import { AlarmClock, Route, TriangleAlert } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Tooltip, type TooltipTriggerState, TooltipTriggerStateContext } from 'react-aria-components/Tooltip'
import { announce } from '../ui/announce.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './BarTip.module.css'
import { useBoardContext } from './board-context.ts'
import { useBrokenWords } from './GanttBound.tsx'
import { useGanttContext } from './gantt-context.ts'
import type { GanttTip, TipState } from './gantt-tip.ts'
import { useTask } from './use-board.ts'
import { useTipWords } from './use-tip-words.ts'

/** What the plan says of a task, beside its bar; Escape, another key, a press and scrolling take it away. */
export function BarTip() {
  const { tip } = useGanttContext()
  const state = useSyncExternalStore(tip.subscribe, tip.state)
  useEffect(() => () => tip.hide(), [tip])
  return state && <Told key={`${state.id} ${state.place.x}`} state={state} />
}

function Told({ state: { id, place, isAsked } }: { state: TipState }) {
  const { tip } = useGanttContext()
  const task = useTask(useBoardContext().board, id)
  const anchor = useRef<HTMLSpanElement>(null)
  useEffect(() => hideBefore(tip), [tip])
  return (
    <>
      <span ref={anchor} aria-hidden="true" className={styles['anchor']} style={{ translate: `${place.x}px ${place.y}px`, blockSize: place.height }} />
      {task && (
        <TooltipTriggerStateContext value={stateOf(tip)}>
          <Tooltip triggerRef={anchor} placement="bottom start" offset={5} className={styles['tip'] ?? ''}><Words task={task} isAsked={isAsked} /></Tooltip>
        </TooltipTriggerStateContext>
      )}
    </>
  )
}

/** Of a trigger there is none: a bar is drawn, and no element. The tooltip itself tells when a pointer comes to it and leaves it. */
const stateOf = (tip: GanttTip): TooltipTriggerState => ({ isOpen: true, shouldSkipAnimation: false, open: () => tip.hold(), close: () => tip.leave() })

/** Escape does nothing else than that. Answers the way to stop. */
function hideBefore(tip: GanttTip): () => void {
  const ending = new AbortController()
  const options = { capture: true, signal: ending.signal }
  const hide = (): void => tip.hide()
  for (const name of ['pointerdown', 'wheel', 'scroll'] as const) document.addEventListener(name, hide, { ...options, passive: true })
  globalThis.addEventListener('blur', hide, { signal: ending.signal })
  document.addEventListener('keydown', event => {
    hide()
    if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault() }
  }, options)
  return () => ending.abort()
}

function Words({ task, isAsked }: { task: Task, isAsked: boolean }) {
  const { t } = useLingui()
  const { title, facts, lines } = useTipWords(task)
  const broken = useBrokenWords()(facts?.flags ?? [])
  const marks = [broken ?? '', facts === null ? t`not planned` : '', facts?.isCritical ? t`critical` : '', facts?.isLate ? t`after its deadline` : ''].filter(Boolean)
  const told = [title, ...lines.map(([name, value]) => `${name}: ${value}`), ...marks].join(', ')
  useEffect(() => { if (isAsked) announce(told) }, [isAsked, told])
  return (
    <>
      <strong dir="auto">{title}</strong>
      {facts === null && <span><Trans>not planned</Trans></span>}
      <dl>{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {facts?.isCritical && <span className={styles['mark']}><Icon of={Route} size={14} /><Trans>critical</Trans></span>}
      {broken !== null && <span className={styles['mark']}><Icon of={TriangleAlert} size={14} />{broken}</span>}
      {facts?.isLate && <span className={styles['mark']}><Icon of={AlarmClock} size={14} /><Trans>after its deadline</Trans></span>}
    </>
  )
}
