import { KeyRound } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Row, Rows, Section } from '../ui/Screen.tsx'
import { CreateTokenDialog } from './CreateTokenDialog.tsx'
import { peopleApi } from './people-api.ts'
import { tokensQuery } from './people-queries.ts'

/** Keys for programs that act in this person's name. */
export function Tokens() {
  const { t } = useLingui()
  const tokens = useQuery(tokensQuery)
  const [isCreating, setIsCreating] = useState(false)
  const list = tokens.data?.tokens ?? []
  return (
    <Section
      title={<Trans>Personal access tokens</Trans>} lead={<Trans>For programs that act in your name. Revoking one closes what it holds open at once.</Trans>}
      acts={<Button size="dense" onPress={() => setIsCreating(true)}><Trans>Create a token</Trans></Button>}
    >
      {list.length > 0 && <Rows label={t`Personal access tokens`}>{list.map(token => <TokenRow key={token.id} token={token} />)}</Rows>}
      {isCreating && <CreateTokenDialog onClose={() => setIsCreating(false)} />}
    </Section>
  )
}

function TokenRow({ token }: { token: { id: string, name: string, createdAt: string, lastUsedAt: string | null } }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => peopleApi.revokeToken({ tokenId: token.id }),
    onSettled: () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  const lastUse = token.lastUsedAt ? <Trans>last used <DateText at={token.lastUsedAt} /></Trans> : <Trans>never used</Trans>
  return (
    <Row mark={<Icon of={KeyRound} />} title={token.name} detail={<Trans>made <DateText at={token.createdAt} />, {lastUse}</Trans>}>
      <Button size="dense" onPress={() => setIsAsking(true)}><Trans>Revoke</Trans></Button>
      {isAsking && (
        <ConfirmDialog title={t`Revoke “${token.name}”?`} confirm={t`Revoke`} onClose={() => setIsAsking(false)} onConfirm={() => revoke.mutateAsync()}>
          <Trans>Programs that use this token lose access at once. This cannot be undone.</Trans>
        </ConfirmDialog>
      )}
    </Row>
  )
}
