import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { mostRepeats, type Repeat, repeatUnits } from '@kopa/shared/boards/task.ts'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './RepeatForm.module.css'

interface Props { repeat: Repeat | null, onSet: (repeat: Repeat) => void }

/** Any other number of days, weeks, months or years than those that are offered. */
export function RepeatForm({ repeat, onSet }: Props) {
  const { t } = useLingui()
  const [number, setNumber] = useState(String(repeat?.every ?? 2))
  const [unit, setUnit] = useState<Repeat['unit']>(repeat?.unit ?? 'week')
  const every = Number(number)
  const isMeant = Number.isInteger(every) && every >= 1 && every <= mostRepeats
  const names = useUnitNames(isMeant ? every : 2)
  function set(event: FormEvent): void {
    event.preventDefault()
    // The days of the week are kept where it still comes by weeks.
    if (isMeant) onSet({ every, unit, weekdays: unit === 'week' && repeat?.unit === 'week' ? repeat.weekdays : [] })
  }
  return (
    <form className={styles['form']} onSubmit={set}>
      <input type="number" inputMode="numeric" min={1} max={mostRepeats} step={1} value={number} aria-label={t`Comes again after how many`} aria-invalid={!isMeant || undefined} onChange={event => setNumber(event.target.value)} />
      <select value={unit} aria-label={t`Days, weeks, months or years`} onChange={event => setUnit(event.target.value as Repeat['unit'])}>
        {repeatUnits.map(id => <option key={id} value={id}>{names[id]}</option>)}
      </select>
      <Button type="submit" size="dense" isDisabled={!isMeant}><Trans>Set</Trans></Button>
    </form>
  )
}

function useUnitNames(every: number): Record<Repeat['unit'], string> {
  const { t } = useLingui()
  return {
    day: t`${plural(every, { one: 'Every # day', other: 'Every # days' })}`, week: t`${plural(every, { one: 'Every # week', other: 'Every # weeks' })}`,
    month: t`${plural(every, { one: 'Every # month', other: 'Every # months' })}`, year: t`${plural(every, { one: 'Every # year', other: 'Every # years' })}`,
  }
}
