import { useLingui } from '@lingui/react/macro'
import { priorities, type Priority } from '@kopa/shared/boards/task.ts'
import type { Choice } from '../ui/Select.tsx'
import { useBoardContext } from './board-context.ts'
import type { Offered } from './rule-drafts.ts'
import { useColumns, useLabels } from './use-board.ts'
import { usePriorityNames } from './use-board-words.ts'

/** What a rule may name. Labels that only the own company sees are none: others read the rule, and rules do not look at what is private. */
export function useRuleOffers(): Offered {
  const { board, me } = useBoardContext()
  const columns = useColumns(board)
  const labels = useLabels(board).filter(({ id }) => board.docOfLabel(id) === board.doc)
  return { columns, labels, me: me.id }
}

type Choices = Choice<string>[]

/** Lists for the parts of a rule. What is chosen and gone by now stands in its list all the same. */
export function useRuleChoices() {
  const { t } = useLingui()
  const { people, companies } = useBoardContext()
  const { columns, labels } = useRuleOffers()
  const names = usePriorityNames()
  const withGone = (choices: Choices, value: string, words: string): Choices => (value === '' || choices.some(choice => choice.value === value) ? choices : [...choices, { value, label: words }])
  return {
    columns: (value: string): Choices => withGone(columns.map(({ id, title }) => ({ value: id, label: title || t`Untitled` })), value, t`A column that is gone`),
    labels: (value: string): Choices => withGone(labels.map(({ id, name }) => ({ value: id, label: name })), value, t`A label that is gone`),
    people: (value: string): Choices => withGone(people.map(({ userId, name }) => ({ value: userId, label: name })), value, t`Somebody who has left`),
    companies: (value: string): Choices => withGone(companies.map(({ id, name }) => ({ value: id, label: name })), value, t`A company that has left`),
    priorities: priorities.map((priority: Priority) => ({ value: priority, label: names[priority] })),
  }
}
