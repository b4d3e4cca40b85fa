import { useLingui } from '@lingui/react/macro'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { type BarPart, steppedPlan } from './gantt-acts.ts'
import { useGanttContext } from './gantt-context.ts'
import { type GanttColumn, typedColumns } from './gantt-cursor.ts'
import { type LinkOutcome, writePlan } from './plan-acts.ts'
import { useAddRow } from './use-add-row.ts'
import { useDuplicate } from './use-duplicate.ts'
import { useTellPlan } from './use-gantt-words.ts'
import { usePlanProblems } from './use-plan-problems.ts'
import { useUndo } from './use-undo.ts'

export type RowActs = ReturnType<typeof useRowActs>

/** What keys and menus do with a row of the plan, or with all that are selected; each says what came of it. */
export function useRowActs() {
  const use = useGanttContext()
  const { scene, cursor, window, open, tip } = use
  const { ui, openTask } = useBoardContext()
  const showRow = (id: string): void => window.reveal(scene.rowOf(id) ?? 0)
  /** the selection in the order of the rows */
  const targets = (id: string): string[] => ui.targets(id).toSorted((one, other) => (scene.rowOf(one) ?? 0) - (scene.rowOf(other) ?? 0))
  return {
    ...usePlanning(targets), ...useOutlining(targets, showRow), ...useCopying(targets, showRow),
    open: (id: string) => openTask(id),
    toggle: (id: string) => ui.toggle(id),
    edit: (id: string, column: GanttColumn) => {
      showRow(id)
      if (typedColumns.includes(column)) return cursor.edit(id, column)
      document.getElementById(`gantt-${id}-${column}`)?.querySelector('button')?.click()
    },
    menu: (id: string) => {
      const anchor = document.getElementById(`gantt-${id}`)
      if (anchor) open.change({ menu: { id, anchor } })
    },
    /** In the next frame: scrolling that is under way takes away what is told. */
    tell: (id: string) => requestAnimationFrame(() => {
      const place = window.placeOf(scene.rowOf(id) ?? 0)
      if (place) tip.show(id, place)
    }),
    showBar: (id: string) => { const dates = scene.schedule.dates(id); if (dates) window.goTo(dates.start) },
  }
}

function usePlanning(targets: (id: string) => string[]) {
  const { t } = useLingui()
  const { scene, plan } = useGanttContext()
  const { board } = useBoardContext()
  const words = useActWords()
  const tellPlan = useTellPlan(scene.schedule)
  const tellProblem = usePlanProblems()
  const report = (problem: LinkOutcome, done: string): void => {
    if (problem && problem !== 'asked') showToast({ tone: 'refused', text: tellProblem(problem) })
    // Where the partner is asked first, the question is what there is to hear.
    if (!problem) announce(done)
  }
  return {
    /** By whole days, as a bar is pulled by hand. */
    pull: (id: string, part: BarPart, days: number) => {
      const { schedule } = scene
      const [task, dates] = [board.task(id), schedule.dates(id)]
      if (!task) return
      const [next, title] = [dates ? steppedPlan(schedule, dates, part, days) : null, task.title || t`Untitled`]
      if (!next) return announce(t`The dates of ${title} follow from something else.`)
      writePlan(schedule, id, next, words.planned(board, [id]))
      // Where the partner is asked first, the question is what there is to hear.
      if (board.task(id) !== task) tellPlan(id)
    },
    /** Each of the selected rows waits for the one before it. */
    link: (id: string) => {
      const ids = targets(id)
      if (ids.length < 2) return showToast({ text: t`Select two tasks or more (Space), then link them.` })
      report(plan.chain(ids), words.linksChanged(board, ids.slice(1)))
    },
    /** Those between the selected rows; of one row all. */
    unlink: (id: string) => {
      const ids = new Set(targets(id))
      const links = board.links().filter(({ from, to }) => (ids.size === 1 ? ids.has(from) || ids.has(to) : ids.has(from) && ids.has(to)))
      if (links.length === 0) return announce(t`There is no link here.`)
      report(plan.removeLinks(links), words.linksChanged(board, [...ids]))
    },
  }
}

function useCopying(targets: (id: string) => string[], showRow: (id: string) => void) {
  const { cursor } = useGanttContext()
  const duplicate = useDuplicate()
  return {
    duplicate: (id: string) => {
      const [copy] = duplicate(targets(id))
      if (copy === undefined) return
      showRow(copy)
      cursor.goTo(copy)
    },
  }
}

function useOutlining(targets: (id: string) => string[], showRow: (id: string) => void) {
  const { t } = useLingui()
  const { scene, cursor, outline } = useGanttContext()
  const { board, ui } = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  const addTask = useAddRow()
  const tell = (ids: readonly string[], isDone: boolean, why: string): void => announce(isDone ? words.moved(board, ids) : why)
  return {
    nest: (id: string, way: 'in' | 'out') => {
      const ids = targets(id)
      if (way === 'in') tell(ids, outline.indent(ids), t`There is no task above it to be part of.`)
      else tell(ids, outline.outdent(ids), t`It is part of no other task.`)
      showRow(id)
    },
    step: (id: string, by: 1 | -1) => {
      tell([id], outline.step(id, by), t`There is nothing further on this level.`)
      showRow(id)
    },
    addAbove: (id: string) => {
      const added = addTask('', id)
      if (added === null) return
      showRow(added)
      cursor.begin(added)
    },
    addAtEnd: () => document.querySelector<HTMLElement>('[data-add-row]')?.click(),
    remove: (id: string) => {
      const ids = targets(id)
      const at = scene.rowOf(id) ?? 0
      const sentence = outline.remove(ids)
      if (sentence === null) return
      ui.clearSelection()
      const rows = scene.rows()
      cursor.goTo(rows[Math.min(at, rows.length - 1)]?.task.id ?? null)
      showToast({ about: 'undo', text: sentence, action: { label: t`Undo`, act: undo } })
    },
  }
}
