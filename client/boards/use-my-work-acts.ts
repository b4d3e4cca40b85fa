import { useLingui } from '@lingui/react/macro'
import { type Deadline, readDeadline } from '@kopa/shared/boards/task.ts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { showError, showToast } from '../ui/toasts.ts'
import { type MyTask, myWorkApi, type MyWorkPart } from './my-work.ts'
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

type Undo = () => Promise<unknown>
/** `redo`: did it change anything? */
interface Act { words: string, undo: Undo, redo: () => Promise<boolean> }

const placeOf = ({ workspaceId, boardId, taskId, documentId }: MyTask) => ({ workspaceId, boardId, taskId, isInSide: documentId !== boardId })

/** What is done to tasks of the list: asked of the server one after the other, shown at once, taken back one by one. */
export function useMyWorkActs(): MyWorkActs {
  const { t } = useLingui()
  const [changes, setChanges] = useState<WorkChanges>(new Map())
  const history = useHistory()
  /** Shown before the server has answered, and no longer where it refuses. */
  const shown = async <T>(task: MyTask, change: Pick<WorkChange, 'stage' | 'deadline'>, at: WorkPlaceInList, ask: () => Promise<T>): Promise<T> => {
    const key = workKey(task)
    setChanges(before => new Map(before).set(key, { ...before.get(key), task, ...at, ...change, at: Date.now() }))
    return ask().catch((error: unknown) => {
      setChanges(before => new Map([...before].filter(([other]) => other !== key)))
      throw error
    })
  }
  return {
    changes,
    toggle: (task, at) => {
      const title = task.title || t`Untitled`
      const wasDone = task.stage === 'done'
      const finish = async (): Promise<Undo | null> => {
        const { from } = await shown(task, { stage: 'done' }, at, () => myWorkApi.finishTask(placeOf(task)))
        return from && (() => shown(task, { stage: task.stage }, at, () => myWorkApi.reopenTask({ ...placeOf(task), from })))
      }
      const reopen = async (): Promise<Undo | null> => {
        const { from } = await shown(task, { stage: 'open' }, at, () => myWorkApi.reopenTask(placeOf(task)))
        return from && (() => shown(task, { stage: 'done' }, at, () => myWorkApi.finishTask({ ...placeOf(task), from })))
      }
      history.act(wasDone ? t`“${title}” is to be done again` : t`“${title}” is done`, wasDone ? reopen : finish)
    },
    setDeadline: (task, deadline, at) => {
      const title = task.title || t`Untitled`
      const put = (next: Deadline | null, was?: Deadline | null) =>
        shown(task, { deadline: next }, at, () => myWorkApi.changeTaskDeadline({ ...placeOf(task), deadline: next, ...was !== undefined && { was } }))
      history.act(deadline === null ? t`“${title}” has no deadline now` : t`The deadline of “${title}” is changed`, async () => {
        const { from } = await put(deadline)
        return from && (() => put(readDeadline(from.deadline), deadline))
      })
    },
  }
}

/**
 * Acts that the server does, taken back in the order in which they were done. `act`: does it, and answers how it is taken back; null: it changed
 * nothing, as somebody else had done the same. What they did is not ours to take back.
 */
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
      if (await act.redo()) stacks.current.done.push(act)
      showToast({ about: 'undo', text: t`Done again: ${words}` })
    })
    const act = (words: string, work: () => Promise<Undo | null>): void => inTurn(async () => {
      const first = await work()
      if (!first) return showToast({ about: 'undo', text: words })
      const done: Act = {
        words, undo: first,
        redo: async () => { const again = await work(); if (again) done.undo = again; return again !== null },
      }
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
