import { type RefObject, useEffect, useRef } from 'react'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { type GanttUse, useGanttContext } from './gantt-context.ts'
import { BarDrag, type Grip, gripAt } from './gantt-drag.ts'
import { writePlan } from './plan-acts.ts'
import { useTellPlan } from './use-gantt-words.ts'

interface Pulling extends GanttUse { readonly mayEdit: boolean, readonly drop: (drag: BarDrag) => void, readonly stand: (id: string) => void, readonly show: (id: string) => void }

/**
 * Pulling bars. Mouse and pen pull any bar; a finger pulls the one it has tapped before, so that everywhere else it scrolls.
 * Escape puts back.
 */
export function useGanttDrag(canvas: RefObject<HTMLCanvasElement | null>): void {
  const use = useGanttContext()
  const { board, ui, mayEdit, openTask } = useBoardContext()
  const words = useActWords()
  const tell = useTellPlan(use.scene)
  const drop = (drag: BarDrag): void => {
    const { id } = drag.grip
    if (!drag.plan || JSON.stringify(drag.plan) === JSON.stringify(board.task(id)?.plan)) return
    writePlan(use.scene.schedule, id, drag.plan, words.planned(board, [id]))
    tell(id)
  }
  const stand = (id: string): void => { use.cursor.goTo(id, null); ui.change({ at: id }) }
  const now = { ...use, mayEdit, drop, stand, show: openTask }
  const latest = useRef<Pulling>(now)
  useEffect(() => { latest.current = now })
  useEffect(() => (canvas.current ? listen(canvas.current, latest) : undefined), [canvas])
}

type Latest = RefObject<Pulling>

function listen(element: HTMLCanvasElement, latest: Latest): () => void {
  const ending = new AbortController()
  let drag: BarDrag | null = null
  const stop = (): void => { drag?.end(); drag = null }
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void =>
    element.addEventListener(name, act, { signal: ending.signal, passive: false })
  on('pointerdown', event => {
    const grip = event.button === 0 ? under(event, latest) : null
    if (!grip) return
    const { cursor, stand, mayEdit } = latest.current
    const active = cursor.state().id
    stand(grip.id)
    if (!mayEdit || (event.pointerType === 'touch' && grip.id !== active)) return
    element.setPointerCapture(event.pointerId)
    drag = new BarDrag(latest.current, grip, event.offsetX)
  })
  on('pointermove', event => {
    if (drag) return drag.move(event.offsetX)
    const grip = latest.current.mayEdit ? under(event, latest) : null
    element.style.cursor = grip === null ? '' : grip.part === 'finish' ? 'ew-resize' : 'grab'
  })
  on('pointerup', () => {
    const done = drag
    stop()
    if (done) latest.current.drop(done)
  })
  on('pointercancel', stop)
  on('dblclick', event => { const grip = under(event, latest); if (grip) latest.current.show(grip.id) })
  // The pointer is down before the touch starts: a touch that pulls must not scroll.
  on('touchstart', event => { if (drag) event.preventDefault() })
  const onKey = (event: KeyboardEvent): void => { if (event.key === 'Escape' && drag) { event.stopPropagation(); stop() } }
  globalThis.document.addEventListener('keydown', onKey, { signal: ending.signal, capture: true })
  return () => { ending.abort(); stop() }
}

const under = ({ offsetX, offsetY }: MouseEvent, latest: Latest): Grip | null => gripAt(latest.current, { x: offsetX, y: offsetY })
