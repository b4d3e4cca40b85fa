import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Overload } from '@kopa/shared/boards/leveling-load.ts'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { type Choice as SelectChoice, Select } from '../ui/Select.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { delayedTasks, type LevelingReach, tasksIn } from './leveling-scope.ts'
import styles from './LevelingDialog.module.css'
import type { ScheduleStore } from './schedule-store.ts'
import type { Choice } from './use-leveling.ts'

interface Props {
  schedule: ScheduleStore
  /** null: they are being counted */
  overloads: readonly Overload[] | null
  onLevel: (choice: Choice) => void
  onTakeBack: (delays: ReadonlyMap<string, number>) => void
}

/** For whom, and which tasks may wait. */
export function LevelingChoice({ schedule, overloads, onLevel, onTakeBack }: Props) {
  const { t } = useLingui()
  const { ui } = useBoardContext()
  const people = usePeopleOf(schedule)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const [reach, setReach] = useState<LevelingReach>('all')
  const reaches = useReaches(schedule)
  const chosen = people.filter(({ id }) => !without.has(id)).map(({ id }) => id)
  const delayed = delayedTasks(schedule)
  if (people.length === 0) return <Notice><Trans>Nobody is assigned to the tasks of this plan: there is nothing to level.</Trans></Notice>
  if (schedule.plan().settings.from === 'finish') return <Notice><Trans>This plan is reckoned back from its finish: tasks cannot wait in it.</Trans></Notice>
  return (
    <>
      <p className={styles['quiet']}><Trans>Tasks wait until whoever does them is free. The more urgent go first; what is set by hand, has begun or must start or finish on a date stays where it is.</Trans></p>
      <People {...{ people, overloads, without }} onToggle={id => setWithout(toggled(without, id))} />
      <Select name="tasks" label={t`Which tasks may wait`} choices={reaches} value={reach} onChange={setReach} />
      <DialogActs>
        {delayed.size > 0 && <Button onPress={() => onTakeBack(delayed)}><Trans>Take back all delays</Trans></Button>}
        <Button variant="primary" isDisabled={chosen.length === 0} onPress={() => onLevel({ people: new Set(chosen), tasks: tasksIn(reach, schedule, ui.state().selected) })}><Trans>Level</Trans></Button>
      </DialogActs>
    </>
  )
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

interface PlanPerson { readonly id: string, readonly name: string, readonly company: string }

function usePeopleOf(schedule: ScheduleStore): readonly PlanPerson[] {
  const { t } = useLingui()
  const use = useBoardContext()
  return schedule.plan().resources.map(({ id }) => {
    const person = personIn(use, id)
    return { id, name: person?.name ?? t`Somebody who has left`, company: companyIn(use, person?.companyId ?? null)?.name ?? '' }
  }).toSorted((one, other) => one.company.localeCompare(other.company) || one.name.localeCompare(other.name))
}

interface PeopleProps { people: readonly PlanPerson[], overloads: readonly Overload[] | null, without: ReadonlySet<string>, onToggle: (id: string) => void }

function People({ people, overloads, without, onToggle }: PeopleProps) {
  const { t } = useLingui()
  const tell = (id: string): string => {
    const count = overloads?.filter(({ resource }) => resource === id).length ?? 0
    return overloads === null ? '' : count === 0 ? t`never overloaded` : t`${plural(count, { one: 'overloaded once', other: 'overloaded # times' })}`
  }
  return (
    <fieldset className={styles['people']}>
      <legend><Trans>Who must not be overloaded</Trans></legend>
      {people.map(({ id, name, company }) => (
        <label key={id}>
          <input type="checkbox" checked={!without.has(id)} onChange={() => onToggle(id)} />
          <span>{name}{company && <small> {company}</small>}</span>
          <small className={styles['count']}>{tell(id)}</small>
        </label>
      ))}
    </fieldset>
  )
}

function useReaches(schedule: ScheduleStore): SelectChoice<LevelingReach>[] {
  const { t } = useLingui()
  const { ui, companies } = useBoardContext()
  const count = ui.state().selected.size
  const summaries = [...schedule.tasks().values()].filter(({ id, parent }) => parent === null && schedule.dates(id)?.isSummary)
  return [
    { value: 'all', label: t`All tasks` },
    ...count > 0 ? [{ value: 'selected' as const, label: t`${plural(count, { one: 'The selected task', other: 'The # selected tasks' })}` }] : [],
    ...companies.map(({ id, name }) => ({ value: `company ${id}` as const, label: t`Tasks of ${name}` })),
    ...summaries.map(({ id, title }) => { const name = title || t`Untitled`; return { value: `below ${id}` as const, label: t`Tasks in “${name}”` } }),
  ]
}
