import { useLingui } from '@lingui/react/macro'
import { priorities, type Priority } from '@kopa/shared/boards/task.ts'
import { type ReactNode, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Grouping } from '@kopa/shared/boards/filter.ts'
import { type BoardUse, companyIn, personIn, useBoardContext, useShownCards } from './board-context.ts'
import { priorityIcons, usePriorityNames } from './use-board-words.ts'

/** What a lane is called and marked with. */
export function useLaneNames(): (lane: string) => { name: string, mark: ReactNode } {
  const { t } = useLingui()
  const use = useBoardContext()
  const { grouping } = useShownCards()
  const names = usePriorityNames()
  return lane => {
    const none = { none: '', company: t`No company`, assignee: t`Nobody`, priority: t`No priority`, parent: t`Not below a task` }[grouping]
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

/** Keys of lanes in the order in which they are shown. */
export function useLaneOrder(grouping: Grouping, { people, companies }: Pick<BoardUse, 'people' | 'companies'>): ReadonlyMap<string, number> {
  const { locale } = useLocale()
  return useMemo(() => {
    const compare = new Intl.Collator(locale).compare
    const keys = { none: [], parent: [], company: companies.map(({ id }) => id), priority: [...priorities], assignee: people.toSorted((one, other) => compare(one.name, other.name)).map(({ userId }) => userId) }[grouping]
    return new Map(keys.map((key: string, at: number) => [key, at]))
  }, [grouping, people, companies, locale])
}
