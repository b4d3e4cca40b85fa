import { Handshake } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { countedFor, proposalsQuery } from './proposals-queries.ts'
import styles from './Proposals.module.css'
import { useBoardSearch } from './use-board-search.ts'
import { useTellDecisions } from './use-tell-decisions.ts'

/** With the last proposal the button goes that had opened them: the keyboard goes on in the plan or among the cards. */
function focusWork(): void {
  if (document.activeElement !== document.body) return
  const work = document.querySelector<HTMLElement>('[data-plan], [data-card][tabindex="0"]') ?? document.querySelector<HTMLElement>('main')
  work?.focus({ preventScroll: true })
}

const ProposalsDialog = lazy(async () => ({ default: (await import('./ProposalsDialog.tsx')).ProposalsDialog }))

/** That the partner asks something about tasks of ours, or has not answered yet. */
export function ProposalsBar() {
  const { t } = useLingui()
  const { place, me, companies, mayEdit } = useBoardContext()
  const { data } = useQuery({ ...proposalsQuery(place), enabled: companies.length > 1 })
  useTellDecisions(data?.proposals)
  const [isOpen, setIsOpen] = useState(false)
  const [{ proposal: at }, changeSearch] = useBoardSearch()
  function close(): void {
    setIsOpen(false)
    if (at !== undefined) changeSearch({ proposal: undefined })
    requestAnimationFrame(focusWork)
  }
  const open = data?.proposals.filter(({ state }) => state === 'open') ?? []
  const { ours, theirs, pushed } = countedFor(me.companyId, open)
  if (!data || (ours + theirs + pushed === 0 && !isOpen && at === undefined)) return null
  return (
    <section aria-label={t`Proposals`} data-waits={ours + pushed > 0 || undefined} className={styles['bar']}>
      <Icon of={Handshake} />
      <p>
        {pushed > 0 && t`${plural(pushed, { one: '# task of your company has been pushed past its slack.', other: '# tasks of your company have been pushed past their slack.' })}`}{' '}
        {ours > 0 && mayEdit && t`${plural(ours, { one: '# proposal waits for your decision.', other: '# proposals wait for your decision.' })}`}
        {ours > 0 && !mayEdit && t`${plural(ours, { one: '# proposal waits for your company’s decision.', other: '# proposals wait for your company’s decision.' })}`}{' '}
        {theirs > 0 && t`${plural(theirs, { one: '# proposal waits for the partner.', other: '# proposals wait for the partner.' })}`}
      </p>
      <Button size="dense" onPress={() => setIsOpen(true)}><Trans>Look at them</Trans></Button>
      {(isOpen || at !== undefined) && <Suspense><ProposalsDialog proposals={data.proposals} at={at} onClose={close} /></Suspense>}
    </section>
  )
}
