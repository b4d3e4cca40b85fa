import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { roles } from '@kopa/shared/policy.ts'
import { InviteDialog } from '../core/InviteDialog.tsx'
import { peopleApi } from './people-api.ts'

/** A link that brings another company in as a further owner. */
export function InviteCompanyDialog({ workspace, onClose }: { workspace: { id: string, name: string }, onClose: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const name = workspace.name
  return (
    <InviteDialog
      title={t`Invite another company`} roles={roles} firstRole="admin" onClose={onClose}
      lead={t`The link brings one other company into “${name}” as an owner beside yours, with its own administrators. The role is for its first person.`}
      invite={async terms => {
        const made = await peopleApi.inviteCompany({ workspaceId: workspace.id, ...terms })
        await queries.invalidateQueries({ queryKey: ['members', workspace.id] })
        return made
      }}
    />
  )
}
