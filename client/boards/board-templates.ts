import { useLingui } from '@lingui/react/macro'
import type { Stage } from '@kopa/shared/boards/column.ts'
import type { Priority } from '@kopa/shared/boards/task.ts'
import { useBoardContext } from './board-context.ts'

export interface BoardTemplate {
  id: string
  name: string
  lead: string
  columns: readonly { title: string, stage: Stage, limit?: number }[]
  labels: readonly string[]
  /** `column`: its index; `label`: one of the labels */
  tasks: readonly { title: string, column: number, priority?: Priority, label?: string, checklist?: readonly string[] }[]
}

/** What a board can begin with, in the language of the person who begins it. */
export function useBoardTemplates(): BoardTemplate[] {
  return [useSimple(), useLaunch(), usePartner(), useIntegration()]
}

function useSimple(): BoardTemplate {
  const { t } = useLingui()
  const { companies } = useBoardContext()
  return {
    id: 'simple', name: t`Simple board`, lead: t`For any work that two teams share.`, labels: [],
    columns: [{ title: t`To do`, stage: 'open' }, { title: t`Doing`, stage: 'active', limit: 5 }, { title: t`Waiting on partner`, stage: 'waiting' }, { title: t`Done`, stage: 'done' }],
    tasks: [
      ...companies.length < 2 ? [{ title: t`Invite the partner to this workspace`, column: 0 }] : [],
      { title: t`Agree who is responsible for what`, column: 0, checklist: [t`Name a contact in each company`, t`Agree how often you meet`] },
      { title: t`Try it: move this card to “Done”`, column: 1 },
    ],
  }
}

function useLaunch(): BoardTemplate {
  const { t } = useLingui()
  const [marketing, sales, legal] = [t`Marketing`, t`Sales`, t`Legal`]
  return {
    id: 'launch', name: t`Joint launch`, lead: t`From the first idea to the day you launch together.`, labels: [marketing, sales, legal],
    columns: [{ title: t`Ideas`, stage: 'open' }, { title: t`Planned`, stage: 'open' }, { title: t`In work`, stage: 'active', limit: 6 }, { title: t`For approval`, stage: 'waiting' }, { title: t`Launched`, stage: 'done' }],
    tasks: [
      { title: t`Joint press release`, column: 1, label: marketing, checklist: [t`Quote from each company`, t`Approval by both sides`] },
      { title: t`Landing page with both logos`, column: 1, label: marketing, priority: 'high' },
      { title: t`Launch date that suits both calendars`, column: 2, priority: 'urgent' },
      { title: t`Co-marketing agreement`, column: 3, label: legal },
      { title: t`Training for both sales teams`, column: 0, label: sales },
    ],
  }
}

function usePartner(): BoardTemplate {
  const { t } = useLingui()
  const [agreement, training] = [t`Agreement`, t`Training`]
  return {
    id: 'partner', name: t`Partner onboarding`, lead: t`A new sales partner, from the first talk to the first deal.`, labels: [agreement, training],
    columns: [{ title: t`First talks`, stage: 'open' }, { title: t`Agreement`, stage: 'active' }, { title: t`Training`, stage: 'active' }, { title: t`First deal`, stage: 'waiting' }, { title: t`Active partner`, stage: 'done' }],
    tasks: [
      { title: t`Introduce the teams to each other`, column: 0 },
      { title: t`Reseller agreement`, column: 1, label: agreement, priority: 'high', checklist: [t`Draft`, t`Review by lawyers`, t`Signatures`] },
      { title: t`Product training for the partner’s sales people`, column: 2, label: training },
      { title: t`First joint meeting with a customer`, column: 3 },
    ],
  }
}

function useIntegration(): BoardTemplate {
  const { t } = useLingui()
  const [backend, security] = [t`Interface`, t`Security`]
  return {
    id: 'integration', name: t`Software integration`, lead: t`Two products that shall work together.`, labels: [backend, security],
    columns: [{ title: t`Backlog`, stage: 'open' }, { title: t`Ready`, stage: 'open' }, { title: t`In work`, stage: 'active', limit: 4 }, { title: t`Waiting on partner`, stage: 'waiting' }, { title: t`In test`, stage: 'active', limit: 4 }, { title: t`Released`, stage: 'done' }],
    tasks: [
      { title: t`Agree on the interface and its versions`, column: 2, label: backend, priority: 'high', checklist: [t`Data fields`, t`Errors`, t`Limits`] },
      { title: t`Test accounts for both sides`, column: 3 },
      { title: t`Sign-in between the two products`, column: 1, label: security },
      { title: t`Security review`, column: 1, label: security },
      { title: t`Pilot with one customer`, column: 0 },
    ],
  }
}
