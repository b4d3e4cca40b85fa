import { CornerLeftUp } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useShownCards } from './board-context.ts'
import { useParentTitle } from './use-board.ts'

/** Of which task it is a part; not where the lane says so. */
export function SubtaskOf({ task: { parent }, className }: { task: Task, className: string | undefined }) {
  const { t } = useLingui()
  const title = useParentTitle(useBoardContext().board, parent)
  const { grouping } = useShownCards()
  if (title === null || grouping === 'parent') return null
  const name = title || t`Untitled`
  return <small title={t`Subtask of “${name}”`} className={className}><Icon of={CornerLeftUp} size={12} /><span dir="auto">{name}</span></small>
}
