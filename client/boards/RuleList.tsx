import { Ellipsis, History, Pencil, Plus, Trash2, Zap } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { DateText } from '../ui/DateText.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { Notice } from '../ui/Notice.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { readyMade } from './rule-drafts.ts'
import styles from './Rules.module.css'
import { type Rule, type RuleDraft, rulesApi, rulesQuery } from './rules-queries.ts'
import { useRuleOffers } from './use-rule-choices.ts'
import { useAndWords, useOffWords, useRuleWords } from './use-rule-words.ts'

interface Props { rules: readonly Rule[], onEdit: (rule: Rule) => void, onNew: (draft: RuleDraft | null) => void, onLog: (rule: Rule | null) => void }

/** All rules of a board, whoever they are of. */
export function RuleList({ rules, onEdit, onNew, onLog }: Props) {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  return (
    <>
      {rules.length === 0 && (
        <EmptyState icon={Zap} title={t`Nothing runs by itself here yet`}>
          <Trans>A rule does something for you: when a task enters a column, it gets a deadline; when it is urgent, somebody is assigned. Both companies see every rule and what it did.</Trans>
        </EmptyState>
      )}
      {rules.length > 0 && <ul aria-label={t`Rules`} className={styles['rules']}>{rules.map(rule => <RuleRow key={rule.id} rule={rule} onEdit={() => onEdit(rule)} onLog={() => onLog(rule)} />)}</ul>}
      {mayEdit && rules.length < 3 && <ReadyMade onNew={onNew} />}
      <div className={styles['acts']}>
        <Button icon={History} variant="quiet" onPress={() => onLog(null)}><Trans>Log</Trans></Button>
        {mayEdit && <Button icon={Plus} variant="primary" onPress={() => onNew(null)}><Trans>New rule</Trans></Button>}
      </div>
    </>
  )
}

function ReadyMade({ onNew }: { onNew: (draft: RuleDraft) => void }) {
  const { t } = useLingui()
  const offers = useRuleOffers()
  const drafts = readyMade(offers, {
    checklist: [t`Agreed with the partner`, t`Somebody is responsible`, t`It is clear when it is done`],
    names: { waits: t`What waits gets a deadline`, urgent: t`What is urgent gets a deadline`, near: t`What is due soon gets a high priority`, ready: t`Every new task gets a checklist` },
  })
  return (
    <section aria-label={t`To begin with`} className={styles['ready']}>
      <h3><Trans>To begin with</Trans></h3>
      <ul>{drafts.map(draft => <li key={draft.name}><Button size="dense" onPress={() => onNew(draft)}>{draft.name}</Button></li>)}</ul>
    </section>
  )
}

function RuleRow({ rule, onEdit, onLog }: { rule: Rule, onEdit: () => void, onLog: () => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const tellOff = useOffWords()
  const [company, person] = [companyIn(use, rule.companyId), personIn(use, rule.changedBy)?.name ?? t`Somebody who has left`]
  const off = tellOff(rule)
  return (
    <li className={styles['rule']}>
      <div className={styles['what']}>
        {rule.name !== '' && <strong dir="auto">{rule.name}</strong>}
        <RuleSentence rule={rule} />
        <p className={styles['quiet']}>
          {company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />}{company?.name}, {person}
          {rule.lastRunAt && <> · <Trans>last ran <DateText at={rule.lastRunAt} /></Trans></>}
        </p>
        {off !== null && <Notice tone="refused">{off}</Notice>}
      </div>
      <RuleActs rule={rule} onEdit={onEdit} onLog={onLog} />
    </li>
  )
}

/** When, if, then: a line of each. */
export function RuleSentence({ rule: { trigger, conditions, acts } }: { rule: RuleDraft }) {
  const words = useRuleWords()
  const and = useAndWords()
  return (
    <dl className={styles['sentence']}>
      <div><dt><Trans>When</Trans></dt><dd>{words.trigger(trigger)}</dd></div>
      {conditions.length > 0 && <div><dt><Trans>If</Trans></dt><dd>{and(conditions.map(words.condition))}</dd></div>}
      <div><dt><Trans>Then</Trans></dt><dd>{and(acts.map(words.act))}</dd></div>
    </dl>
  )
}

function RuleActs({ rule, onEdit, onLog }: { rule: Rule, onEdit: () => void, onLog: () => void }) {
  const { t } = useLingui()
  const { mayEdit, me, place } = useBoardContext()
  const client = useQueryClient()
  const [isRemoving, setIsRemoving] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const words = useRuleWords()
  const [isOurs, name] = [rule.companyId === me.companyId, rule.name || words.trigger(rule.trigger)]
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: rulesQuery(place).queryKey })
  const turn = (): void => void rulesApi.switchRule({ ...place, ruleId: rule.id, isOn: !rule.isOn }).then(() => setError(null), setError).finally(refresh)
  const own: MenuAct[] = [{ id: 'edit', label: t`Change`, icon: Pencil, act: onEdit }, { id: 'remove', label: t`Remove`, icon: Trash2, tone: 'danger', act: () => setIsRemoving(true) }]
  const acts: MenuAct[] = [...mayEdit && isOurs ? own.slice(0, 1) : [], { id: 'log', label: t`Log`, icon: History, act: onLog }, ...mayEdit && isOurs ? own.slice(1) : []]
  return (
    <div className={styles['tools']}>
      <button type="button" role="switch" aria-checked={rule.isOn} aria-label={t`Switch ${name}`} disabled={!mayEdit || (!isOurs && !rule.isOn)} className={styles['switch']} onClick={turn}><span aria-hidden="true" /></button>
      <Menu label={t`More of ${name}`} acts={acts}><IconButton icon={Ellipsis} size="dense" label={t`More of ${name}`} /></Menu>
      {error && <Notice tone="refused">{error.message}</Notice>}
      {isRemoving && (
        <ConfirmDialog title={t`Remove ${name}?`} confirm={t`Remove`} onConfirm={async () => { await rulesApi.removeRule({ ...place, ruleId: rule.id }); await refresh() }} onClose={() => setIsRemoving(false)}>
          <Trans>It does nothing any more. What it did stays, and stands in the log.</Trans>
        </ConfirmDialog>
      )}
    </div>
  )
}
