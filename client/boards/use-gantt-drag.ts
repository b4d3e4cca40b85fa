import { type RefObject, useEffect, useRef } from 'react'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import type { BarDrag } from './gantt-drag.ts'
import { listenToPulling, type Pull, type Pulling } from './gantt-hand.ts'
import type { LinkPull } from './gantt-link-pull.ts'
import { writePlan } from './plan-acts.ts'
import { useTellPlan } from './use-gantt-words.ts'
import { useTellPull } from './use-tell-pull.ts'
import { usePlanProblems } from './use-plan-problems.ts'

/**
 * Pulling bars, and links from one to another. Mouse and pen pull any bar; a finger pulls the one it has tapped before, so that
 * everywhere else it scrolls. Escape puts back.
 */
export function useGanttDrag(canvas: RefObject<HTMLCanvasElement | null>): void {
  const use = useGanttContext()
  const { ui, mayEdit, openTask, presence, consent: { asker } } = useBoardContext()
  const [dropBar, dropLink, tellPull] = [useBarDrop(), useLinkDrop(), useTellPull()]
  const drop = (pull: Pull): void => (pull.kind === 'bar' ? dropBar(pull) : dropLink(pull))
  const moved = (pull: Pull | null): void => {
    const dates = pull?.kind === 'bar' && pull.plan ? use.scene.schedule.dates(pull.id) : undefined
    if (pull === null || dates) presence.pull(dates ?? null)
    tellPull(pull)
  }
  const stand = (id: string): void => { use.cursor.goTo(id, null); ui.change({ at: id }) }
  const now = { ...use, mayEdit, asker, drop, moved, stand, show: openTask }
  const latest = useRef<Pulling>(now)
  useEffect(() => { latest.current = now })
  useEffect(() => (canvas.current ? listenToPulling(canvas.current, latest) : undefined), [canvas])
}

function useBarDrop(): (drag: BarDrag) => void {
  const { scene } = useGanttContext()
  const { board } = useBoardContext()
  const [words, tell] = [useActWords(), useTellPlan(scene.schedule)]
  return ({ id, plan }) => {
    const task = board.task(id)
    if (!plan || JSON.stringify(plan) === JSON.stringify(task?.plan)) return
    writePlan(scene.schedule, id, plan, words.planned(board, [id]))
    // Where the partner is asked first, nothing has come of it.
    if (board.task(id) !== task) tell(id)
  }
}

function useLinkDrop(): (pull: LinkPull) => void {
  const { plan } = useGanttContext()
  const { board } = useBoardContext()
  const [words, tell] = [useActWords(), usePlanProblems()]
  return ({ wish }) => {
    if (!wish) return
    const problem = plan.link(wish)
    // Where the partner is asked first, the question is what there is to hear.
    if (problem === 'asked') return
    if (problem) showToast({ tone: 'refused', text: tell(problem) })
    else announce(words.linked(board, wish.from, wish.to))
  }
}
