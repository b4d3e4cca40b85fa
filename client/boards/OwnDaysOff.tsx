import { Plus, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { BoardCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { dayOf } from '@kopa/shared/boards/local-time.ts'
import { shiftWords } from '@kopa/shared/boards/shift-words.ts'
import { dayOrNull } from '@kopa/shared/boards/stored-value.ts'
import { type DaysOff, mostDaysOffTitle } from '@kopa/shared/boards/working-days.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { useMinute } from '../ui/DateText.tsx'
import { Field } from '../ui/Field.tsx'
import { type FieldErrors, Form, type Values } from '../ui/Form.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { type BoardCompany, useBoardContext } from './board-context.ts'
import { DayInput } from './DayInput.tsx'
import { useRangeWords } from './use-working-day-words.ts'
import styles from './WorkingDays.module.css'

type Exception = BoardCalendar['exceptions'][number]

/** Days that a company takes off by itself, and what else differs from its week; what is over is not shown. */
export function OwnDaysOff({ company, exceptions }: { company: BoardCompany, exceptions: readonly Exception[] }) {
  const { t } = useLingui()
  const { acts, mayEdit, me: { timeZone } } = useBoardContext()
  const today = dayAt(useMinute(), timeZone)
  const tell = useRangeWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = exceptions.map(exception => ({ ...exception, from: dayOf(exception.from), to: dayOf(exception.to) })).filter(({ to }) => to >= today).toSorted((one, other) => (one.from < other.from ? -1 : 1))
  function remove(days: DaysOff): void {
    announce(acts.removeException(company, days))
    // The button that had the focus goes with the day.
    heading.current?.focus()
  }
  return (
    <div className={styles['own']}>
      <h4 ref={heading} tabIndex={-1}><Trans>The company’s own days off</Trans></h4>
      {shown.length > 0 && (
        <ul>
          {shown.map(({ title, from, to, shifts, recurrence }, at) => {
            const name = title || t`Day off`
            return (
              <li key={`${from} ${to} ${title} ${at}`}>
                <span dir="auto">{name}</span>
                <small>{[tell(from, to), recurrence ? t`coming again` : '', shifts.length > 0 ? shiftWords(shifts) : ''].filter(Boolean).join(' · ')}</small>
                {mayEdit && <IconButton icon={Trash2} size="dense" label={t`Remove “${name}”`} onPress={() => remove({ title, from, to })} />}
              </li>
            )
          })}
        </ul>
      )}
      {mayEdit ? <AddDaysOff company={company} /> : shown.length === 0 && <p><Trans>None</Trans></p>}
    </div>
  )
}

function AddDaysOff({ company }: { company: BoardCompany }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  const [days, setDays] = useState({ from: '', to: '', round: 0 })
  const last = ({ from, to }: Values): string | undefined => to || from
  function check(values: Values): FieldErrors {
    const [from, to] = [dayOrNull(values['from']), dayOrNull(last(values))]
    if (from === null) return { from: t`Choose the first day.` }
    return to === null || to < from ? { to: t`The last day cannot be before the first one.` } : {}
  }
  async function add(values: Values, form: HTMLFormElement): Promise<void> {
    announce(acts.addDaysOff(company, { title: (values['title'] ?? '').trim(), from: values['from'] ?? '', to: last(values) ?? '' }))
    form.reset()
    setDays({ from: '', to: '', round: days.round + 1 })
  }
  return (
    <Form className={styles['add']} check={check} act={add}>
      <TextField name="title" label={t`What for`} maxLength={mostDaysOffTitle} autoComplete="off" />
      <Field name="from" label={t`First day`}>{({ id, ...trouble }) => <DayInput key={days.round} id={id} name="from" value={days.from} trouble={trouble} onType={from => setDays({ ...days, from })} />}</Field>
      <Field name="to" label={t`Last day`}>{({ id, ...trouble }) => <DayInput key={days.round} id={id} name="to" value={days.to} trouble={trouble} onType={to => setDays({ ...days, to })} />}</Field>
      <Button type="submit" icon={Plus}><Trans>Add</Trans></Button>
    </Form>
  )
}
