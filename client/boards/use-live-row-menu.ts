import { ArrowDown, ArrowUp, PanelRight, Trash2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import type { MenuAct } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import { useRemoval } from './use-removal.ts'

/** What can be done with a row of a list in a page. */
export function useLiveRowMenu(task: Task, { up, down }: { up: () => void, down: () => void }): MenuAct[] {
  const { t } = useLingui()
  const { mayEdit, openTask } = useBoardContext()
  const { remove } = useRemoval()
  return [
    { id: 'open', label: t`Open`, icon: PanelRight, shortcut: 'Enter', act: () => openTask(task.id) },
    ...mayEdit ? [
      { id: 'up', label: t`Move up`, icon: ArrowUp, shortcut: 'Alt ↑', startsGroup: true, act: up },
      { id: 'down', label: t`Move down`, icon: ArrowDown, shortcut: 'Alt ↓', act: down },
      { id: 'remove', label: t`Remove from the board`, icon: Trash2, tone: 'danger' as const, startsGroup: true, act: () => void remove([task.id]) },
    ] : [],
  ]
}
