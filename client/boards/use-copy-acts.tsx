import { Copy, LayoutTemplate } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { MenuAct } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import { useBoardEntry } from './boards-queries.ts'
import { useBoardCopies } from './use-board-copies.ts'

const KeepTemplateDialog = lazy(async () => ({ default: (await import('./KeepTemplateDialog.tsx')).KeepTemplateDialog }))

/** What can be made of the open board. */
export function useCopyActs(): { acts: MenuAct[], dialog: ReactNode } {
  const { t } = useLingui()
  const { mayEdit, whatIf: { sandbox }, place: { workspaceId, boardId } } = useBoardContext()
  const entry = useBoardEntry(workspaceId, boardId)
  const { duplicate } = useBoardCopies(workspaceId)
  const [isKeeping, setIsKeeping] = useState(false)
  if (!mayEdit || sandbox || !entry) return { acts: [], dialog: null }
  return {
    acts: [
      { id: 'duplicate', label: t`Duplicate the board`, icon: Copy, startsGroup: true, act: () => void duplicate(entry) },
      ...entry.isTemplate ? [] : [{ id: 'keepTemplate', label: t`Save as template…`, icon: LayoutTemplate, act: () => setIsKeeping(true) }],
    ],
    dialog: isKeeping && <Suspense><KeepTemplateDialog onClose={() => setIsKeeping(false)} /></Suspense>,
  }
}
