import { CalendarClock, Clock, Lock, LockOpen, type LucideIcon, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Token } from '@kopa/shared/boards/quick-add.ts'
import { mostTitle } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useEffect, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { useMinute } from '../ui/DateText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { showError } from '../ui/toasts.ts'
import { companyIn, personIn, useBoardContext, useUi } from './board-context.ts'
import { LabelChip } from './LabelChip.tsx'
import styles from './QuickAdd.module.css'
import { priorityIcons, usePriorityNames } from './use-board-words.ts'
import { nameDay } from './use-due-words.ts'
import { useQuickAdd } from './use-quick-add.ts'

/** Writing tasks one after the other: Enter adds and stays; what was understood of the words is shown before. */
export function QuickAdd({ cell, place }: { cell: string, place: 'top' | 'bottom' }) {
  const { t } = useLingui()
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, read, onText, onKeyDown, onPaste, onLeave, ignore } = useQuickAdd(cell, place)
  useEffect(() => {
    field.current?.focus()
    field.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])
  return (
    <div className={styles['quick']} onBlur={event => { if (!event.currentTarget.contains(event.relatedTarget)) onLeave() }}>
      <textarea
        ref={field} rows={1} value={text} maxLength={mostTitle} aria-label={t`New task`} placeholder={t`Draft contract tomorrow 14:00 @Ana`} enterKeyHint="done" className={styles['field']}
        onChange={event => onText(event.target.value)} onKeyDown={onKeyDown} onPaste={onPaste}
      />
      {read.tokens.length > 0 && (
        <ul aria-label={t`Understood`} aria-live="polite" className={styles['chips']}>
          {read.tokens.map(token => (
            <li key={`${token.start} ${token.value.kind}`} className={styles['chip']}>
              <TokenWords token={token} />
              <button type="button" aria-label={t`Leave “${text.slice(token.start, token.end)}” as words`} onClick={() => { ignore(token); field.current?.focus() }}><Icon of={X} size={12} /></button>
            </li>
          ))}
        </ul>
      )}
      {text === '' && <p className={styles['hint']}><Trans>Enter adds, Esc ends. @person @company #label !high tomorrow 14:00</Trans></p>}
      <PrivateToggle onDone={() => field.current?.focus()} />
    </div>
  )
}

/** Into the own company's side, or for everybody; the choice stays until it is changed. */
function PrivateToggle({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const [isPending, setIsPending] = useState(false)
  const isOn = useUi(({ addsPrivately }) => addsPrivately)
  const company = companyIn(use, use.me.companyId)
  if (!use.side.mayBe || !company || use.whatIf.sandbox) return null
  async function change(): Promise<void> {
    setIsPending(true)
    await use.side.open().then(() => use.ui.change({ addsPrivately: !isOn }), showError)
    setIsPending(false)
    onDone()
  }
  return (
    <button type="button" aria-pressed={isOn} aria-busy={isPending} className={styles['private']} onClick={() => void change()}>
      <Icon of={isOn ? Lock : LockOpen} size={14} />{isOn ? t`Only ${company.name} sees it` : t`Everybody sees it`}
    </button>
  )
}

function TokenWords({ token: { value } }: { token: Token }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const names = usePriorityNames()
  const today = dayAt(useMinute(), use.me.timeZone)
  const withIcon = (icon: LucideIcon, words: string) => <><Icon of={icon} size={14} />{words}</>
  switch (value.kind) {
    case 'day': {
      const away = Math.round((Date.parse(value.day) - Date.parse(today)) / 86_400_000)
      const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(value.day))
      const name = nameDay(value.day, away, locale)
      return withIcon(CalendarClock, name === date ? date : `${name}, ${date}`)
    }
    case 'hour': return withIcon(Clock, t`${value.hour} your time`)
    case 'person': return <><Avatar name={value.person.name} company={companyIn(use, personIn(use, value.person.id)?.companyId ?? null)} size="small" isNamed />{value.person.name}</>
    case 'company': return <>{value.company.name}</>
    case 'label': return <LabelChip label={use.board.labels().find(({ id }) => id === value.label.id) ?? { name: value.label.id === null ? t`${value.label.name} (new)` : value.label.name, color: 7 }} />
    case 'priority': return withIcon(priorityIcons[value.priority], names[value.priority])
  }
}
