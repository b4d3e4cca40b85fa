import { useLingui } from '@lingui/react/macro'
import { priorities, type Priority } from '@kopa/shared/boards/task.ts'
import { type ReactNode, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { Grouping, LaneGrouping } from '@kopa/shared/boards/filter.ts'
import { type BoardUse, companyIn, personIn, useBoardContext, useShownCards } from './board-context.ts'
import { useChoiceNames } from './use-choice-names.tsx'
import { priorityIcons, usePriorityNames } from './use-board-words.ts'

/** What a lane is called and marked with. */
export function useLaneNames(): (lane: string) => { name: string, mark: ReactNode } {
  const { t } = useLingui()
  const use = useBoardContext()
  const { grouping, field } = useShownCards()
  const tellChoice = useChoiceNames()
  const names = usePriorityNames()
  return lane => {
    if (field) return tellChoice(field, lane)
    const none = { none: '', company: t`No company`, assignee: t`Nobody`, priority: t`No priority`, parent: t`Not below a task` }[grouping as Grouping]
    if (lane === '' || grouping === 'none') return { name: none, mark: null }
    if (grouping === 'priority') return { name: names[lane as Priority], mark: <Icon of={priorityIcons[lane as Priority]} /> }
    if (grouping === 'parent') return { name: use.board.task(lane)?.title || t`Untitled`, mark: null }
    if (grouping === 'company') {
      const company = companyIn(use, lane)
      return { name: company?.name ?? t`A company that has left`, mark: company ? <CompanyMark name={company.name} color={company.color} size="small" isNamed /> : null }
    }
    const person = personIn(use, lane)
    return { name: person?.name ?? t`Somebody who has left`, mark: person ? <Avatar name={person.name} company={companyIn(use, person.companyId)} size="small" isNamed /> : null }
  }
}

const kindOfLanes: Partial<Record<BoardField['kind'], Grouping>> = { person: 'assignee', company: 'company' }

/** Keys of lanes in the order in which they are shown. */
export function useLaneOrder(grouping: LaneGrouping, { people, companies, field = null }: Pick<BoardUse, 'people' | 'companies'> & { /** of lanes by an own field */ field?: BoardField | null }): ReadonlyMap<string, number> {
  const { locale } = useLocale()
  return useMemo(() => {
    const compare = new Intl.Collator(locale).compare
    const kind = field === null ? grouping as Grouping : kindOfLanes[field.kind] ?? 'none'
    if (field !== null && kind === 'none') return new Map((field.kind === 'checkbox' ? ['yes'] : field.options.map(({ id }) => id)).map((key, at) => [key, at]))
    const keys = { none: [], parent: [], company: companies.map(({ id }) => id), priority: [...priorities], assignee: people.toSorted((one, other) => compare(one.name, other.name)).map(({ userId }) => userId) }[kind]
    return new Map(keys.map((key: string, at: number) => [key, at]))
  }, [grouping, people, companies, field, locale])
}
