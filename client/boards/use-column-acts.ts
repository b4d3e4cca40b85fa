import { ArrowLeft, ArrowRight, Check, Gauge, PencilLine, Trash2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type Column, stages } from '@kopa/shared/boards/column.ts'
import type { MenuAct } from '../ui/Menu.tsx'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { stageIcons, useStageNames } from './use-board-words.ts'
import { useUndo } from './use-undo.ts'

/** What can be done with a column. */
export function useColumnActs(column: Column, columns: readonly Column[], onEdit: (what: 'title' | 'limit') => void): MenuAct[] {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  const names = useStageNames()
  const { undo } = useUndo()
  const at = columns.findIndex(({ id }) => id === column.id)
  const name = column.title || t`Untitled`
  const first = columns[0]?.id === column.id ? columns[1]?.title : columns[0]?.title
  function remove(): void {
    acts.removeColumn(column)
    showToast({ about: 'undo', text: first === undefined ? t`Column “${name}” removed` : t`Column “${name}” removed; its tasks are in “${first}” now`, action: { label: t`Undo`, act: undo } })
  }
  return [
    { id: 'rename', label: t`Rename`, icon: PencilLine, act: () => onEdit('title') },
    { id: 'limit', label: column.limit === null ? t`Set a limit` : t`Change the limit of ${column.limit}`, hint: t`Warns when more tasks are in it; stops nobody`, icon: Gauge, act: () => onEdit('limit') },
    { id: 'left', label: t`Move left`, icon: ArrowLeft, isDisabled: at === 0, act: () => acts.moveColumn(column, columns[at - 2]?.id ?? null) },
    { id: 'right', label: t`Move right`, icon: ArrowRight, isDisabled: at === columns.length - 1, act: () => acts.moveColumn(column, columns[at + 1]?.id ?? null) },
    ...stages.map((stage, index): MenuAct => ({
      id: stage, label: names[stage].name, hint: names[stage].hint, icon: stage === column.stage ? Check : stageIcons[stage], startsGroup: index === 0, isDisabled: stage === column.stage,
      act: () => acts.changeColumn(column, { stage }),
    })),
    { id: 'remove', label: t`Remove the column`, icon: Trash2, tone: 'danger', startsGroup: true, act: remove },
  ]
}
