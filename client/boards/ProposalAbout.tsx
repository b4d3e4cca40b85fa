import { Trans } from '@lingui/react/macro'
import { comparePlans, type PlanComparison } from '@kopa/shared/boards/plan-comparison.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { useState } from 'react'
import { AskedCalendar } from './AskedCalendar.tsx'
import { AskedLinks } from './AskedLinks.tsx'
import { AskedTasks } from './AskedTasks.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import type { BoardStore } from './board-store.ts'
import { PlanDifference } from './PlanDifference.tsx'
import { PushedTasks } from './PushedTasks.tsx'
import type { Proposal } from './proposals-queries.ts'
import { type LinkChange, ScheduleStore } from './schedule-store.ts'

interface Props { proposal: Proposal, /** leads to a task */ onOpen: (id: string) => void }

/** What a proposal would change, or what has been pushed, with dates. */
export function ProposalAbout({ proposal, onOpen }: Props) {
  switch (proposal.kind) {
    case 'push': return <PushedTasks tasks={proposal.tasks} onOpen={onOpen} />
    case 'calendar': return <AskedCalendar companyId={proposal.toCompanyId} changes={proposal.calendar} onOpen={onOpen} />
    case 'link': return <><AskedLinks links={proposal.links} onOpen={onOpen} /><Move proposal={proposal} onOpen={onOpen} /></>
    case 'move': return <><AskedTasks tasks={proposal.tasks} onOpen={onOpen} /><Move proposal={proposal} onOpen={onOpen} /></>
    case 'handOver': case 'removal': return <Tasks proposal={proposal} onOpen={onOpen} />
  }
}

/** What would move, the tasks that follow included. */
function Move({ proposal, onOpen }: Props) {
  const { board, whatIf: { sandbox } } = useBoardContext()
  // It is about the plan that everybody sees, also while another one is tried out.
  const [comparison] = useState(() => compared(sandbox?.live ?? board, proposal))
  return <PlanDifference comparison={comparison} titleOf={id => board.task(id)?.title ?? ''} companyOf={id => board.task(id)?.companyId ?? null} onOpen={onOpen} />
}

function Tasks({ proposal: { kind, tasks, newCompanyId }, onOpen }: Props) {
  const use = useBoardContext()
  const name = companyIn(use, newCompanyId)?.name ?? ''
  return (
    <>
      <p>{kind === 'removal' ? <Trans>These tasks would be removed (and can be restored):</Trans> : newCompanyId === null ? <Trans>Nobody would be responsible any more for:</Trans> : <Trans>{name} would be responsible for:</Trans>}</p>
      <AskedTasks tasks={tasks} onOpen={onOpen} />
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
