import { Handshake } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { proposalsQuery } from './proposals-queries.ts'
import styles from './Proposals.module.css'

const ProposalsDialog = lazy(async () => ({ default: (await import('./ProposalsDialog.tsx')).ProposalsDialog }))

/** That the partner asks something about tasks of ours, or has not answered yet. */
export function ProposalsBar() {
  const { t } = useLingui()
  const { place, me, consent, whatIf } = useBoardContext()
  const { data } = useQuery({ ...proposalsQuery(place), enabled: consent.asker !== null })
  const [isOpen, setIsOpen] = useState(false)
  const open = data?.proposals.filter(({ state }) => state === 'open') ?? []
  const [ours, theirs] = [open.filter(({ toCompanyId }) => toCompanyId === me.companyId).length, open.filter(({ fromCompanyId }) => fromCompanyId === me.companyId).length]
  if (whatIf.sandbox || (open.length === 0 && !isOpen)) return null
  return (
    <section aria-label={t`Proposals`} data-waits={ours > 0 || undefined} className={styles['bar']}>
      <Icon of={Handshake} />
      <p role="status">
        {ours > 0 && t`${plural(ours, { one: '# proposal waits for your decision.', other: '# proposals wait for your decision.' })}`}{' '}
        {theirs > 0 && t`${plural(theirs, { one: '# proposal waits for the partner.', other: '# proposals wait for the partner.' })}`}
      </p>
      <Button size="dense" onPress={() => setIsOpen(true)}><Trans>Look at them</Trans></Button>
      {isOpen && <Suspense><ProposalsDialog proposals={data?.proposals ?? []} onClose={() => setIsOpen(false)} /></Suspense>}
    </section>
  )
}
