import { Handshake, TriangleAlert } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { remember, remembered } from './board-memory.ts'
import { countedFor, isAnswer, type Proposal, proposalsQuery } from './proposals-queries.ts'
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

/** That the partner asks something about tasks of ours, has pushed them, has said no to what we ask, or has not answered yet. */
export function ProposalsBar() {
  const { place, companies } = useBoardContext()
  const { data } = useQuery({ ...proposalsQuery(place), enabled: companies.length > 1 })
  useTellDecisions(data?.proposals)
  const [isOpen, setIsOpen] = useState(false)
  const [{ proposal: at }, changeSearch] = useBoardSearch()
  const { answers, note } = useAnswers(data?.proposals)
  function close(): void {
    setIsOpen(false)
    note()
    if (at !== undefined) changeSearch({ proposal: undefined })
    requestAnimationFrame(focusWork)
  }
  if (!data) return null
  return (
    <>
      <Band proposals={data.proposals} answers={answers} onOpen={() => setIsOpen(true)} />
      {(isOpen || at !== undefined) && <Suspense><ProposalsDialog proposals={data.proposals} at={at} onClose={close} /></Suspense>}
    </>
  )
}

/** Goes with the last of what it tells, also while the dialog that decided it stands open. */
function Band({ proposals, answers, onOpen }: { proposals: readonly Proposal[], answers: number, onOpen: () => void }) {
  const { t } = useLingui()
  const { me, mayEdit } = useBoardContext()
  const { ours, theirs, pushed } = countedFor(me.companyId, proposals.filter(({ state }) => state === 'open'))
  if (ours + theirs + pushed + answers === 0) return null
  return (
    <section aria-label={ours + theirs + answers === 0 ? t`Pushed tasks` : t`Proposals`} data-waits={ours + pushed + answers > 0 || undefined} className={styles['bar']}>
      <Icon of={ours + theirs + answers === 0 ? TriangleAlert : Handshake} />
      <p>
        {pushed > 0 && t`${plural(pushed, { one: '# task of your company has been pushed past its slack.', other: '# tasks of your company have been pushed past their slack.' })}`}{' '}
        {ours > 0 && mayEdit && t`${plural(ours, { one: '# proposal waits for your decision.', other: '# proposals wait for your decision.' })}`}
        {ours > 0 && !mayEdit && t`${plural(ours, { one: '# proposal waits for your company’s decision.', other: '# proposals wait for your company’s decision.' })}`}{' '}
        {answers > 0 && t`${plural(answers, { one: 'The partner has said no to # thing.', other: 'The partner has said no to # things.' })}`}{' '}
        {theirs > 0 && t`${plural(theirs, { one: '# proposal waits for the partner.', other: '# proposals wait for the partner.' })}`}
      </p>
      <Button size="dense" onPress={onOpen}><Trans>Look at them</Trans></Button>
    </section>
  )
}

/** What partners have said no to and this person has not looked at on this device; `note`: now they have. */
function useAnswers(proposals: readonly Proposal[] | undefined): { answers: number, note: () => void } {
  const { me, boardId } = useBoardContext()
  const whose = { userId: me.id, boardId }
  const [seen, setSeen] = useState(() => remembered('answers', whose) ?? '')
  const times = (proposals ?? []).filter(isAnswer(me.companyId)).map(({ decidedAt }) => decidedAt ?? '').toSorted()
  const last = times.at(-1) ?? ''
  return {
    answers: times.filter(time => time > seen).length,
    note: () => {
      if (last <= seen) return
      setSeen(last)
      remember('answers', whose, last)
    },
  }
}
