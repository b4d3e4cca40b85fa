import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Role, roles } from '@kopa/shared/policy.ts'
import { useRoleNames } from '../core/role-names.ts'
import { useMe } from '../core/session.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Row, Tag } from '../ui/Screen.tsx'
import { Select } from '../ui/Select.tsx'
import { showError } from '../ui/toasts.ts'
import { LocalTime } from './LocalTime.tsx'
import { workspacesApi } from './workspaces-api.ts'
import { type Member, membersQuery, type OwnerCompany, workspacesQuery } from './workspaces-queries.ts'

interface Props { member: Member, company: OwnerCompany, workspaceId: string, givable: readonly Role[] | null }

export function MemberRow({ member, company, workspaceId, givable }: Props) {
  const me = useMe()
  const roleNames = useRoleNames()
  return (
    <Row
      mark={<Avatar name={member.name} company={company} isNamed />} detail={<LocalTime timeZone={member.timeZone} />}
      title={<>{member.name}{member.userId === me.id && <Tag><Trans>You</Trans></Tag>}</>}
    >
      {givable
        ? <MemberActs member={member} workspaceId={workspaceId} givable={givable} />
        : <Tag>{roleNames[member.role].name}</Tag>}
    </Row>
  )
}

function MemberActs({ member, workspaceId, givable }: { member: Member, workspaceId: string, givable: readonly Role[] }) {
  const { t } = useLingui()
  const roleNames = useRoleNames()
  const { change, remove } = useMemberChanges(workspaceId, member.userId)
  const [isAsking, setIsAsking] = useState(false)
  const name = member.name
  const choices = roles.filter(role => role === member.role || givable.includes(role)).map(value => ({ value, label: roleNames[value].name }))
  return (
    <>
      <Select name={`role-${member.userId}`} label={t`Role of ${name}`} isLabelHidden size="dense" choices={choices} value={member.role} onChange={(role: Role) => change.mutate(role, { onError: showError })} />
      <Button size="dense" onPress={() => setIsAsking(true)}><Trans>Remove</Trans></Button>
      {isAsking && (
        <ConfirmDialog title={t`Remove ${name}?`} confirm={t`Remove`} onClose={() => setIsAsking(false)} onConfirm={() => remove.mutateAsync()}>
          <Trans>{name} loses access to this workspace at once. What they wrote stays.</Trans>
        </ConfirmDialog>
      )}
    </>
  )
}

function useMemberChanges(workspaceId: string, userId: string) {
  const queries = useQueryClient()
  const refetch = async () => {
    await queries.invalidateQueries({ queryKey: membersQuery(workspaceId).queryKey })
    await queries.invalidateQueries({ queryKey: workspacesQuery.queryKey })
  }
  const change = useMutation({ mutationFn: (role: Role) => workspacesApi.changeMember({ workspaceId, userId, role }), onSettled: refetch })
  const remove = useMutation({ mutationFn: () => workspacesApi.removeMember({ workspaceId, userId }), onSuccess: refetch })
  return { change, remove }
}
