import { Building2, Link2, Share2, UserPlus, Users } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { can } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { useOfferActs } from '../core/offered-acts.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { showError, showToast } from '../ui/toasts.ts'
import type { Workspace } from '../workspaces/workspaces-queries.ts'
import styles from './Share.module.css'
import { type AskedFor, ShellDialog } from './ShellDialog.tsx'

/** On every page and board, top right: its address, and who else may come in. `path`: 'p/<page id>'. */
export function Share({ workspace, path }: { workspace: Workspace, path: string }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<AskedFor | null>(null)
  const acts = [useCopyLink(workspace.id, path), ...useInvitations(workspace, setAsked), usePeople(workspace.id)]
  useOfferActs('share', t`Sharing`, acts)
  return (
    <>
      <Menu label={t`Share`} acts={acts}><Button size="dense" icon={Share2} label={t`Share`}><span className={styles['word']}><Trans>Share</Trans></span></Button></Menu>
      {asked && <ShellDialog asked={asked} workspace={workspace} onClose={() => setAsked(null)} />}
    </>
  )
}

function useCopyLink(workspaceId: string, path: string): MenuAct {
  const { t } = useLingui()
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(`${location.origin}/w/${workspaceId}/${path}`)
    showToast({ text: t`The link is copied.` })
  }
  return { id: 'link', label: t`Copy link`, hint: t`For people who are in this workspace`, icon: Link2, act: () => void copy().catch(showError) }
}

/** Only for those who may invite. */
function useInvitations(workspace: Workspace, ask: (asked: AskedFor) => void): MenuAct[] {
  const { t } = useLingui()
  const me = useMe()
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }
  return [
    ...me.companyRole === 'admin' ? [{ id: 'colleague', label: t`Invite a colleague`, icon: UserPlus, act: () => ask('inviteColleague') }] : [],
    ...can(actor, 'invitation.manage') ? [{ id: 'company', label: t`Invite another company`, icon: Building2, act: () => ask('inviteCompany') }] : [],
  ]
}

function usePeople(workspaceId: string): MenuAct {
  const { t } = useLingui()
  const navigate = useNavigate()
  return { id: 'people', label: t`Who is in this workspace`, icon: Users, act: () => void navigate({ to: '/w/$workspaceId/settings', params: { workspaceId } }) }
}
