import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { DateText } from '../ui/DateText.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { OpenProposal } from './OpenProposal.tsx'
import { isAnswer, type Proposal } from './proposals-queries.ts'
import styles from './Proposals.module.css'
import { useProposalTitles } from './use-proposal-titles.ts'

interface Props { proposals: readonly Proposal[], /** shown first */ at: string | undefined, onClose: () => void }

/** What is asked, was pushed, and was decided lately, with what would follow from it. */
export function ProposalsDialog({ proposals, at, onClose }: Props) {
  const { t } = useLingui()
  const { me, openTask } = useBoardContext()
  const open = proposals.filter(({ state }) => state === 'open').toSorted((one, other) => Number(other.id === at) - Number(one.id === at))
  const decided = proposals.filter(({ state }) => state !== 'open')
  const [isAnswered] = useState(() => decided.some(isAnswer(me.companyId)))
  // Its name stays when the last of them is noted.
  const [title] = useState(() => (open.length > 0 && open.every(({ kind }) => kind === 'push') && !isAnswered ? t`Pushed tasks` : t`Proposals`))
  function toTask(id: string): void {
    onClose()
    openTask(id)
  }
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      {open.length === 0 && <p><Trans>Nothing waits for a decision.</Trans></p>}
      {open.map(proposal => <OpenProposal key={proposal.id} proposal={proposal} onOpen={toTask} />)}
      {decided.length > 0 && (
        <details className={styles['decided']} open={isAnswered}>
          <summary><Trans>Decided in the last two weeks</Trans></summary>
          <ul>{decided.map(proposal => <li key={proposal.id}><Decided proposal={proposal} /></li>)}</ul>
        </details>
      )}
    </Dialog>
  )
}

function Decided({ proposal }: { proposal: Proposal }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const titles = useProposalTitles()
  const isPush = proposal.kind === 'push'
  const words = { open: '', accepted: isPush ? t`noted` : t`accepted`, declined: isPush ? t`objected to` : t`declined`, withdrawn: t`withdrawn` }
  const [asking, asked] = [companyIn(use, proposal.fromCompanyId)?.name ?? '', companyIn(use, proposal.toCompanyId)?.name ?? '']
  const person = personIn(use, proposal.decidedBy ?? '')?.name ?? t`Somebody who has left`
  return (
    <>
      {isPush ? <Trans>{asking} has pushed tasks of {asked}</Trans> : <Trans>{asking} asks {asked}</Trans>}: <span dir="auto">{titles(proposal)}</span> – <strong>{words[proposal.state]}</strong>, {person}{proposal.decidedAt && <>, <DateText at={proposal.decidedAt} /></>}
      {proposal.answer && <blockquote dir="auto">{proposal.answer}</blockquote>}
    </>
  )
}
