import { Plus } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { isSameValue } from '@kopa/shared/boards/same-value.ts'
import { looksTriggered, meets, ruleTaskOf } from '@kopa/shared/boards/rule.ts'
import { mostLines, mostRuleName } from '@kopa/shared/boards/rules-contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import { draftFault, type DraftFault, newAct, newCondition, tidied } from './rule-drafts.ts'
import { ActPart, ConditionPart, type Part, type Removable, TriggerPart } from './RuleParts.tsx'
import styles from './Rules.module.css'
import { type RuleDraft, rulesApi, rulesQuery } from './rules-queries.ts'
import { useColumns, useTasks } from './use-board.ts'
import { useRuleOffers } from './use-rule-choices.ts'

interface Props { /** null: a new one */ ruleId: string | null, from: RuleDraft, /** does it say something else than what it began with? */ onWritten: (isWritten: boolean) => void, onSaved: () => void, onLeave: () => void }

/** A rule as a sentence: when, if, then. */
export function RuleEditor({ ruleId, from, onWritten, onSaved, onLeave }: Props) {
  const { t } = useLingui()
  const offers = useRuleOffers()
  const tellFault = useFaultWords()
  const save = useSave(ruleId)
  const [draft, setDraft] = useState<RuleDraft>(from)
  const change = (part: Partial<RuleDraft>): void => setDraft(before => ({ ...before, ...part }))
  const isWritten = !isSameValue(draft, from)
  useEffect(() => onWritten(isWritten), [isWritten, onWritten])
  async function act(values: Record<string, string>): Promise<void> {
    const rule = tidied({ ...draft, name: values['name'] ?? '' })
    const fault = draftFault(rule, mostLines)
    if (fault) throw new Error(tellFault(fault))
    await save(rule)
    onSaved()
  }
  return (
    <Form act={act}>
      <TextField name="name" label={t`Name (optional)`} defaultValue={from.name} onChange={event => change({ name: event.target.value })} maxLength={mostRuleName} autoComplete="off" />
      <Clause name={t`When`}><TriggerPart value={draft.trigger} onChange={trigger => change({ trigger })} /></Clause>
      <Clause name={t`If`}>
        <List of={ConditionPart} values={draft.conditions} onChange={conditions => change({ conditions })} add={t`Add a condition`} onAdd={() => newCondition('deadline', offers)} />
      </Clause>
      <Clause name={t`Then`}>
        <List of={ActPart} values={draft.acts} onChange={acts => change({ acts })} add={t`Add a step`} onAdd={() => newAct(offers.columns.length > 0 ? 'move' : 'prioritise', offers)} />
      </Clause>
      <NowSo draft={useDeferredValue(draft)} />
      <FormActs onClose={onLeave}>{ruleId === null ? <Trans>Switch the rule on</Trans> : <Trans>Save</Trans>}</FormActs>
    </Form>
  )
}

function Clause({ name, children }: { name: string, children: ReactNode }) {
  return <fieldset className={styles['clause']}><legend>{name}</legend>{children}</fieldset>
}

interface ListProps<P> { of: ComponentType<Part<P> & Removable>, values: readonly P[], onChange: (values: P[]) => void, add: string, onAdd: () => P }

const most = 8

function List<P>({ of: One, values, onChange, add, onAdd }: ListProps<P>) {
  const list = useRef<HTMLOListElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const before = useRef(values.length)
  // What was pressed may be gone: the keyboard goes on with the line that came, or with what adds another.
  useEffect(() => {
    if (values.length > before.current) list.current?.lastElementChild?.querySelector('select')?.focus()
    if (values.length < before.current) button.current?.focus()
    before.current = values.length
  }, [values.length])
  return (
    <>
      {values.length > 0 && (
        <ol ref={list} className={styles['parts']}>
          {values.map((value, at) => <One key={at} value={value} place={at + 1} onChange={next => onChange(values.map((other, place) => (place === at ? next : other)))} onRemove={() => onChange(values.filter((_, place) => place !== at))} />)}
        </ol>
      )}
      {values.length < most && <Button ref={button} size="dense" variant="quiet" icon={Plus} onPress={() => onChange([...values, onAdd()])}>{add}</Button>}
    </>
  )
}

/** How many tasks look now as the rule waits for. What is only the own company's is none of its business. */
function NowSo({ draft: { trigger, conditions, acts } }: { draft: RuleDraft }) {
  const { board } = useBoardContext()
  const tasks = useTasks(board)
  const columns = useColumns(board)
  const count = useMemo(() => [...tasks.values()].filter(task => !board.isPrivate(task.id)).map(task => ruleTaskOf(task, column => stageIn(columns, column) ?? 'open'))
    .filter(task => looksTriggered(task, trigger) && meets(task, conditions)).length, [tasks, board, columns, trigger, conditions])
  return <p className={styles['quiet']}><Trans><Plural value={count} one="# task looks like that now" other="# tasks look like that now" />. The rule acts on what happens from now on, in your name, and leaves private tasks alone.</Trans>{acts.some(act => act.do === 'assign' || act.do === 'deadline') && <>{' '}<Trans>On tasks of another company it leaves people and deadlines as they are: those are theirs to decide.</Trans></>}</p>
}

function useFaultWords(): (fault: DraftFault) => string {
  const { t } = useLingui()
  return fault => {
    switch (fault) {
      case 'noActs': return t`Say what the rule should do: add a step.`
      case 'noLines': return t`Write at least one line for the checklist.`
      case 'tooManyLines': return t`A rule adds ${mostLines} lines to a checklist at most.`
      case 'nothingChosen': return t`Choose a column or label in every line.`
    }
  }
}

function useSave(ruleId: string | null): (rule: RuleDraft) => Promise<void> {
  const { place } = useBoardContext()
  const client = useQueryClient()
  return async rule => {
    if (ruleId === null) await rulesApi.createRule({ ...place, ...rule })
    else await rulesApi.changeRule({ ...place, ruleId, ...rule })
    await client.invalidateQueries({ queryKey: rulesQuery(place).queryKey })
  }
}
