import { useLingui } from '@lingui/react/macro'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { showError, showToast } from '../ui/toasts.ts'
import { deadlineOf, type MyTask, myWorkApi, type MyWorkPart } from './my-work.ts'
import { undoAsked } from './use-undo-keys.ts'
import { type WorkChange, type WorkChanges, workKey } from './work-changes.ts'

/** Where a row stands, for whom it is changed. */
export interface WorkPlaceInList { part: MyWorkPart, after: string | null, question: string }

export interface MyWorkActs {
  changes: WorkChanges
  /** Done, or not done after all. */
  toggle: (task: MyTask, at: WorkPlaceInList) => void
  setDeadline: (task: MyTask, deadline: Deadline | null, at: WorkPlaceInList) => void
}

interface Act { words: string, undo: () => Promise<unknown>, redo: () => Promise<unknown> }

const placeOf = ({ workspaceId, boardId, taskId, documentId }: MyTask) => ({ workspaceId, boardId, taskId, isInSide: documentId !== boardId })

/** What is done to tasks of the list: asked of the server one after the other, shown at once, taken back one by one. */
export function useMyWorkActs(): MyWorkActs {
  const { t } = useLingui()
  const [changes, setChanges] = useState<WorkChanges>(new Map())
  const history = useHistory()
  const note = (task: MyTask, change: Pick<WorkChange, 'stage' | 'deadline'>, at: WorkPlaceInList): (() => void) => {
    const key = workKey(task)
    setChanges(before => new Map(before).set(key, { ...before.get(key), task, ...at, ...change, at: Date.now() }))
    return () => setChanges(before => new Map([...before].filter(([other]) => other !== key)))
  }
  return {
    changes,
    toggle: (task, at) => {
      const title = task.title || t`Untitled`
      const wasDone = task.stage === 'done'
      const finish = async (): Promise<() => Promise<unknown>> => {
        const forget = note(task, { stage: 'done' }, at)
        const { from } = await myWorkApi.finishTask(placeOf(task)).catch((error: unknown) => { forget(); throw error })
        return () => { note(task, { stage: task.stage === 'done' ? 'open' : task.stage }, at); return myWorkApi.reopenTask({ ...placeOf(task), ...from && { from } }) }
      }
      const reopen = async (): Promise<() => Promise<unknown>> => {
        const forget = note(task, { stage: 'open' }, at)
        await myWorkApi.reopenTask(placeOf(task)).catch((error: unknown) => { forget(); throw error })
        return finish
      }
      history.act(wasDone ? t`“${title}” is to be done again` : t`“${title}” is done`, wasDone ? reopen : finish)
    },
    setDeadline: (task, deadline, at) => {
      const title = task.title || t`Untitled`
      const before = deadlineOf(task)
      const put = async (next: Deadline | null): Promise<() => Promise<unknown>> => {
        const forget = note(task, { deadline: next }, at)
        await myWorkApi.changeTaskDeadline({ ...placeOf(task), deadline: next }).catch((error: unknown) => { forget(); throw error })
        return () => put(before)
      }
      history.act(deadline === null ? t`“${title}” has no deadline now` : t`The deadline of “${title}” is changed`, () => put(deadline))
    },
  }
}

/** Acts that the server does, taken back in the order in which they were done. `act`: does it, and answers how it is taken back. */
function useHistory() {
  const { t } = useLingui()
  const stacks = useRef<{ done: Act[], undone: Act[], last: Promise<unknown> }>({ done: [], undone: [], last: Promise.resolve() })
  const history = useMemo(() => {
    const inTurn = (work: () => Promise<void>): void => { stacks.current.last = stacks.current.last.then(work).catch(showError) }
    const undo = (): void => inTurn(async () => {
      const act = stacks.current.done.pop()
      if (!act) return showToast({ about: 'undo', text: t`There is nothing to undo.` })
      const { words } = act
      await act.undo()
      stacks.current.undone.push(act)
      showToast({ about: 'undo', text: t`Undone: ${words}`, action: { label: t`Redo`, act: redo } })
    })
    const redo = (): void => inTurn(async () => {
      const act = stacks.current.undone.pop()
      if (!act) return showToast({ about: 'undo', text: t`There is nothing to redo.` })
      const { words } = act
      await act.redo()
      stacks.current.done.push(act)
      showToast({ about: 'undo', text: t`Done again: ${words}` })
    })
    const act = (words: string, work: () => Promise<() => Promise<unknown>>): void => inTurn(async () => {
      const done: Act = { words, undo: await work(), redo: async () => { done.undo = await work() } }
      stacks.current.done.push(done)
      stacks.current.undone = []
      showToast({ about: 'undo', text: words, action: { label: t`Undo`, act: undo } })
    })
    return { act, undo, redo }
  }, [t])
  useUndoKeysOf(history)
  return history
}

function useUndoKeysOf(history: Record<'undo' | 'redo', () => void>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const asked = undoAsked(event)
      if (!asked) return
      event.preventDefault()
      history[asked]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [history])
}
