import { CalendarClock, Clock, Hourglass, Repeat, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Token } from '@kopa/shared/boards/quick-add.ts'
import { mostTitle } from '@kopa/shared/boards/task.ts'
import { useEffect, useRef } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { LabelChip } from './LabelChip.tsx'
import { PrivateToggle } from './PrivateToggle.tsx'
import styles from './QuickAdd.module.css'
import { priorityIcons } from './use-board-words.ts'
import { type Typing, useQuickAdd } from './use-quick-add.ts'
import { useRested } from './use-rested.ts'
import { useTokenWords } from './use-token-words.ts'

/** Writing tasks one after the other: Enter adds and stays; what was understood of the words is shown before. */
export function QuickAdd({ cell, place }: { cell: string, place: 'top' | 'bottom' }) {
  return <QuickField typing={useQuickAdd(cell, place)} form="box" />
}

/** As a `line` it is as high as one, and what was understood floats above it. */
export function QuickField({ typing: { text, read, onText, onKeyDown, onPaste, onLeave, ignore }, form }: { typing: Typing, form: 'box' | 'line' }) {
  const { t } = useLingui()
  const field = useRef<HTMLTextAreaElement>(null)
  const tell = useTokenWords()
  const understood = useRested(read.tokens.map(({ value }) => tell(value, read.deadline)).join('; '), 600)
  useEffect(() => {
    field.current?.focus()
    field.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])
  return (
    <div className={styles[form]} onBlur={event => { if (!event.currentTarget.contains(event.relatedTarget)) onLeave() }}>
      <textarea
        ref={field} rows={1} value={text} maxLength={mostTitle} aria-label={t`New task`} placeholder={t`Draft contract tomorrow 14:00 @Ana`} enterKeyHint="done" className={styles['field']}
        onChange={event => onText(event.target.value)} onKeyDown={onKeyDown} onPaste={onPaste}
      />
      {read.tokens.length > 0 && (
        <ul aria-label={t`Understood`} className={styles['chips']}>
          {read.tokens.map(token => (
            <li key={`${token.start} ${token.value.kind}`} className={styles['chip']}>
              <TokenMark token={token} words={tell(token.value, read.deadline)} />
              <button type="button" aria-label={t`Leave “${text.slice(token.start, token.end)}” as words`} onClick={() => { ignore(token); field.current?.focus() }}><Icon of={X} size={12} /></button>
            </li>
          ))}
        </ul>
      )}
      {/* It is there before there is anything in it, or it would not be read out. */}
      <p role="status" className="visually-hidden">{understood && t`Understood: ${understood}`}</p>
      {form === 'box' && text === '' && <p className={styles['hint']}><Trans>Enter adds, Esc ends. @person @company #label !high tomorrow 14:00 2h</Trans></p>}
      {form === 'box' && <PrivateToggle onDone={() => field.current?.focus()} />}
    </div>
  )
}

/** What was understood, with its picture where words have one. */
function TokenMark({ token: { value }, words }: { token: Token, words: string }) {
  const use = useBoardContext()
  switch (value.kind) {
    case 'day': return <><Icon of={CalendarClock} size={14} />{words}</>
    case 'hour': return <><Icon of={Clock} size={14} />{words}</>
    case 'length': return <><Icon of={Hourglass} size={14} />{words}</>
    case 'repeat': return <><Icon of={Repeat} size={14} />{words}</>
    case 'person': return <><Avatar name={words} company={companyIn(use, personIn(use, value.person.id)?.companyId ?? null)} size="small" isNamed />{words}</>
    case 'company': return <>{words}</>
    case 'label': return <LabelChip label={use.board.labels().find(({ id }) => id === value.label.id) ?? { name: words, color: 7 }} />
    case 'priority': return <><Icon of={priorityIcons[value.priority]} size={14} />{words}</>
  }
}
