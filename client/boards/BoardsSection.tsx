import { FileUp, Plus, SquareKanban } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { can, type Role } from '@kopa/shared/policy.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useMe } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { catchTyping } from '../ui/typed-ahead.ts'
import type { BoardCompany } from './board-context.ts'
import { boardsQuery, liveBoards } from './boards-queries.ts'
import styles from './BoardsSection.module.css'
import { BoardsRow } from './BoardsRow.tsx'
import { useBoardListActs } from './use-board-list-acts.ts'

interface Props { workspaceId: string, role: Role, companies: readonly BoardCompany[], openBoardId: string | undefined, onOpen: (boardId: string) => void, /** Asks for a file to make a board of. */ onImport: () => void }

/** The boards of a workspace in the sidebar. */
export function BoardsSection({ workspaceId, role, companies, openBoardId, onOpen, onImport }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const list = useQuery(boardsQuery(workspaceId))
  const boards = useMemo(() => liveBoards(list.data?.boards ?? []), [list.data])
  const acts = useBoardListActs(workspaceId)
  const [isMaking, setIsMaking] = useState(false)
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role }
  const mayMake = can(actor, 'board.create')
  async function make(): Promise<void> {
    if (isMaking) return
    setIsMaking(true)
    const giveUp = catchTyping(t`Title of the board`)
    const board = await acts.create('')
    setIsMaking(false)
    if (board) onOpen(board.id)
    else giveUp()
  }
  return (
    <section aria-label={t`Boards`} className={styles['section']}>
      <header className={styles['head']}>
        <h2><Trans>Boards</Trans></h2>
        {mayMake && <IconButton icon={FileUp} label={t`A board from a file`} size="dense" onPress={onImport} className={styles['import'] ?? ''} />}
        {mayMake && <IconButton icon={Plus} label={t`New board`} size="dense" onPress={() => void make()} />}
      </header>
      {list.error && !list.data && <ErrorState title={t`The boards could not be fetched`} error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && boards.length === 0 && mayMake && <div className={styles['none']}><Button size="dense" icon={SquareKanban} onPress={() => void make()}><Trans>Make the first board</Trans></Button></div>}
      {list.data && boards.length === 0 && !mayMake && <p className={styles['none']}><Trans>No boards yet.</Trans></p>}
      <ul className={styles['list']}>
        {boards.map((board, index) => (
          <BoardsRow
            key={board.id} workspaceId={workspaceId} board={board} boards={boards} index={index} owner={companies.find(({ id }) => id === board.privateTo)} isOpen={board.id === openBoardId}
            acts={acts} mayWrite={mayMake} mayWall={can(actor, 'board.wall')}
          />
        ))}
      </ul>
    </section>
  )
}
