import type { Asker } from './consent-question.ts'
import type { GanttUse } from './gantt-context.ts'
import { BarDrag } from './gantt-drag.ts'
import { barNear, barUnder, type Grip, gripAt, type Spot, spotIn } from './gantt-grip.ts'
import { headerHeight } from './gantt-layout.ts'
import { LinkPull } from './gantt-link-pull.ts'

export type Pull = BarDrag | LinkPull
export interface Pulling extends GanttUse { readonly mayEdit: boolean, /** null: there is no partner who would be asked */ readonly asker: Asker | null, readonly drop: (pull: Pull) => void, /** what is held has moved; null: it is let go */ readonly moved: (pull: Pull | null) => void, readonly stand: (id: string) => void, readonly show: (id: string) => void }
/** as of the last time the screen was rendered */
interface Latest { readonly current: Pulling }

/** Answers the way to stop. */
export function listenToPulling(element: HTMLCanvasElement, latest: Latest): () => void {
  const ending = new AbortController()
  const pulling = new PullingHand(latest)
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void =>
    element.addEventListener(name, act, { signal: ending.signal, passive: false })
  on('pointerdown', event => { if (event.button === 0 && pulling.take(event)) element.setPointerCapture(event.pointerId) })
  on('pointermove', event => {
    if (pulling.isPulling) pulling.move(event)
    else element.style.cursor = pulling.hover(event)
  })
  on('pointerleave', () => { latest.current.tip.leave(); latest.current.window.look({ near: null, link: null }) })
  on('pointerup', () => pulling.letGo())
  on('pointercancel', () => pulling.stop())
  on('dblclick', event => { const grip = gripUnder(event, latest); if (grip && grip.kind !== 'link') latest.current.show(grip.id) })
  // The pointer is down before the touch starts: a touch that pulls must not scroll.
  on('touchstart', event => { if (pulling.isPulling) event.preventDefault() })
  const onKey = (event: KeyboardEvent): void => { if (event.key === 'Escape' && pulling.isPulling) { event.stopPropagation(); pulling.stop() } }
  globalThis.document.addEventListener('keydown', onKey, { signal: ending.signal, capture: true })
  return () => { ending.abort(); pulling.stop() }
}

const spotUnder = ({ offsetX, offsetY }: MouseEvent, latest: Latest): Spot | null => spotIn(latest.current, { x: offsetX, y: offsetY })
function gripUnder(event: MouseEvent, latest: Latest): Grip | null {
  const spot = spotUnder(event, latest)
  return spot && gripAt(latest.current, spot, latest.current.window.state().near)
}

/** A pointer that rests on a bar is told what the plan says of it; a finger has the menu of the row. */
function tellBar({ tip, ...use }: GanttUse, { pointerType, offsetX }: PointerEvent, spot: Spot | null): void {
  const bar = pointerType === 'touch' ? null : spot && barUnder(use, spot)
  if (bar) tip.restOn(bar.id, () => use.window.placeOf(use.scene.rowOf(bar.id) ?? 0, offsetX))
  else tip.leave()
}

/** What the pointer holds; near an edge the plan goes on under it. */
class PullingHand {
  readonly #latest: Latest
  #pull: Pull | null = null
  #at = { x: 0, y: 0 }
  #frame = 0
  /** It has moved on since the plan was worked out in this frame. */
  #isAhead = false

  constructor(latest: Latest) {
    this.#latest = latest
  }

  get isPulling(): boolean { return this.#pull !== null }

  /** Answers whether something is pulled from now on. */
  take(event: PointerEvent): boolean {
    const use = this.#latest.current
    const [spot, grip] = [spotUnder(event, this.#latest), gripUnder(event, this.#latest)]
    use.tip.hide()
    if (!spot || !grip) return false
    if (grip.kind === 'link') {
      if (use.mayEdit) use.open.change({ link: grip.link.id })
      return false
    }
    const active = use.cursor.state().id
    use.stand(grip.id)
    use.window.look({ near: grip.id })
    if (!use.mayEdit || (event.pointerType === 'touch' && grip.id !== active)) return false
    this.#pull = grip.kind === 'bar' ? new BarDrag(use, grip, spot) : new LinkPull(use, grip)
    this.#at = { x: event.offsetX, y: event.offsetY }
    return true
  }

  /** The plan is worked out once for each frame, however often a pointer moves in it. */
  move({ offsetX: x, offsetY: y }: PointerEvent): void {
    this.#at = { x, y }
    this.#isAhead = this.#frame !== 0
    if (this.#isAhead) return
    this.#again()
    this.#frame = requestAnimationFrame(() => this.#goOn())
  }

  #again(): void {
    const spot = spotIn(this.#latest.current, { x: this.#at.x, y: Math.max(this.#at.y, headerHeight) })
    if (!spot || !this.#pull) return
    this.#pull.move(spot)
    this.#latest.current.moved(this.#pull)
  }

  #goOn(): void {
    this.#frame = 0
    const { window } = this.#latest.current
    const at = this.#pull?.kind === 'bar' ? { x: this.#at.x, y: Number.NaN } : this.#at
    if (!this.#pull || !(window.scrollNear(at) || this.#isAhead)) return
    this.#isAhead = false
    this.#again()
    this.#frame = requestAnimationFrame(() => this.#goOn())
  }

  /** Shows what can be taken hold of here. Answers the look of the pointer. */
  hover(event: PointerEvent): string {
    const use = this.#latest.current
    const [spot, grip] = [spotUnder(event, this.#latest), gripUnder(event, this.#latest)]
    tellBar(use, event, spot)
    const near = spot && use.mayEdit ? barNear(use, spot)?.id ?? null : null
    const link = grip?.kind === 'link' ? grip.link.id : null
    const state = use.window.state()
    if (state.near !== near || state.link !== link) use.window.look({ near, link })
    if (!grip || !use.mayEdit) return ''
    return grip.kind === 'link' ? 'pointer' : grip.kind === 'knob' ? 'crosshair' : grip.part === 'finish' ? 'ew-resize' : 'grab'
  }

  letGo(): void {
    const done = this.#pull
    if (this.#isAhead) this.#again()
    this.stop()
    if (done) this.#latest.current.drop(done)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#isAhead = false
    if (!this.#pull) return
    this.#pull.end()
    this.#pull = null
    this.#latest.current.moved(null)
  }
}
