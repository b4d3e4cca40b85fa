import { Trans, useLingui } from '@lingui/react/macro'
import { mostNote } from '@kopa/shared/boards/proposals-contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Form } from '../ui/Form.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { ProposalAbout } from './ProposalAbout.tsx'
import { type Proposal, proposalsApi, proposalsQuery } from './proposals-queries.ts'
import styles from './Proposals.module.css'

/** One that waits: who asks what, what would follow, and the answers to it. */
export function OpenProposal({ proposal, onOpen }: { proposal: Proposal, /** leads to a task */ onOpen: (id: string) => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const [from, to] = [companyIn(use, proposal.fromCompanyId), companyIn(use, proposal.toCompanyId)]
  const [asking, asked, person] = [from?.name ?? '', to?.name ?? '', personIn(use, proposal.proposedBy)?.name ?? t`Somebody who has left`]
  return (
    <article className={styles['proposal']}>
      <h3>{from && <CompanyMark name={from.name} color={from.color} size="small" isNamed />}{proposal.kind === 'push' ? <Trans>{asking} has pushed tasks of {asked}</Trans> : <Trans>{asking} asks {asked}</Trans>}</h3>
      <p className={styles['quiet']}>{person}, <DateText at={proposal.proposedAt} /></p>
      {proposal.note && <blockquote dir="auto">{proposal.note}</blockquote>}
      <ProposalAbout proposal={proposal} onOpen={onOpen} />
      {use.mayEdit && <Answers proposal={proposal} />}
    </article>
  )
}

function Answers({ proposal }: { proposal: Proposal }) {
  const { me } = useBoardContext()
  const { decide, isPending, error } = useDecide(proposal)
  const [isDeclining, setIsDeclining] = useState(false)
  const isPush = proposal.kind === 'push'
  const isOurs = proposal.toCompanyId === me.companyId
  if (isDeclining) return <Declining isPush={isPush} onDecline={note => decide({ how: 'declineProposal', note })} onBack={() => setIsDeclining(false)} />
  return (
    <>
      {error && <Notice tone="refused">{error.message}</Notice>}
      <div className={styles['acts']}>
        {isOurs && <Button isPending={isPending} onPress={() => setIsDeclining(true)}>{isPush ? <Trans>Object</Trans> : <Trans>Decline</Trans>}</Button>}
        {isOurs && <Button variant="primary" isPending={isPending} onPress={() => void decide({ how: 'acceptProposal' }).catch(told)}>{isPush ? <Trans>Noted</Trans> : <Trans>Accept</Trans>}</Button>}
        {!isOurs && !isPush && <Button isPending={isPending} onPress={() => void decide({ how: 'withdrawProposal' }).catch(told)}><Trans>Withdraw</Trans></Button>}
      </div>
    </>
  )
}

/** The refusal is shown above the answers. */
const told = (): void => undefined

/** Why, for those who asked; nothing has to be said. */
function Declining({ isPush, onDecline, onBack }: { isPush: boolean, onDecline: (note: string) => Promise<unknown>, onBack: () => void }) {
  const { t } = useLingui()
  return (
    <Form act={({ note = '' }) => onDecline(note)}>
      <TextField name="note" label={isPush ? t`What is wrong with it? They read it.` : t`Why? They read it (optional)`} maxLength={mostNote} autoFocus />
      <div className={styles['acts']}>
        <Button variant="quiet" onPress={onBack}><Trans>Back</Trans></Button>
        <Button type="submit" variant="primary">{isPush ? <Trans>Object</Trans> : <Trans>Decline</Trans>}</Button>
      </div>
    </Form>
  )
}

interface Decision { how: 'acceptProposal' | 'declineProposal' | 'withdrawProposal', note?: string }

function useDecide({ id: proposalId, kind }: Proposal): { decide: (decision: Decision) => Promise<unknown>, isPending: boolean, error: Error | null } {
  const { t } = useLingui()
  const { place } = useBoardContext()
  const client = useQueryClient()
  const said = { acceptProposal: kind === 'push' ? t`Noted` : t`Accepted`, declineProposal: kind === 'push' ? t`Your objection is told` : t`Declined`, withdrawProposal: t`Withdrawn` }
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: ({ how, note = '' }: Decision) => (how === 'declineProposal' ? proposalsApi[how]({ ...place, proposalId, note }) : proposalsApi[how]({ ...place, proposalId })),
    onSuccess: (_, { how }) => announce(said[how]),
    onSettled: () => client.invalidateQueries({ queryKey: proposalsQuery(place).queryKey }),
  })
  return { decide: mutateAsync, isPending, error }
}
