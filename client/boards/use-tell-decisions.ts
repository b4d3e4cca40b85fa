import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toasts.ts'
import { personIn, useBoardContext } from './board-context.ts'
import { countedFor, type Proposal } from './proposals-queries.ts'
import { useProposalTitles } from './use-proposal-titles.ts'

/**
 * What comes of proposals while somebody looks at the board: that one waits for us is read out, and what the partner decided about ours is said;
 * without it the line that something waits would only come and vanish.
 */
export function useTellDecisions(proposals: readonly Proposal[] | undefined): void {
  const { t } = useLingui()
  const use = useBoardContext()
  const titlesOf = useProposalTitles()
  const open = useRef<ReadonlyMap<string, Proposal>>(new Map())
  useEffect(() => {
    if (!proposals) return
    const before = open.current
    const waiting = proposals.filter(({ state }) => state === 'open')
    open.current = new Map(waiting.map(proposal => [proposal.id, proposal]))
    const fresh = waiting.filter(({ id }) => !before.has(id))
    const { ours, pushed } = countedFor(use.me.companyId, fresh)
    if (pushed > 0) announce(t`${plural(pushed, { one: '# task of your company has been pushed past its slack.', other: '# tasks of your company have been pushed past their slack.' })}`)
    if (ours > 0 && use.mayEdit) announce(t`${plural(ours, { one: '# proposal waits for your decision.', other: '# proposals wait for your decision.' })}`)
    for (const proposal of proposals.filter(({ id, fromCompanyId }) => fromCompanyId === use.me.companyId && before.has(id))) {
      const { kind, state, answer, decidedBy } = proposal
      const name = personIn(use, decidedBy ?? '')?.name ?? t`Somebody who has left`
      const [titles, why] = [titlesOf(proposal), answer && ` – ${answer}`]
      if (kind === 'push' && state === 'declined') showToast({ text: t`${name} objects: ${titles}` + why })
      if (kind === 'push') continue
      if (state === 'accepted') showToast({ text: t`${name} has accepted: ${titles}` })
      if (state === 'declined') showToast({ text: t`${name} has declined: ${titles}` + why })
    }
  }, [proposals, use, t, titlesOf])
}
