import { MonitorSmartphone } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Row, Rows, Section, Tag } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { showError } from '../ui/toasts.ts'
import { deviceName } from './device-name.ts'
import { peopleApi } from './people-api.ts'
import { sessionsQuery } from './people-queries.ts'

/** Where this person is signed in. */
export function Sessions() {
  const { t } = useLingui()
  const queries = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const refetch = () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  const end = useMutation({ mutationFn: (sessionId: string) => peopleApi.endSession({ sessionId }), onError: showError, onSettled: refetch })
  const endOthers = useMutation({ mutationFn: () => peopleApi.endOtherSessions(), onError: showError, onSettled: refetch })
  if (sessions.isPending) return <Skeleton />
  if (!sessions.data) return <ErrorState title={t`Your sessions could not be fetched`} error={sessions.error} onRetry={() => void sessions.refetch()} />
  const list = sessions.data.sessions
  const acts = list.length > 1 && <Button size="dense" onPress={() => endOthers.mutate()}><Trans>End all others</Trans></Button>
  return (
    <Section title={<Trans>Where you are signed in</Trans>} acts={acts}>
      <Rows label={t`Sessions`}>
        {list.map(session => (
          <Row
            key={session.id} mark={<Icon of={MonitorSmartphone} />} detail={<Trans>signed in <DateText at={session.createdAt} /></Trans>}
            title={<>{deviceName(session.userAgent) || t`Unknown device`}{session.isThis && <Tag tone="done"><Trans>This device</Trans></Tag>}</>}
          >
            {!session.isThis && <Button size="dense" onPress={() => end.mutate(session.id)}><Trans>End</Trans></Button>}
          </Row>
        ))}
      </Rows>
    </Section>
  )
}
