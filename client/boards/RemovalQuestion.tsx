import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useBoardContext, useUi } from './board-context.ts'
import { namingPagesQuery } from './boards-queries.ts'
import { NamedDialog } from './NamedDialog.tsx'
import { useRemoval } from './use-removal.ts'

/** Which pages name the tasks that shall be taken off the board. Known from when the board is opened, so that nobody waits at the key. */
export function RemovalQuestion() {
  const { t } = useLingui()
  const { board, ui, place: { workspaceId, boardId } } = useBoardContext()
  const { data } = useQuery(namingPagesQuery(workspaceId, boardId))
  const asked = useUi(({ removing }) => removing)
  const { removeNamed } = useRemoval()
  if (!asked) return null
  const pages = (data?.pages ?? []).filter(({ tasks }) => asked.ids.some(id => tasks.includes(id)))
  const [count, title] = [asked.ids.length, board.task(asked.ids[0] ?? '')?.title || t`Untitled`]
  return (
    <NamedDialog
      title={count === 1 ? t`Remove “${title}”?` : t`${plural(count, { one: 'Remove # task?', other: 'Remove # tasks?' })}`} pages={pages} confirm={t`Remove`}
      onConfirm={() => void removeNamed(asked.ids, asked.from)} onClose={() => ui.change({ removing: null })}
    >
      {t`Pages name it. They go on saying what it was called; you can undo this, and then they show it again.`}
    </NamedDialog>
  )
}
