import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Rows, Screen, Section } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ColleagueInvitations } from './ColleagueInvitations.tsx'
import { ColleagueRow } from './ColleagueRow.tsx'
import { InviteColleague } from './InviteColleague.tsx'
import { colleaguesQuery } from './people-queries.ts'

export function CompanyScreen() {
  const { t } = useLingui()
  const me = useMe()
  const isAdmin = me.companyRole === 'admin'
  useTitle(t`People of ${me.company.name}`)
  return (
    <Screen title={me.company.name} lead={<Trans>The people of your company. Partners see only those who share a workspace with them.</Trans>} acts={<InviteColleague variant="primary" />}>
      <Colleagues />
      {isAdmin && <ColleagueInvitations />}
    </Screen>
  )
}

function Colleagues() {
  const { t } = useLingui()
  const me = useMe()
  const colleagues = useQuery(colleaguesQuery)
  if (colleagues.isPending) return <Skeleton lines={4} />
  if (!colleagues.data) return <ErrorState title={t`The list could not be fetched`} error={colleagues.error} onRetry={() => void colleagues.refetch()} />
  const { people } = colleagues.data
  const count = people.length
  return (
    <Section
      title={<Plural value={count} one="# person" other="# people" />}
      lead={me.companyRole === 'admin' ? undefined : <Trans>Only an administrator of your company can change this list.</Trans>}
    >
      <Rows label={t`People`}>{people.map(person => <ColleagueRow key={person.id} person={person} />)}</Rows>
    </Section>
  )
}
