import type { KeyboardEvent } from 'react'
import { useBoardContext } from './board-context.ts'
import { columnBeside, type GanttColumn, overwrittenColumns } from './gantt-cursor.ts'
import { type GanttUse, useGanttContext } from './gantt-context.ts'
import { type RowActs, useRowActs } from './use-row-acts.ts'

const zoomStep = 1.4
const pageRows = 12

interface Keys extends GanttUse { acts: RowActs, extend: (id: string) => void, start: (id: string) => void, /** at the task now */ stand: (id: string) => void, leave: () => void }
type Act = (() => void) | undefined

/** All keys of the plan (the menu of a row lists them): on a row, and on one of its cells. */
export function useGanttKeys(): (event: KeyboardEvent) => void {
  const use = useGanttContext()
  const { ui, mayEdit } = useBoardContext()
  const acts = useRowActs()
  const keys: Keys = {
    ...use, acts,
    extend: id => ui.extendTo(id, use.scene.rows().map(({ task }) => task.id)),
    start: id => ui.startAt(id),
    stand: id => ui.change({ at: id }),
    leave: () => (use.cursor.state().column === null ? ui.clearSelection() : use.cursor.goTo(use.cursor.state().id, null)),
  }
  return event => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const act = (mayEdit ? changing(event, keys) : undefined) ?? looking(event, keys)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
}

/** Keys that change the plan. */
function changing(event: KeyboardEvent, keys: Keys): Act {
  const { acts, cursor, form } = keys
  const { id, column } = cursor.state()
  const control = event.ctrlKey || event.metaKey
  if (id !== null && column !== null && overwrittenColumns.includes(column) && isWritten(event)) return () => cursor.edit(id, column, event.key)
  if (id === null) return event.key === 'Insert' ? () => acts.addAtEnd() : undefined
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  const level = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (control && event.key.toLowerCase() === 'd') return () => acts.duplicate(id)
  if (control) return event.key === 'F2' ? () => (event.shiftKey ? acts.unlink(id) : acts.link(id)) : undefined
  if (side && event.altKey) return () => (event.shiftKey ? acts.nest(id, side > 0 ? 'in' : 'out') : acts.pull(id, 'whole', side))
  if (side && event.shiftKey) return () => acts.pull(id, 'finish', side)
  if (level && event.altKey) return () => acts.step(id, level > 0 ? 1 : -1)
  if (event.altKey) return undefined
  if (event.key === 'F2' || (event.key === 'Enter' && form === 'bars')) return () => acts.edit(id, column ?? 'title')
  if (event.key === 'Insert') return () => acts.addAbove(id)
  if (event.key === 'Delete') return () => acts.remove(id)
  return undefined
}

/** A letter or a digit, as it is typed into a field; with AltGr, too: 'šodien' begins so where that is how š is written. */
const isWritten = ({ key, altKey, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean =>
  /^[\p{L}\p{Nd}]$/u.test(key) && (nativeEvent.getModifierState('AltGraph') || !(altKey || ctrlKey || metaKey))

/** Keys that only look. */
function looking(event: KeyboardEvent, keys: Keys): Act {
  const { acts, cursor } = keys
  const { id } = cursor.state()
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return () => { if (id !== null) acts.menu(id) }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return () => { if (id !== null) acts.open(id) }
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.key === 'Enter') return () => { if (id !== null) acts.open(id) }
  if (event.key === ' ') return () => { if (id !== null) acts.toggle(id) }
  if (event.key === 'Escape') return keys.leave
  return steps(event, keys) ?? (keys.form === 'bars' ? views(event.key.toLowerCase(), keys) : undefined)
}

function steps({ key, shiftKey }: KeyboardEvent, keys: Keys): Act {
  const { scene, window, cursor } = keys
  const rows = scene.rows()
  const { id, column } = cursor.state()
  const at = id === null ? -1 : scene.rowOf(id) ?? -1
  const go = (index: number) => (): void => {
    const row = Math.max(0, Math.min(rows.length - 1, index))
    const to = rows[row]?.task.id
    if (to === undefined) return
    if (shiftKey) keys.extend(to)
    else keys.start(to)
    cursor.goTo(to)
    keys.stand(to)
    window.reveal(row)
  }
  const acts: Record<string, () => void> = {
    ArrowDown: go(at + 1), ArrowUp: go(at < 0 ? 0 : at - 1), Home: go(0), End: go(rows.length - 1), PageDown: go(at + pageRows), PageUp: go(at - pageRows),
    ArrowRight: () => right(keys, at, column), ArrowLeft: () => left(keys, at, column, go),
  }
  return acts[key]
}

/** Unfolds; of what is unfolded, and on the cells, goes to the next one. https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/ */
function right({ scene, cursor, form }: Keys, at: number, column: GanttColumn | null): void {
  const row = scene.rows()[at]
  if (!row) return
  if (column === null && row.hasChildren && scene.isFolded(row.task.id)) return scene.toggle(row.task.id)
  if (form === 'list') return
  const next = columnBeside(column, 1)
  if (next !== null) cursor.goTo(row.task.id, next)
}

/** Back to the row, then folds, or goes to what the row lies in. */
function left({ scene, cursor }: Keys, at: number, column: GanttColumn | null, go: (index: number) => () => void): void {
  const row = scene.rows()[at]
  if (!row) return
  if (column !== null) return cursor.goTo(row.task.id, columnBeside(column, -1))
  if (row.hasChildren && !scene.isFolded(row.task.id)) return scene.toggle(row.task.id)
  const above = scene.rows().slice(0, at).findLastIndex(({ level }) => level < row.level)
  if (above >= 0) go(above)()
}

function views(key: string, { window, cursor, acts }: Keys): Act {
  const { id } = cursor.state()
  const found: Record<string, () => void> = {
    '+': () => window.zoom(window.scale.pixelsPerDay * zoomStep), '=': () => window.zoom(window.scale.pixelsPerDay * zoomStep), '-': () => window.zoom(window.scale.pixelsPerDay / zoomStep),
    i: () => { if (id !== null) acts.tell(id) },
    t: () => window.today(), f: () => window.fit(), j: () => { if (id !== null) acts.showBar(id) },
  }
  return found[key]
}
