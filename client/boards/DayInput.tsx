import { CalendarDays } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { dateOrderOf, readTypedTime } from '@kopa/shared/boards/typed-time.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useId, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMe } from '../core/session.tsx'
import { useMinute } from '../ui/DateText.tsx'
import { useFirstField } from '../ui/first-field.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './DayInput.module.css'
import { formatIn } from './gantt-header.ts'

interface Props {
  id: string
  /** '2026-03-02'; '' for none */
  value: string
  isDisabled?: boolean
  /** writing begins here in what opens */
  isFirst?: boolean
  /** In a form: sends the day, or what was typed and is none. */
  name?: string
  /** What the form says about it. */
  trouble?: { 'aria-invalid': boolean | undefined, 'aria-describedby': string | undefined }
  /** With every letter that makes a day of it, or '' for none. */
  onType?: (day: string) => void
  /** When it is left or Enter is pressed. */
  onTake?: (day: string) => void
}

/** A day as the reader's language writes it (what a browser offers follows its own language), in words ('Friday'), or chosen in the browser's calendar. */
export function DayInput({ id, value, isDisabled = false, isFirst = false, name, trouble, onType, onTake }: Props) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const why = useId()
  const first = useFirstField(isFirst)
  const read = useReading(value)
  const [text, setText] = useState<string | null>(null)
  const [isWrong, setIsWrong] = useState(false)
  const [typed, example] = [text ?? '', tellDay(locale, '2026-12-31')]
  function type(next: string): void {
    setText(next)
    setIsWrong(false)
    const day = read(next)
    if (day !== null) onType?.(day)
  }
  function take(): void {
    const day = text === null ? null : read(text)
    setIsWrong(text !== null && day === null)
    if (day === null) return
    setText(null)
    onTake?.(day)
  }
  function choose(day: string): void {
    setText(null)
    setIsWrong(false)
    onType?.(day)
    onTake?.(day)
  }
  return (
    <>
      <span className={styles['day']} data-form={name !== undefined || undefined}>
        <input
          {...first} id={id} value={text ?? tellDay(locale, value)} disabled={isDisabled} maxLength={40} autoComplete="off" spellCheck={false} aria-invalid={isWrong || trouble?.['aria-invalid']} aria-describedby={isWrong ? why : trouble?.['aria-describedby']}
          onChange={event => type(event.target.value)} onBlur={take} onKeyDown={event => { if (event.key === 'Enter') take() }}
        />
        {name !== undefined && <input type="hidden" name={name} value={text === null ? value : read(text) ?? text} />}
        {!isDisabled && <CalendarButton value={value} onChoose={choose} />}
      </span>
      {isWrong && <span id={why} role="alert" className={styles['why']}>{t`“${typed}” is not a day. Try ${example}, Friday or tomorrow.`}</span>}
    </>
  )
}

export const tellDay = (locale: string, day: string): string => (day === '' ? '' : formatIn(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(Date.parse(`${day}T12:00:00Z`)))

/** '' for nothing; null: not understood. */
function useReading(value: string): (text: string) => string | null {
  const { locale } = useLocale()
  const today = dayAt(useMinute(), useMe().timeZone)
  return text => {
    if (text.trim() === '') return ''
    const typed = readTypedTime(text, { today, near: value || today, order: dateOrderOf(locale) })
    return typed?.hour === null && typed.day >= '1970-01-01' && typed.day <= '2199-12-31' ? typed.day : null
  }
}

function CalendarButton({ value, onChoose }: { value: string, onChoose: (day: string) => void }) {
  const { t } = useLingui()
  const calendar = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" aria-label={t`Choose in a calendar`} title={t`Choose in a calendar`} onClick={() => calendar.current?.showPicker()}><Icon of={CalendarDays} /></button>
      <input ref={calendar} type="date" tabIndex={-1} aria-hidden="true" value={value} min="1970-01-01" max="2199-12-31" className={styles['calendar']} onChange={event => onChoose(event.target.value)} />
    </>
  )
}
