import { AlarmClock, CircleCheck, CircleDashed } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type DueChoice, dueChoices, type TaskState } from '@kopa/shared/boards/filter.ts'
import { priorities } from '@kopa/shared/boards/task.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { PickerChoice } from '../ui/Picker.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import type { BoardSearch } from './board-search.ts'
import { useLabels } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useFieldChoices } from './use-field-filters.tsx'
import { priorityIcons, usePriorityNames } from './use-board-words.ts'

type Kind = 'who' | 'company' | 'label' | 'priority' | 'own'

/** All that can be filtered by, in one list: 'who:<id>', 'due:today', 'own:<condition>' ... */
export function useFilterChoices(): { choices: PickerChoice[], toggle: (id: string) => void, clear: () => void } {
  const [search, change] = useBoardSearch()
  const choices = [...usePeopleChoices(search), ...useLabelChoices(search), ...useDueChoices(search), ...useStateChoices(search), ...useFieldChoices(search)]
  function toggle(choice: string): void {
    const [kind, id] = [choice.slice(0, choice.indexOf(':')) as Kind | 'due' | 'state', choice.slice(choice.indexOf(':') + 1)]
    if (kind === 'due') return change({ due: search.due === id ? undefined : id as DueChoice })
    if (kind === 'state') return change({ state: search.state === id ? undefined : id as TaskState })
    const chosen: readonly string[] = search[kind] ?? []
    const next = chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id]
    change({ [kind]: next.length > 0 ? next : undefined })
  }
  return { choices, toggle, clear: () => change({ who: undefined, company: undefined, label: undefined, priority: undefined, due: undefined, state: undefined, q: undefined, own: undefined }) }
}

function usePeopleChoices({ who = [], company = [] }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  const use = useBoardContext()
  return [
    ...use.people.map(({ userId, name, companyId }) => ({
      id: `who:${userId}`, name: userId === use.me.id ? t`${name} (you)` : name, detail: companyIn(use, companyId)?.name ?? '', isChosen: who.includes(userId),
      mark: <Avatar name={name} company={companyIn(use, companyId)} size="small" isNamed />,
    })),
    ...use.companies.map(({ id, name, color }) => ({ id: `company:${id}`, name, detail: t`company`, isChosen: company.includes(id), mark: <CompanyMark name={name} color={color} size="small" isNamed /> })),
    { id: 'company:', name: t`No company`, detail: '', isChosen: company.includes('') },
  ]
}

function useLabelChoices({ label = [], priority = [] }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const labels = useLabels(board)
  const names = usePriorityNames()
  return [
    ...labels.map(({ id, name, color }) => ({ id: `label:${id}`, name, detail: t`label`, isChosen: label.includes(id), mark: <span aria-hidden="true" style={{ ...companyColor(color), inlineSize: 10, blockSize: 10, borderRadius: '50%', background: 'var(--company)' }} /> })),
    ...priorities.map(id => ({ id: `priority:${id}`, name: names[id], detail: t`priority`, isChosen: priority.includes(id), mark: <Icon of={priorityIcons[id]} /> })),
    { id: 'priority:none', name: t`No priority`, detail: '', isChosen: priority.includes('none') },
  ]
}

function useDueChoices({ due }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  const names: Record<DueChoice, string> = { overdue: t`Late`, today: t`Due today`, week: t`Due within a week`, none: t`No deadline` }
  return dueChoices.map(id => ({ id: `due:${id}`, name: names[id], isChosen: due === id, mark: <Icon of={AlarmClock} /> }))
}

function useStateChoices({ state }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  return [
    { id: 'state:open', name: t`Not done`, isChosen: state === 'open', mark: <Icon of={CircleDashed} /> },
    { id: 'state:done', name: t`Done`, isChosen: state === 'done', mark: <Icon of={CircleCheck} /> },
  ]
}
