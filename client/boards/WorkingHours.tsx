import { Trans, useLingui } from '@lingui/react/macro'
import type { Shift } from '@kopa/shared/boards/calendar-days.ts'
import { readShiftWords, shiftWords } from '@kopa/shared/boards/shift-words.ts'
import { type KeyboardEvent, useId, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { announce } from '../ui/announce.ts'
import { type BoardCompany, useBoardContext } from './board-context.ts'
import { useWeekdayNames } from './use-working-day-words.ts'
import styles from './WorkingDays.module.css'

/** The week of a company, a line for each day: hours as they are typed, nothing for a day without work. */
export function WorkingHours({ company, week }: { company: BoardCompany, week: readonly (readonly Shift[])[] }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { acts, mayEdit } = useBoardContext()
  const hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(week.flat().reduce((sum, [from, until]) => sum + until - from, 0) / 60)
  const nameOf = useWeekdayNames()
  return (
    <details className={styles['hours']}>
      <summary><Trans>Working hours</Trans> <small>{t`${hours} h a week`}</small></summary>
      <div>
        {week.map((shifts, weekday) => (
          <HoursOfDay
            key={weekday} name={nameOf(weekday)} shifts={shifts} isReadOnly={!mayEdit}
            onChange={next => announce(acts.setHours(company, weekday, next))}
          />
        ))}
      </div>
    </details>
  )
}

interface DayProps { name: string, shifts: readonly Shift[], isReadOnly: boolean, onChange: (shifts: readonly Shift[]) => void }

/** Taken with Enter or when one goes on; what is not understood stays, with a word about it. */
function HoursOfDay({ name, shifts, isReadOnly, onChange }: DayProps) {
  const { t } = useLingui()
  const id = useId()
  const words = shiftWords(shifts)
  const [text, setText] = useState(words)
  const [isRefused, setIsRefused] = useState(false)
  const [shown, setShown] = useState(words)
  if (shown !== words) {
    setShown(words)
    setText(words)
    setIsRefused(false)
  }
  function take(): void {
    const read = readShiftWords(text)
    setIsRefused(read === null)
    if (read && shiftWords(read) !== words) onChange(read)
    // What another company decides stays as it is until they do.
    if (read) setText(words)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') take()
    if (event.key !== 'Escape' || text === words) return
    event.stopPropagation()
    setText(words)
    setIsRefused(false)
  }
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <input
        id={id} value={text} placeholder={t`no work`} readOnly={isReadOnly} maxLength={200} autoComplete="off" aria-invalid={isRefused || undefined} aria-describedby={isRefused ? `${id}-refused` : undefined}
        onChange={event => setText(event.target.value)} onBlur={take} onKeyDown={onKeyDown}
      />
      {isRefused && <p id={`${id}-refused`} role="alert"><Trans>Hours are written as 8:00–12:00, 13:00–17:00.</Trans></p>}
    </>
  )
}
