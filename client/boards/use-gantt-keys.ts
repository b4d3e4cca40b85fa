import type { KeyboardEvent } from 'react'
import type { GanttScene } from './gantt-scene.ts'
import type { GanttWindow } from './gantt-window.ts'

interface Keys { scene: GanttScene, window: GanttWindow, active: string | null, setActive: (id: string) => void, onOpen: (id: string) => void }

const zoomStep = 1.4
const pageRows = 12

/** All keys of the plan: arrows go from row to row, fold and unfold; + and - zoom. */
export function useGanttKeys(keys: Keys): (event: KeyboardEvent) => void {
  return event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return
    const act = actOf(event.key, keys)
    if (!act) return
    event.preventDefault()
    act()
  }
}

function actOf(key: string, { scene, window, active, setActive, onOpen }: Keys): (() => void) | undefined {
  const rows = scene.rows()
  const at = active === null ? -1 : scene.rowOf(active) ?? -1
  const go = (index: number) => (): void => {
    const row = Math.max(0, Math.min(rows.length - 1, index))
    const id = rows[row]?.task.id
    if (id === undefined) return
    setActive(id)
    window.reveal(row)
  }
  const acts: Record<string, () => void> = {
    ArrowDown: go(at + 1), ArrowUp: go(at < 0 ? 0 : at - 1), Home: go(0), End: go(rows.length - 1), PageDown: go(at + pageRows), PageUp: go(at - pageRows),
    ArrowRight: () => unfold(at, { scene, go }), ArrowLeft: () => fold(at, { scene, go }),
    Enter: () => { if (active !== null) onOpen(active) },
    '+': () => window.zoom(window.scale.pixelsPerDay * zoomStep), '=': () => window.zoom(window.scale.pixelsPerDay * zoomStep), '-': () => window.zoom(window.scale.pixelsPerDay / zoomStep),
    t: () => window.today(), f: () => window.fit(),
    j: () => { const dates = active === null ? undefined : scene.schedule.dates(active); if (dates) window.goTo(dates.start) },
  }
  return acts[key]
}

interface Folding { scene: GanttScene, go: (index: number) => () => void }

function unfold(at: number, { scene, go }: Folding): void {
  const row = scene.rows()[at]
  if (!row?.hasChildren) return
  if (scene.isFolded(row.task.id)) scene.toggle(row.task.id)
  else go(at + 1)()
}

/** Folds, or goes to what the row lies in. */
function fold(at: number, { scene, go }: Folding): void {
  const row = scene.rows()[at]
  if (!row) return
  if (row.hasChildren && !scene.isFolded(row.task.id)) return scene.toggle(row.task.id)
  const above = scene.rows().slice(0, at).findLastIndex(({ level }) => level < row.level)
  if (above >= 0) go(above)()
}
