import { Trash2 } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Condition, RuleDoing, Trigger } from '@kopa/shared/boards/rule.ts'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { actKinds, conditionKinds, isOffered, newAct, newCondition, newTrigger, triggerKinds } from './rule-drafts.ts'
import styles from './Rules.module.css'
import { RuleLines } from './RuleLines.tsx'
import { useRuleChoices, useRuleOffers } from './use-rule-choices.ts'

export interface Part<P> { value: P, onChange: (value: P) => void }

/** One choice in the sentence. */
function Choose({ label, value, choices, onChange }: { label: string, value: string, choices: { value: string, label: string }[], onChange: (value: string) => void }) {
  return <Select name={label} label={label} isLabelHidden size="dense" value={value} choices={choices} onChange={onChange} />
}

function Days({ label, value, most, onChange }: { label: string, value: number, most: number, onChange: (days: number) => void }) {
  return <input type="number" inputMode="numeric" aria-label={label} min={0} max={most} value={value} className={styles['days']} onChange={event => onChange(Math.min(most, Math.max(0, Math.round(event.target.valueAsNumber || 0))))} />
}

export function TriggerPart({ value, onChange }: Part<Trigger>) {
  const { t } = useLingui()
  const offers = useRuleOffers()
  const kinds: Record<Trigger['on'], string> = {
    added: t`a task is added`, entered: t`a task enters a column`, done: t`a task is done`, assigned: t`somebody is assigned`, labelled: t`a task gets a label`,
    prioritised: t`the priority changes`, due: t`the deadline comes near`, overdue: t`the deadline has passed`,
  }
  return (
    <div className={styles['part']}>
      <Choose label={t`When`} value={value.on} choices={triggerKinds.filter(kind => kind === value.on || isOffered(kind, offers)).map(kind => ({ value: kind, label: kinds[kind] }))} onChange={kind => onChange(newTrigger(kind as Trigger['on']))} />
      <TriggerValue value={value} onChange={onChange} />
    </div>
  )
}

function TriggerValue({ value, onChange }: Part<Trigger>) {
  const { t } = useLingui()
  const choices = useRuleChoices()
  switch (value.on) {
    case 'entered': return <Choose label={t`Column`} value={value.column ?? ''} choices={[{ value: '', label: t`any column` }, ...choices.columns(value.column ?? '')]} onChange={column => onChange({ ...value, column: column || null })} />
    case 'assigned': return <Choose label={t`Person`} value={value.userId ?? ''} choices={[{ value: '', label: t`anybody` }, ...choices.people(value.userId ?? '')]} onChange={userId => onChange({ ...value, userId: userId || null })} />
    case 'labelled': return <Choose label={t`Label`} value={value.label ?? ''} choices={[{ value: '', label: t`any label` }, ...choices.labels(value.label ?? '')]} onChange={label => onChange({ ...value, label: label || null })} />
    case 'prioritised': return <Choose label={t`Priority`} value={value.priority} choices={[{ value: 'any', label: t`to any` }, ...choices.priorities]} onChange={priority => onChange({ ...value, priority: priority as typeof value.priority })} />
    case 'due': return <><Days label={t`Days before the deadline`} value={value.days} most={365} onChange={days => onChange({ ...value, days })} /><span>{t`${plural(value.days, { one: 'day before it', other: 'days before it' })}`}</span></>
    case 'added': case 'done': case 'overdue': return null
  }
}

export interface Removable { onRemove: () => void, place: number }

function Line({ name, onRemove, children }: { name: string, onRemove: () => void, children: ReactNode }) {
  return <li className={styles['line']}><div className={styles['part']}>{children}</div><IconButton icon={Trash2} size="dense" label={name} onPress={onRemove} /></li>
}

export function ConditionPart({ value, onChange, onRemove, place }: Part<Condition> & Removable) {
  const { t } = useLingui()
  const offers = useRuleOffers()
  const kinds: Record<Condition['of'], string> = { label: t`Label`, priority: t`Priority`, company: t`Responsible company`, person: t`Assigned to`, column: t`Column`, deadline: t`Deadline` }
  const isWords = value.of === 'deadline' ? [t`there is one`, t`there is none`] : [t`is`, t`is not`]
  return (
    <Line name={t`Remove condition ${place}`} onRemove={onRemove}>
      <Choose label={t`Condition ${place}`} value={value.of} choices={conditionKinds.filter(kind => kind === value.of || isOffered(kind, offers)).map(kind => ({ value: kind, label: kinds[kind] }))} onChange={kind => onChange(newCondition(kind as Condition['of'], offers))} />
      <Choose label={t`Is it so?`} value={String(value.is)} choices={[{ value: 'true', label: isWords[0] ?? '' }, { value: 'false', label: isWords[1] ?? '' }]} onChange={is => onChange({ ...value, is: is === 'true' })} />
      <ConditionValue value={value} onChange={onChange} />
    </Line>
  )
}

function ConditionValue({ value, onChange }: Part<Condition>) {
  const { t } = useLingui()
  const choices = useRuleChoices()
  switch (value.of) {
    case 'label': return <Choose label={t`Label`} value={value.label} choices={choices.labels(value.label)} onChange={label => onChange({ ...value, label })} />
    case 'priority': return <Choose label={t`Priority`} value={value.priority} choices={[...choices.priorities, { value: 'none', label: t`No priority` }]} onChange={priority => onChange({ ...value, priority: priority as typeof value.priority })} />
    case 'company': return <Choose label={t`Company`} value={value.companyId ?? ''} choices={[{ value: '', label: t`No company` }, ...choices.companies(value.companyId ?? '')]} onChange={companyId => onChange({ ...value, companyId: companyId || null })} />
    case 'person': return <Choose label={t`Person`} value={value.userId ?? ''} choices={[{ value: '', label: t`nobody` }, ...choices.people(value.userId ?? '')]} onChange={userId => onChange({ ...value, userId: userId || null })} />
    case 'column': return <Choose label={t`Column`} value={value.column} choices={choices.columns(value.column)} onChange={column => onChange({ ...value, column })} />
    case 'deadline': return null
  }
}

export function ActPart({ value, onChange, onRemove, place }: Part<RuleDoing> & Removable) {
  const { t } = useLingui()
  const offers = useRuleOffers()
  const kinds: Record<RuleDoing['do'], string> = { move: t`move to`, assign: t`assign to`, label: t`add the label`, unlabel: t`remove the label`, prioritise: t`set the priority`, deadline: t`set the deadline`, checklist: t`add to the checklist` }
  return (
    <Line name={t`Remove step ${place}`} onRemove={onRemove}>
      <Choose label={t`Step ${place}`} value={value.do} choices={actKinds.filter(kind => kind === value.do || isOffered(kind, offers)).map(kind => ({ value: kind, label: kinds[kind] }))} onChange={kind => onChange(newAct(kind as RuleDoing['do'], offers))} />
      <ActValue value={value} onChange={onChange} />
    </Line>
  )
}

function ActValue({ value, onChange }: Part<RuleDoing>) {
  const { t } = useLingui()
  const choices = useRuleChoices()
  switch (value.do) {
    case 'move': return <Choose label={t`Column`} value={value.column} choices={choices.columns(value.column)} onChange={column => onChange({ ...value, column })} />
    case 'assign': return <Choose label={t`Person`} value={value.userId} choices={choices.people(value.userId)} onChange={userId => onChange({ ...value, userId })} />
    case 'label': case 'unlabel': return <Choose label={t`Label`} value={value.label} choices={choices.labels(value.label)} onChange={label => onChange({ ...value, label })} />
    case 'prioritise': return <Choose label={t`Priority`} value={value.priority} choices={[...choices.priorities, { value: 'none', label: t`No priority` }]} onChange={priority => onChange({ ...value, priority: priority as typeof value.priority })} />
    case 'deadline': return (
      <>
        <Days label={t`Days until the deadline`} value={value.days} most={3650} onChange={days => onChange({ ...value, days })} />
        <Choose label={t`Kind of days`} value={String(value.isWorking)} choices={[{ value: 'true', label: t`${plural(value.days, { one: 'working day from then', other: 'working days from then' })}` }, { value: 'false', label: t`${plural(value.days, { one: 'day from then', other: 'days from then' })}` }]} onChange={is => onChange({ ...value, isWorking: is === 'true' })} />
      </>
    )
    case 'checklist': return <RuleLines value={value.lines} onChange={lines => onChange({ ...value, lines })} />
  }
}
