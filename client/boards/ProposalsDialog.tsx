import { Trans, useLingui } from '@lingui/react/macro'
import { comparePlans, type PlanComparison } from '@kopa/shared/boards/plan-comparison.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AskedLinks } from './AskedLinks.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import type { BoardStore } from './board-store.ts'
import { PlanDifference } from './PlanDifference.tsx'
import { PushedTasks } from './PushedTasks.tsx'
import { type Proposal, proposalsApi, proposalsQuery } from './proposals-queries.ts'
import styles from './Proposals.module.css'
import { type LinkChange, ScheduleStore } from './schedule-store.ts'

/** What is asked and was decided lately, with what would follow from it. */
export function ProposalsDialog({ proposals, at, onClose }: { proposals: readonly Proposal[], /** shown first */ at: string | undefined, onClose: () => void }) {
  const { t } = useLingui()
  const open = proposals.filter(({ state }) => state === 'open').toSorted((one, other) => Number(other.id === at) - Number(one.id === at))
  const decided = proposals.filter(({ state }) => state !== 'open')
  return (
    <Dialog title={t`Proposals`} isOpen onClose={onClose} size="wide">
      {open.length === 0 && <p><Trans>Nothing waits for a decision.</Trans></p>}
      {open.map(proposal => <OpenProposal key={proposal.id} proposal={proposal} />)}
      {decided.length > 0 && (
        <details className={styles['decided']}>
          <summary><Trans>Decided in the last two weeks</Trans></summary>
          <ul>{decided.map(proposal => <li key={proposal.id}><Decided proposal={proposal} /></li>)}</ul>
        </details>
      )}
    </Dialog>
  )
}

function OpenProposal({ proposal }: { proposal: Proposal }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const { decide, isPending, error } = useDecide(proposal)
  const isOurs = proposal.toCompanyId === use.me.companyId
  const [from, to] = [companyIn(use, proposal.fromCompanyId), companyIn(use, proposal.toCompanyId)]
  const [asking, asked, person] = [from?.name ?? '', to?.name ?? '', personIn(use, proposal.proposedBy)?.name ?? t`Somebody who has left`]
  return (
    <article className={styles['proposal']}>
      <h3>{from && <CompanyMark name={from.name} color={from.color} size="small" isNamed />}{proposal.kind === 'push' ? <Trans>{asking} has pushed tasks of {asked}</Trans> : <Trans>{asking} asks {asked}</Trans>}</h3>
      <p className={styles['quiet']}>{person}, <DateText at={proposal.proposedAt} /></p>
      {proposal.note && <blockquote dir="auto">{proposal.note}</blockquote>}
      {proposal.kind === 'link' && <AskedLinks links={proposal.links} />}
      <About proposal={proposal} />
      {error && <Notice tone="refused">{error.message}</Notice>}
      {use.mayEdit && proposal.kind === 'push' && isOurs && <div className={styles['acts']}><Button variant="primary" isPending={isPending} onPress={() => decide('acceptProposal')}><Trans>Noted</Trans></Button></div>}
      {use.mayEdit && proposal.kind !== 'push' && (
        <div className={styles['acts']}>
          {isOurs && <Button isPending={isPending} onPress={() => decide('declineProposal')}><Trans>Decline</Trans></Button>}
          {isOurs && <Button variant="primary" isPending={isPending} onPress={() => decide('acceptProposal')}><Trans>Accept</Trans></Button>}
          {!isOurs && <Button isPending={isPending} onPress={() => decide('withdrawProposal')}><Trans>Withdraw</Trans></Button>}
        </div>
      )}
    </article>
  )
}

type Decision = 'acceptProposal' | 'declineProposal' | 'withdrawProposal'

function useDecide({ id: proposalId, kind }: Proposal): { decide: (how: Decision) => void, isPending: boolean, error: Error | null } {
  const { t } = useLingui()
  const { place } = useBoardContext()
  const client = useQueryClient()
  const said: Record<Decision, string> = { acceptProposal: kind === 'push' ? t`Noted` : t`Accepted`, declineProposal: t`Declined`, withdrawProposal: t`Withdrawn` }
  const { mutate, isPending, error } = useMutation({
    mutationFn: (how: Decision) => proposalsApi[how]({ ...place, proposalId }),
    onSuccess: (_, how) => announce(said[how]),
    onSettled: () => client.invalidateQueries({ queryKey: proposalsQuery(place).queryKey }),
  })
  return { decide: how => mutate(how), isPending, error }
}

function About({ proposal }: { proposal: Proposal }) {
  if (proposal.kind === 'push') return <PushedTasks tasks={proposal.tasks} />
  return proposal.kind === 'handOver' || proposal.kind === 'removal' ? <Tasks proposal={proposal} /> : <Move proposal={proposal} />
}

/** What would move, the tasks that follow included. */
function Move({ proposal }: { proposal: Proposal }) {
  const { board, whatIf: { sandbox } } = useBoardContext()
  // It is about the plan that everybody sees, also while another one is tried out.
  const [comparison] = useState(() => compared(sandbox?.live ?? board, proposal))
  return <PlanDifference comparison={comparison} titleOf={id => board.task(id)?.title ?? ''} companyOf={id => board.task(id)?.companyId ?? null} />
}

function Tasks({ proposal: { kind, tasks, newCompanyId } }: { proposal: Proposal }) {
  const use = useBoardContext()
  const name = companyIn(use, newCompanyId)?.name ?? ''
  return (
    <>
      <p>{kind === 'removal' ? <Trans>These tasks would be removed (and can be restored):</Trans> : newCompanyId === null ? <Trans>Nobody would be responsible any more for:</Trans> : <Trans>{name} would be responsible for:</Trans>}</p>
      <ul className={styles['tasks']}>{tasks.map(({ taskId }) => <li key={taskId}><strong dir="auto">{use.board.task(taskId)?.title || <Trans>Untitled</Trans>}</strong></li>)}</ul>
    </>
  )
}

function compared(board: BoardStore, { tasks, links }: Proposal): PlanComparison {
  const schedule = new ScheduleStore(board, () => new Date().toISOString())
  const before = schedule.result()
  schedule.try(new Map(tasks.flatMap(({ taskId, plan }) => (plan === null ? [] : [[taskId, plan satisfies Intentions] as const]))))
  if (links.length > 0) schedule.tryLinks(wantedLinks(links))
  const comparison = comparePlans(before, schedule.result())
  schedule.close()
  return comparison
}

function wantedLinks(links: Proposal['links']): LinkChange {
  const all = links.map(({ isRemoved, ...link }) => ({ isRemoved, link: { ...link, created: Date.now() } }))
  return { put: all.flatMap(({ isRemoved, link }) => (isRemoved ? [] : [link])), removed: all.flatMap(({ isRemoved, link }) => (isRemoved ? [link] : [])) }
}

function Decided({ proposal }: { proposal: Proposal }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const words = { open: '', accepted: proposal.kind === 'push' ? t`noted` : t`accepted`, declined: t`declined`, withdrawn: t`withdrawn` }
  const [asking, asked] = [companyIn(use, proposal.fromCompanyId)?.name ?? '', companyIn(use, proposal.toCompanyId)?.name ?? '']
  const titles = proposal.tasks.slice(0, 3).map(({ taskId }) => use.board.task(taskId)?.title || t`Untitled`).join(', ')
  const person = personIn(use, proposal.decidedBy ?? '')?.name ?? t`Somebody who has left`
  return <>{proposal.kind === 'push' ? <Trans>{asking} has pushed tasks of {asked}</Trans> : <Trans>{asking} asks {asked}</Trans>}: <span dir="auto">{titles}</span> – <strong>{words[proposal.state]}</strong>, {person}{proposal.decidedAt && <>, <DateText at={proposal.decidedAt} /></>}</>
}
