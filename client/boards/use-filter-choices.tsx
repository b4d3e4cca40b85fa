import { AlarmClock, CircleCheck, CircleDashed, Lock, Repeat2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type DueChoice, dueChoices, isFilterChoice, type TaskState } from '@kopa/shared/boards/filter.ts'
import { priorities } from '@kopa/shared/boards/task.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { PickerChoice } from '../ui/Picker.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import type { BoardSearch } from './board-search.ts'
import { tellDay } from './DayInput.tsx'
import { useColumns, useLabels } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useFieldChoices } from './use-field-filters.tsx'
import { priorityIcons, stageIcons, usePriorityNames } from './use-board-words.ts'

type Kind = 'who' | 'company' | 'label' | 'priority' | 'column' | 'is' | 'own'

/** `told`: in words, as what is asked. `mayBeNot`: it can also be asked not to hold. */
export interface FilterPick extends PickerChoice { told: string, isNot: boolean, mayBeNot: boolean }

/** All that can be filtered by, in one list: 'who:<id>', 'due:today', 'own:<condition>' ... `turn`: asks for the opposite. */
export function useFilterChoices(): { choices: FilterPick[], toggle: (id: string) => void, turn: (id: string) => void, clear: () => void } {
  const { t } = useLingui()
  const [search, change] = useBoardSearch()
  const tell = useTellChoice()
  const { not = [] } = search
  const offered = [
    ...usePeopleChoices(search), ...useLabelChoices(search), ...useColumnPicks(search), ...useDueChoices(search), ...useStateChoices(search), ...useTraitChoices(search),
    ...useFieldChoices({ ...search, own: [...search.own ?? [], ...not.filter(one => one.startsWith('own:')).map(one => one.slice('own:'.length))] }),
  ]
  const choices = offered.map((choice): FilterPick => {
    const isNot = isFilterChoice(choice.id) && not.includes(choice.id)
    return { ...choice, isNot, told: tell(choice, isNot), mayBeNot: isFilterChoice(choice.id), isChosen: isNot || (choice.isChosen === true && !isNot), ...isNot && { detail: t`not these` } }
  })
  const isNotNow = (id: string): boolean => not.some(other => other === id)
  const withoutNot = (id: string) => { const left = not.filter(other => other !== id); return left.length > 0 ? left : undefined }
  return {
    choices,
    toggle: id => change(isNotNow(id) ? { not: withoutNot(id) } : toggled(search, id)),
    turn: id => {
      if (isNotNow(id)) change({ ...toggled(search, id), not: withoutNot(id) })
      else if (isFilterChoice(id)) change({ ...toggled(search, id), not: [...not, id] })
    },
    clear: () => change({ who: undefined, company: undefined, label: undefined, priority: undefined, column: undefined, due: undefined, from: undefined, until: undefined, state: undefined, is: undefined, q: undefined, own: undefined, not: undefined }),
  }
}

/** What the address says once a choice that it makes is not made any more, or one more is. */
function toggled(search: BoardSearch, choice: string): Partial<BoardSearch> {
  const [kind, id] = [choice.slice(0, choice.indexOf(':')) as Kind | 'due' | 'state' | 'from' | 'until', choice.slice(choice.indexOf(':') + 1)]
  if (kind === 'from' || kind === 'until') return { [kind]: undefined }
  if (kind === 'due') return { due: search.due === id ? undefined : id as DueChoice }
  if (kind === 'state') return { state: search.state === id ? undefined : id as TaskState }
  const chosen: readonly string[] = search[kind] ?? []
  const next = chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id]
  return { [kind]: next.length > 0 ? next : undefined }
}

/** A choice as a sentence: “Priority is not low”. */
function useTellChoice(): (choice: PickerChoice, isNot: boolean) => string {
  const { t } = useLingui()
  const { locale } = useLocale()
  const names: Record<string, string> = { who: t`Person`, company: t`Company`, label: t`Label`, priority: t`Priority`, column: t`Column` }
  return ({ id, name }, isNot) => {
    const [kind, value] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)]
    const about = names[kind]
    const isNothing = value === '' || value === 'none'
    if (about === undefined || isNothing) return isNot ? t`Not: ${name}` : name
    const told = kind === 'priority' ? name.toLocaleLowerCase(locale) : name
    return isNot ? t`${about} is not ${told}` : t`${about} is ${told}`
  }
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
    { id: 'who:', name: t`Nobody assigned`, detail: '', isChosen: who.includes('') },
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
    { id: 'label:', name: t`No label`, detail: '', isChosen: label.includes('') },
    ...priorities.map(id => ({ id: `priority:${id}`, name: names[id], detail: t`priority`, isChosen: priority.includes(id), mark: <Icon of={priorityIcons[id]} /> })),
    { id: 'priority:none', name: t`No priority`, detail: '', isChosen: priority.includes('none') },
  ]
}

function useColumnPicks({ column = [] }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  const { board } = useBoardContext()
  return useColumns(board).map(({ id, title, stage }) => ({ id: `column:${id}`, name: title || t`Untitled`, detail: t`column`, isChosen: column.includes(id), mark: <Icon of={stageIcons[stage]} /> }))
}

function useTraitChoices({ is = [] }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  const use = useBoardContext()
  const company = companyIn(use, use.me.companyId)?.name ?? ''
  return [
    { id: 'is:repeats', name: t`Comes again`, isChosen: is.includes('repeats'), mark: <Icon of={Repeat2} /> },
    { id: 'is:private', name: t`Only ${company} sees it`, isChosen: is.includes('private'), mark: <Icon of={Lock} /> },
  ]
}

function useDueChoices({ due, from, until }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  const { locale } = useLocale()
  const [first, last] = [tellDay(locale, from ?? ''), tellDay(locale, until ?? '')]
  const names: Record<DueChoice, string> = { overdue: t`Late`, today: t`Due today`, week: t`Due within a week`, none: t`No deadline` }
  const mark = <Icon of={AlarmClock} />
  return [
    ...dueChoices.map(id => ({ id: `due:${id}`, name: names[id], isChosen: due === id, mark })),
    ...from === undefined ? [] : [{ id: 'from:', name: t`Due on ${first} or later`, isChosen: true, mark }],
    ...until === undefined ? [] : [{ id: 'until:', name: t`Due on ${last} or before`, isChosen: true, mark }],
  ]
}

function useStateChoices({ state }: BoardSearch): PickerChoice[] {
  const { t } = useLingui()
  return [
    { id: 'state:open', name: t`Not done`, isChosen: state === 'open', mark: <Icon of={CircleDashed} /> },
    { id: 'state:done', name: t`Done`, isChosen: state === 'done', mark: <Icon of={CircleCheck} /> },
  ]
}
