import { ArchiveRestore } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { can, type Role } from '@kopa/shared/policy.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMe } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Row, Rows, Tag } from '../ui/Screen.tsx'
import { showToast } from '../ui/toasts.ts'
import { archivedBoards, type BoardEntry, boardsQuery } from './boards-queries.ts'
import { useBoardListActs } from './use-board-list-acts.ts'

/** Boards and templates that were put away, the last one first; each comes back with a press. */
export function ArchivedBoards({ workspaceId, role }: { workspaceId: string, role: Role }) {
  const { t } = useLingui()
  const me = useMe()
  const boards = archivedBoards(useQuery(boardsQuery(workspaceId)).data?.boards ?? [])
  const mayRestore = can({ userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role }, 'board.archive')
  if (boards.length === 0) return null
  return (
    <section>
      <h2><Trans>Boards</Trans></h2>
      <Rows label={t`Archived boards`}>{boards.map(board => <ArchivedRow key={board.id} board={board} workspaceId={workspaceId} mayRestore={mayRestore} />)}</Rows>
    </section>
  )
}

function ArchivedRow({ board, workspaceId, mayRestore }: { board: BoardEntry, workspaceId: string, mayRestore: boolean }) {
  const { t } = useLingui()
  const { restore } = useBoardListActs(workspaceId)
  const title = board.title || t`Untitled`
  async function bringBack(): Promise<void> {
    if (!await restore(board.id)) return
    showToast({ text: board.isTemplate ? t`“${title}” is offered with every new board again.` : t`“${title}” is back among the boards.` })
    // The row that had the focus has gone.
    document.querySelector<HTMLElement>('main h1')?.focus()
  }
  return (
    <Row
      title={<Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId: board.id }}>{title}</Link>}
      detail={<>{board.isTemplate && <Tag><Trans>Template</Trans></Tag>} {board.archivedAt && <Trans context="board">archived <DateText at={board.archivedAt} /></Trans>}</>}
    >
      {mayRestore && <Button size="dense" icon={ArchiveRestore} label={t`Restore “${title}”`} onPress={() => void bringBack()}><Trans>Restore</Trans></Button>}
    </Row>
  )
}
