import { useLingui } from '@lingui/react/macro'
import type { KeyboardEvent } from 'react'
import { announce } from '../ui/announce.ts'
import { type BarPart, steppedPlan, writePlan } from './gantt-acts.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { GanttWindow } from './gantt-window.ts'
import { useTellPlan } from './use-gantt-words.ts'

interface Keys { scene: GanttScene, window: GanttWindow, active: string | null, setActive: (id: string) => void, onOpen: (id: string) => void, mayEdit: boolean }

const zoomStep = 1.4
const pageRows = 12

/** All keys of the plan: arrows go from row to row, fold and unfold, with Alt they move a task by a day, with Alt and Shift its end; + and - zoom. */
export function useGanttKeys(keys: Keys): (event: KeyboardEvent) => void {
  const pull = usePull(keys)
  return event => {
    if (event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return
    const days = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const act = event.altKey ? days && (() => pull(event.shiftKey ? 'finish' : 'whole', days)) : actOf(event.key, keys)
    if (!act) return
    event.preventDefault()
    act()
  }
}

/** By whole days, as a bar is pulled by hand; the keyboard's way. */
function usePull({ scene, active, mayEdit }: Keys): (part: BarPart, days: number) => void {
  const { t } = useLingui()
  const tell = useTellPlan(scene)
  return (part, days) => {
    const { schedule } = scene
    const [task, dates] = active === null ? [] : [schedule.board.task(active), schedule.dates(active)]
    if (!task || !mayEdit) return
    const plan = dates ? steppedPlan(schedule, dates, part, days) : null
    const title = task.title || t`Untitled`
    if (!plan) return announce(t`The dates of ${title} follow from something else.`)
    writePlan(schedule, task.id, plan, t`“${title}” planned anew`)
    tell(task.id)
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
