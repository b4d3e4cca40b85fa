import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { ActOutcome, Condition, RuleDoing, SkipReason, Trigger } from '@kopa/shared/boards/rule.ts'
import { mostDepth, mostFailures, mostRuns } from '@kopa/shared/boards/rule.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useBoardContext } from './board-context.ts'
import type { Rule, RuleRun } from './rules-queries.ts'
import { usePriorityNames } from './use-board-words.ts'
import { useRuleChoices } from './use-rule-choices.ts'

/** The names of what a rule points at. */
function useNames() {
  const choices = useRuleChoices()
  const priority = usePriorityNames()
  const of = (list: (value: string) => { value: string, label: string }[]) => (id: string): string => list(id).find(({ value }) => value === id)?.label ?? ''
  return { column: of(choices.columns), label: of(choices.labels), person: of(choices.people), company: of(choices.companies), priority }
}

/** Several of them as one sentence has them: a, b and c. */
export function useAndWords(): (parts: readonly string[]) => string {
  const { locale } = useLocale()
  return parts => new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
}

/** The parts of a rule in plain words. */
export function useRuleWords() {
  return { trigger: useTriggerWords(), condition: useConditionWords(), act: useDoingWords() }
}

function useTriggerWords(): (trigger: Trigger) => string {
  const { t } = useLingui()
  const name = useNames()
  return trigger => {
    switch (trigger.on) {
      case 'added': return t`a task is added`
      case 'done': return t`a task is done`
      case 'overdue': return t`the deadline of a task has passed`
      case 'entered': {
        const column = trigger.column === null ? '' : name.column(trigger.column)
        return trigger.column === null ? t`a task enters a column` : t`a task enters “${column}”`
      }
      case 'assigned': {
        const person = trigger.userId === null ? '' : name.person(trigger.userId)
        return trigger.userId === null ? t`a task is given to somebody` : t`a task is given to ${person}`
      }
      case 'labelled': {
        const label = trigger.label === null ? '' : name.label(trigger.label)
        return trigger.label === null ? t`a task gets a label` : t`a task gets the label “${label}”`
      }
      case 'prioritised': {
        const priority = trigger.priority === 'any' ? '' : name.priority[trigger.priority]
        return trigger.priority === 'any' ? t`the priority of a task changes` : t`the priority of a task becomes “${priority}”`
      }
      case 'due': return trigger.days === 0 ? t`the deadline of a task is today` : t`the deadline of a task is in ${plural(trigger.days, { one: '# day', other: '# days' })}`
    }
  }
}

function useConditionWords(): (condition: Condition) => string {
  const { t } = useLingui()
  const name = useNames()
  return condition => {
    const { is } = condition
    switch (condition.of) {
      case 'label': { const label = name.label(condition.label); return is ? t`it has the label “${label}”` : t`it does not have the label “${label}”` }
      case 'priority': {
        const priority = condition.priority === 'none' ? '' : name.priority[condition.priority]
        if (condition.priority === 'none') return is ? t`it has no priority` : t`it has a priority`
        return is ? t`its priority is “${priority}”` : t`its priority is not “${priority}”`
      }
      case 'company': {
        const company = condition.companyId === null ? '' : name.company(condition.companyId)
        if (condition.companyId === null) return is ? t`no company is responsible` : t`a company is responsible`
        return is ? t`${company} is responsible` : t`${company} is not responsible`
      }
      case 'person': {
        const person = condition.userId === null ? '' : name.person(condition.userId)
        if (condition.userId === null) return is ? t`nobody is assigned` : t`somebody is assigned`
        return is ? t`${person} is assigned` : t`${person} is not assigned`
      }
      case 'column': { const column = name.column(condition.column); return is ? t`it stands in “${column}”` : t`it does not stand in “${column}”` }
      case 'deadline': return is ? t`it has a deadline` : t`it has no deadline`
    }
  }
}

function useDoingWords(): (act: RuleDoing) => string {
  const { t } = useLingui()
  const name = useNames()
  return act => {
    switch (act.do) {
      case 'move': { const column = name.column(act.column); return t`move it to “${column}”` }
      case 'assign': { const person = name.person(act.userId); return t`assign it to ${person}` }
      case 'label': { const label = name.label(act.label); return t`add the label “${label}”` }
      case 'unlabel': { const label = name.label(act.label); return t`remove the label “${label}”` }
      case 'prioritise': {
        const priority = act.priority === 'none' ? '' : name.priority[act.priority]
        return act.priority === 'none' ? t`remove the priority` : t`set the priority to “${priority}”`
      }
      case 'deadline': return act.isWorking
        ? t`set the deadline in ${plural(act.days, { one: '# working day', other: '# working days' })}`
        : t`set the deadline in ${plural(act.days, { one: '# day', other: '# days' })}`
      case 'checklist': { const lines = act.lines.join('; '); return t`add to the checklist: ${lines}` }
    }
  }
}

/** What has set a rule off, as its log tells it. */
export function useEventWords(): (run: RuleRun) => string {
  const { t } = useLingui()
  const name = useNames()
  return ({ event }) => {
    switch (event.on) {
      case 'added': return t`was added`
      case 'done': return t`was done`
      case 'overdue': return t`went past its deadline`
      case 'entered': { const column = name.column(event.column); return t`entered “${column}”` }
      case 'assigned': { const person = name.person(event.userId); return t`was given to ${person}` }
      case 'labelled': { const label = name.label(event.label); return t`got the label “${label}”` }
      case 'prioritised': { const priority = name.priority[event.priority]; return t`got the priority “${priority}”` }
      case 'due': return event.days === 0 ? t`was due on that day` : t`was due in ${plural(event.days, { one: '# day', other: '# days' })}`
    }
  }
}

export function useOutcomeWords(): Record<ActOutcome, string> {
  const { t } = useLingui()
  return {
    done: t({ message: 'done', context: 'a step of a rule' }), already: t`was so already`, partnersTask: t`not done: that is for the task’s own company to decide`,
    noColumn: t`not done: the column is gone`, noLabel: t`not done: the label is gone`, noPerson: t`not done: the person is not on this board any more`,
  }
}

/** Why nothing was done. */
export function useSkipWords(): (run: RuleRun) => string {
  const { t } = useLingui()
  return ({ reason, leftOut }) => {
    const words: Record<SkipReason, string> = {
      taskGone: t`Nothing was done: the task has been removed.`,
      changed: t`Nothing was done: the task no longer meets the conditions.`,
      nothingToDo: t`Nothing had to be changed.`,
      ruleOff: t`Nothing was done: the rule had been switched off.`,
      boardArchived: t`Nothing was done: the board is archived.`,
      makerGone: t`Nothing was done: whoever the rule acts for may no longer edit this board.`,
      notWritten: t`Not done: the board could not be written.`,
      loop: t`Stopped: the rule has already run on this task in this chain of rules.`,
      tooDeep: t`Stopped: ${mostDepth} rules had already set off one another.`,
      tooMany: t`Left out: more than ${mostRuns.ofRule} runs in an hour. Tasks that were passed over: ${leftOut ?? 0}.`,
    }
    return reason === null ? '' : words[reason]
  }
}

/** Why the server has switched a rule off. */
export function useOffWords(): (rule: Rule) => string | null {
  const { t } = useLingui()
  const { people } = useBoardContext()
  return ({ offReason, changedBy }) => {
    const name = people.find(({ userId }) => userId === changedBy)?.name ?? t`Somebody who has left`
    if (offReason === 'failed') return t`Switched off: it failed ${mostFailures} times in a row. The log says why.`
    return offReason === 'makerGone' ? t`Switched off: it acts for ${name}, who may no longer edit this board.` : null
  }
}
