import { FilePlus, Handshake, Settings2, SquareKanban } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { can } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Screen } from '../ui/Screen.tsx'
import styles from './WorkspaceOverview.module.css'
import { membersQuery, type Workspace } from './workspaces-queries.ts'

interface Props {
  workspace: Workspace
  hasPages: boolean
  onNewPage: () => void
  hasBoards: boolean
  onNewBoard: () => void
  /** The button that invites another company. */
  inviteCompany: ReactNode
  /** What waits for an answer. */
  waits: ReactNode
  /** What changed here lately. */
  recent: ReactNode
}

/** The front of a workspace: who owns it, who is in it, what happened. */
export function WorkspaceOverview({ workspace, hasPages, onNewPage, hasBoards, onNewBoard, inviteCompany, waits, recent }: Props) {
  const me = useMe()
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }
  const [mayWrite, mayMake] = [can(actor, 'page.create'), can(actor, 'board.create')]
  useTitle(workspace.name)
  const settings = <ButtonLink to="/w/$workspaceId/settings" params={{ workspaceId: workspace.id }} icon={Settings2}><Trans>Settings</Trans></ButtonLink>
  const newPage = mayWrite && <Button variant="primary" icon={FilePlus} onPress={onNewPage}><Trans>New page</Trans></Button>
  const newBoard = mayMake && <Button variant={hasPages && !hasBoards ? 'primary' : 'plain'} icon={SquareKanban} onPress={onNewBoard}><Trans>New board</Trans></Button>
  return (
    <Screen title={workspace.name} acts={<>{settings}{hasBoards && newBoard}{hasPages && newPage}</>}>
      <People workspace={workspace} />
      {workspace.companies.length === 1 && can(actor, 'invitation.manage') && <InvitePartner invite={inviteCompany} />}
      {(newPage || newBoard) && <Beginning hasPages={hasPages} hasBoards={hasBoards} newPage={newPage} newBoard={newBoard} />}
      {waits}
      {recent}
    </Screen>
  )
}

interface BeginningProps extends Pick<Props, 'hasPages' | 'hasBoards'> { newPage: ReactNode, newBoard: ReactNode }

/** What is not there yet: pages, boards, or both; for as long as that is so. */
function Beginning({ hasPages, hasBoards, newPage, newBoard }: BeginningProps) {
  const { t } = useLingui()
  const page = <Trans>A page can be a plan, meeting notes, or an agreement in the making. Everybody in the workspace writes in it at the same time; you can also keep a page for your own company only.</Trans>
  const board = <Trans>A board holds what is to be done: tasks with the responsible company, people and dates, as columns, a list, a calendar or a Gantt chart.</Trans>
  if (hasPages && hasBoards) return null
  if (hasBoards) return <EmptyState icon={FilePlus} title={t`Write the first page`} acts={newPage}>{page}</EmptyState>
  if (hasPages) return <EmptyState icon={SquareKanban} title={t`Make the first board`} acts={newBoard}>{board}</EmptyState>
  return <EmptyState icon={FilePlus} title={t`Begin with a page or a board`} acts={<>{newPage}{newBoard}</>}>{page} {board}</EmptyState>
}

function People({ workspace }: { workspace: Workspace }) {
  const members = useQuery(membersQuery(workspace.id)).data?.members ?? []
  return (
    <ul className={styles['companies']}>
      {workspace.companies.map(company => (
        <li key={company.id}>
          <span className={styles['company']}>{company.name}</span>
          <span className={styles['people']}>
            {members.filter(({ companyId }) => companyId === company.id).slice(0, 12).map(({ userId, name }) => (
              <span key={userId} className={styles['person']}><Avatar name={name} company={company} size="small" isNamed />{name}</span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function InvitePartner({ invite }: { invite: ReactNode }) {
  const { t } = useLingui()
  return (
    <EmptyState icon={Handshake} title={t`Invite your partner`} acts={invite}>
      <Trans>Send a link, and their company becomes an owner beside yours. From then on neither of you can remove the other.</Trans>
    </EmptyState>
  )
}
