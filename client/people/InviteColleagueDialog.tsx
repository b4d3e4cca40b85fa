import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useMe } from '../core/session.tsx'
import { InviteDialog } from '../core/InviteDialog.tsx'
import { peopleApi } from './people-api.ts'

/** A link for one colleague; into a workspace too, where one is named. */
export function InviteColleagueDialog({ workspaceId, onClose }: { workspaceId?: string, onClose: () => void }) {
  const { t } = useLingui()
  const me = useMe()
  const queries = useQueryClient()
  const company = me.company.name
  return (
    <InviteDialog
      title={t`Invite a colleague`} lead={t`The link brings one person into ${company}. It works once.`}
      asksRole={workspaceId !== undefined} firstRole="editor" onClose={onClose}
      invite={async terms => {
        const made = await peopleApi.inviteColleague({ ...terms, ...workspaceId ? { workspaceId } : {} })
        await queries.invalidateQueries({ queryKey: ['people'] })
        if (workspaceId) await queries.invalidateQueries({ queryKey: ['members', workspaceId] })
        return made
      }}
    />
  )
}
