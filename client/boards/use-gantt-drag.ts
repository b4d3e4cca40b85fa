import { useLingui } from '@lingui/react/macro'
import { type RefObject, useEffect, useRef } from 'react'
import { writePlan } from './gantt-acts.ts'
import { BarDrag, type Grip, gripAt } from './gantt-drag.ts'
import type { Gantt } from './use-gantt.ts'
import { useTellPlan } from './use-gantt-words.ts'

interface Pulling {
  readonly gantt: Gantt
  readonly active: string | null
  readonly setActive: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly mayEdit: boolean
}

/**
 * Pulling bars. Mouse and pen pull any bar; a finger pulls the one it has tapped before, so that everywhere else it scrolls.
 * Escape puts back.
 */
export function useGanttDrag(canvas: RefObject<HTMLCanvasElement | null>, pulling: Pulling): void {
  const { t } = useLingui()
  const { scene } = pulling.gantt
  const tell = useTellPlan(scene)
  const drop = (id: string, drag: BarDrag): void => {
    if (!drag.plan || JSON.stringify(drag.plan) === JSON.stringify(scene.schedule.board.task(id)?.plan)) return
    const title = scene.schedule.task(id)?.title || t`Untitled`
    writePlan(scene.schedule, id, drag.plan, t`“${title}” planned anew`)
    tell(id)
  }
  const latest = useRef({ ...pulling, drop })
  useEffect(() => { latest.current = { ...pulling, drop } })
  useEffect(() => (canvas.current ? listen(canvas.current, latest) : undefined), [canvas])
}

type Latest = RefObject<Pulling & { drop: (id: string, drag: BarDrag) => void }>

function listen(element: HTMLCanvasElement, latest: Latest): () => void {
  const ending = new AbortController()
  let drag: BarDrag | null = null
  const stop = (): void => { drag?.end(); drag = null }
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void =>
    element.addEventListener(name, act, { signal: ending.signal, passive: false })
  on('pointerdown', event => {
    const grip = event.button === 0 ? under(event, latest) : null
    if (!grip) return
    const { gantt, active, setActive, mayEdit } = latest.current
    setActive(grip.id)
    if (!mayEdit || (event.pointerType === 'touch' && grip.id !== active)) return
    element.setPointerCapture(event.pointerId)
    drag = new BarDrag(gantt, grip, event.offsetX)
  })
  on('pointermove', event => {
    if (drag) return drag.move(event.offsetX)
    const grip = latest.current.mayEdit ? under(event, latest) : null
    element.style.cursor = grip === null ? '' : grip.part === 'finish' ? 'ew-resize' : 'grab'
  })
  on('pointerup', () => {
    const done = drag
    stop()
    if (done) latest.current.drop(done.grip.id, done)
  })
  on('pointercancel', stop)
  on('dblclick', event => { const grip = under(event, latest); if (grip) latest.current.onOpen(grip.id) })
  // The pointer is down before the touch starts: a touch that pulls must not scroll.
  on('touchstart', event => { if (drag) event.preventDefault() })
  const onKey = (event: KeyboardEvent): void => { if (event.key === 'Escape' && drag) { event.stopPropagation(); stop() } }
  globalThis.document.addEventListener('keydown', onKey, { signal: ending.signal, capture: true })
  return () => { ending.abort(); stop() }
}

const under = ({ offsetX, offsetY }: MouseEvent, latest: Latest): Grip | null => gripAt(latest.current.gantt, { x: offsetX, y: offsetY })
