import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Result } from '@kopa/shared/contract.ts'
import type { people } from '@kopa/shared/people/contract.ts'
import { type CompanyRole, companyRoles } from '@kopa/shared/policy.ts'
import { useCompanyRoleNames } from '../core/role-names.ts'
import { useMe } from '../core/session.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Row, Tag } from '../ui/Screen.tsx'
import { Select } from '../ui/Select.tsx'
import { showError } from '../ui/toasts.ts'
import { peopleApi } from './people-api.ts'
import { colleaguesQuery } from './people-queries.ts'

type Colleague = Result<typeof people['listColleagues']>['people'][number]

export function ColleagueRow({ person }: { person: Colleague }) {
  const me = useMe()
  const roleNames = useCompanyRoleNames()
  const isMe = person.id === me.id
  return (
    <Row
      mark={<Avatar name={person.name} isNamed />} detail={person.email}
      title={<>{person.name}{isMe && <Tag><Trans>You</Trans></Tag>}{person.isSuspended && <Tag tone="waits"><Trans>Suspended</Trans></Tag>}</>}
    >
      {me.companyRole === 'admin' ? <ColleagueActs person={person} isMe={isMe} /> : <Tag>{roleNames[person.companyRole]}</Tag>}
    </Row>
  )
}

function ColleagueActs({ person, isMe }: { person: Colleague, isMe: boolean }) {
  const { t } = useLingui()
  const roleNames = useCompanyRoleNames()
  const change = useChange(person.id)
  const [isAsking, setIsAsking] = useState(false)
  const name = person.name
  const choices = companyRoles.map(value => ({ value, label: roleNames[value] }))
  return (
    <>
      <Select name={`role-${person.id}`} label={t`Company role of ${name}`} isLabelHidden size="dense" choices={choices} value={person.companyRole} onChange={(companyRole: CompanyRole) => change.mutate({ companyRole }, { onError: showError })} />
      {!isMe && !person.isSuspended && <Button size="dense" onPress={() => setIsAsking(true)}><Trans>Suspend</Trans></Button>}
      {!isMe && person.isSuspended && <Button size="dense" onPress={() => change.mutate({ isSuspended: false }, { onError: showError })}><Trans>Resume</Trans></Button>}
      {isAsking && (
        <ConfirmDialog title={t`Suspend ${name}?`} confirm={t`Suspend`} onClose={() => setIsAsking(false)} onConfirm={() => change.mutateAsync({ isSuspended: true })}>
          <Trans>{name} is signed out everywhere at once and cannot sign in until resumed. What they wrote stays.</Trans>
        </ConfirmDialog>
      )}
    </>
  )
}

function useChange(userId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: { companyRole?: CompanyRole, isSuspended?: boolean }) => peopleApi.changeColleague({ userId, ...change }),
    onSettled: () => queries.invalidateQueries({ queryKey: colleaguesQuery.queryKey }),
  })
}
