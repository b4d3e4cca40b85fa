import type { Column } from '@kopa/shared/boards/column.ts'
import type { Label } from '@kopa/shared/boards/label.ts'
import type { Condition, RuleDoing, Trigger } from '@kopa/shared/boards/rule.ts'
import type { RuleDraft } from './rules-queries.ts'

export const triggerKinds = ['added', 'entered', 'done', 'assigned', 'labelled', 'prioritised', 'due', 'overdue'] as const satisfies readonly Trigger['on'][]
export const conditionKinds = ['label', 'priority', 'company', 'person', 'column', 'deadline'] as const satisfies readonly Condition['of'][]
export const actKinds = ['move', 'assign', 'label', 'unlabel', 'prioritise', 'deadline', 'checklist'] as const satisfies readonly RuleDoing['do'][]

/** What a part of a rule begins with. */
export interface Offered { columns: readonly Column[], labels: readonly Label[], me: string }

export function newTrigger(on: Trigger['on']): Trigger {
  switch (on) {
    case 'added': case 'done': case 'overdue': return { on }
    case 'entered': return { on, column: null }
    case 'assigned': return { on, userId: null }
    case 'labelled': return { on, label: null }
    case 'prioritised': return { on, priority: 'any' }
    case 'due': return { on, days: 3 }
  }
}

export function newCondition(of: Condition['of'], { columns, labels }: Offered): Condition {
  switch (of) {
    case 'label': return { of, label: labels[0]?.id ?? '', is: true }
    case 'priority': return { of, priority: 'high', is: true }
    case 'company': return { of, companyId: null, is: true }
    case 'person': return { of, userId: null, is: true }
    case 'column': return { of, column: columns[0]?.id ?? '', is: true }
    case 'deadline': return { of, is: false }
  }
}

export function newAct(kind: RuleDoing['do'], { columns, labels, me }: Offered): RuleDoing {
  switch (kind) {
    case 'move': return { do: kind, column: columns.at(-1)?.id ?? '' }
    case 'assign': return { do: kind, userId: me }
    case 'label': case 'unlabel': return { do: kind, label: labels[0]?.id ?? '' }
    case 'prioritise': return { do: kind, priority: 'high' }
    case 'deadline': return { do: kind, days: 5, isWorking: true }
    case 'checklist': return { do: kind, lines: [] }
  }
}

/** Where there are no labels, or no columns, there is nothing to choose. */
export const isOffered = (kind: string, { columns, labels }: Offered): boolean =>
  (kind === 'label' || kind === 'unlabel' || kind === 'labelled' ? labels.length > 0 : kind === 'move' || kind === 'column' ? columns.length > 0 : true)

/** Good rules to begin with. `checklist`: the lines of one, in the reader's language. */
export function readyMade({ columns }: Offered, { checklist, names }: { checklist: readonly string[], names: Record<'waits' | 'urgent' | 'near' | 'ready', string> }): RuleDraft[] {
  const waiting = columns.find(({ stage }) => stage === 'waiting')
  const noDeadline: Condition = { of: 'deadline', is: false }
  return [
    ...waiting ? [{ name: names.waits, trigger: { on: 'entered' as const, column: waiting.id }, conditions: [noDeadline], acts: [{ do: 'deadline' as const, days: 5, isWorking: true }] }] : [],
    { name: names.urgent, trigger: { on: 'prioritised', priority: 'urgent' }, conditions: [noDeadline], acts: [{ do: 'deadline', days: 2, isWorking: true }] },
    { name: names.near, trigger: { on: 'due', days: 3 }, conditions: [{ of: 'priority', priority: 'urgent', is: false }], acts: [{ do: 'prioritise', priority: 'high' }] },
    { name: names.ready, trigger: { on: 'added' }, conditions: [], acts: [{ do: 'checklist', lines: [...checklist] }] },
  ]
}

export const emptyDraft = (): RuleDraft => ({ name: '', trigger: newTrigger('entered'), conditions: [], acts: [] })

/** A rule as it is sent: lines that say nothing are left out. */
export const tidied = ({ name, trigger, conditions, acts }: RuleDraft): RuleDraft =>
  ({ name: name.trim(), trigger, conditions, acts: acts.map(act => (act.do === 'checklist' ? { ...act, lines: act.lines.map(line => line.trim()).filter(line => line !== '') } : act)) })

export type DraftFault = 'noActs' | 'noLines' | 'nothingChosen' | 'tooManyLines'

export function draftFault({ conditions, acts }: RuleDraft, mostLines: number): DraftFault | null {
  if (acts.length === 0) return 'noActs'
  if (acts.some(act => act.do === 'checklist' && act.lines.length === 0)) return 'noLines'
  if (acts.some(act => act.do === 'checklist' && act.lines.length > mostLines)) return 'tooManyLines'
  const keys = [...conditions, ...acts].flatMap(part => ['label' in part ? part.label : null, 'column' in part ? part.column : null])
  return keys.includes('') ? 'nothingChosen' : null
}
