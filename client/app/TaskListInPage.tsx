import { ListTodo } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@kopa/shared/policy.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react'
import { boardsApi, type BoardEntry, boardsQuery } from '../boards/boards-queries.ts'
import { useMe } from '../core/session.tsx'
import type { LiveListProps } from '../pages/live-lists.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { showError } from '../ui/toasts.ts'
import { ChooseListBoard } from './ChooseListBoard.tsx'
import { useLiveTasks } from './live-tasks.ts'
import styles from './TaskListInPage.module.css'
import { useOpenWorkspace } from './use-open-workspace.ts'

const LiveTaskList = lazy(() => import('../boards/LiveTaskList.tsx').then(({ LiveTaskList }) => ({ default: LiveTaskList })))

/** A list of a board's tasks in a page, as far as this reader may see the board. */
export function TaskListInPage(props: LiveListProps) {
  const workspace = useOpenWorkspace()
  const { board } = props.list
  if (!workspace) return null
  if (board === null) return <ChooseListBoard {...props} workspaceId={workspace.id} />
  return <OfBoard key={board} {...props} workspaceId={workspace.id} boardId={board} />
}

function OfBoard({ workspaceId, boardId, ...props }: LiveListProps & { workspaceId: string, boardId: string }) {
  const { t } = useLingui()
  const tasks = useLiveTasks()
  const live = useSyncExternalStore(tasks.subscribe, () => tasks.get(boardId))
  const { data } = useQuery(boardsQuery(workspaceId))
  const entry = data?.boards.find(({ id }) => id === boardId)
  const isThere = entry !== undefined && entry.archivedAt === null
  useEffect(() => (isThere ? tasks.want(boardId) : undefined), [tasks, boardId, isThere])
  const label = props.list.label || t`Tasks`
  if (data === undefined) return <Line label={label} />
  // Behind a wall, deleted and never there: the same words as the page itself has.
  if (!entry) return <Line label={label}><Trans>There is no such board for you.</Trans></Line>
  if (entry.archivedAt !== null) return <Archived entry={entry} workspaceId={workspaceId} />
  if (!live) return <Line label={entry.title || label} isBusy />
  return <Suspense fallback={<Line label={entry.title || label} isBusy />}><LiveTaskList {...props} use={live.use} /></Suspense>
}

function Line({ label, isBusy = false, children }: { label: string, isBusy?: boolean, children?: ReactNode }) {
  return <div aria-busy={isBusy || undefined} className={styles['line']}><Icon of={ListTodo} /><span dir="auto">{label}</span>{children && <small>{children}</small>}</div>
}

function Archived({ entry, workspaceId }: { entry: BoardEntry, workspaceId: string }) {
  const { t } = useLingui()
  const me = useMe()
  const workspace = useOpenWorkspace()
  const queries = useQueryClient()
  const mayRestore = workspace !== null && can({ userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }, 'board.archive')
  async function restore(): Promise<void> {
    await boardsApi.restoreBoard({ workspaceId, boardId: entry.id }).catch(showError)
    await queries.invalidateQueries({ queryKey: boardsQuery(workspaceId).queryKey })
  }
  return (
    <div className={styles['line']}>
      <Icon of={ListTodo} /><span dir="auto">{entry.title || t`Untitled`}</span><small><Trans>The board is in the archive.</Trans></small>
      {mayRestore && <Button size="dense" onPress={() => void restore()}><Trans>Bring it back</Trans></Button>}
    </div>
  )
}
