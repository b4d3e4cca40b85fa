import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { givableRoles, type Role } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { InviteDialog } from '../core/InviteDialog.tsx'
import { peopleApi } from './people-api.ts'

/** The workspace that the colleague joins, and my own role there: I cannot give more. */
export interface InviteInto { workspaceId: string, role: Role }

/** A link for one colleague; into a workspace too, where one is named. */
export function InviteColleagueDialog({ into, onClose }: { into: InviteInto | undefined, onClose: () => void }) {
  const { t } = useLingui()
  const me = useMe()
  const queries = useQueryClient()
  const company = me.company.name
  return (
    <InviteDialog
      title={t`Invite a colleague`} lead={t`The link brings one person into ${company}. It works once.`}
      roles={into ? givableRoles(into) : []} firstRole="editor" onClose={onClose}
      invite={async terms => {
        const made = await peopleApi.inviteColleague({ ...terms, ...into ? { workspaceId: into.workspaceId } : {} })
        await queries.invalidateQueries({ queryKey: ['people'] })
        if (into) await queries.invalidateQueries({ queryKey: ['members', into.workspaceId] })
        return made
      }}
    />
  )
}
