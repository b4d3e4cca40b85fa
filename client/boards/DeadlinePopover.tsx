import { Trans, useLingui } from '@lingui/react/macro'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { addDays, dayAt, momentOf, wallTimeAt, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'
import { useId, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../ui/Button.tsx'
import { useMinute } from '../ui/DateText.tsx'
import { DayInput } from './DayInput.tsx'
import styles from './DeadlinePopover.module.css'

interface Props { deadline: Deadline | null, timeZone: string, /** what the clocks of others show then */ clocks: (at: number) => string[], anchor: { current: Element }, onTake: (deadline: Deadline | null) => void, onClose: () => void }

/** A day, or a day and an hour: quick ones by name, any other typed or chosen. Taken when it is closed. */
export function DeadlinePopover({ deadline, timeZone, clocks, anchor, onTake, onClose }: Props) {
  const { t } = useLingui()
  const id = useId()
  const [draft, setDraft] = useState(() => draftOf(deadline, timeZone))
  const wanted = deadlineIn(draft, timeZone)
  function take(next: Deadline | null): void {
    if (JSON.stringify(next) !== JSON.stringify(deadline)) onTake(next)
    onClose()
  }
  const today = dayAt(useMinute(), timeZone)
  const quick = [{ name: t`Today`, day: today }, { name: t`Tomorrow`, day: addDays(today, 1) }, { name: t`Next Monday`, day: addDays(today, 8 - weekdayOf(today)) }]
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={open => { if (!open) take(wanted) }} placement="bottom start" className={styles['popover'] ?? ''}>
      <Dialog aria-label={t`Deadline`} className={styles['dialog'] ?? ''}>
        <div className={styles['quick']}>{quick.map(({ name, day }) => <Button key={day} size="dense" onPress={() => take({ day })}>{name}</Button>)}</div>
        <div className={styles['fields']}>
          <label htmlFor={`${id}-day`}><Trans>Day</Trans></label><div><DayInput id={`${id}-day`} isFirst value={draft.day} onType={day => setDraft({ ...draft, day })} /></div>
          <label htmlFor={`${id}-hour`}><Trans>Hour, if it matters</Trans></label><input id={`${id}-hour`} type="time" value={draft.hour} onChange={event => setDraft({ ...draft, hour: event.target.value })} />
        </div>
        {wanted && 'instant' in wanted && <p className={styles['zones']}>{[t`${draft.hour} your time`, ...clocks(Date.parse(wanted.instant))].join(' · ')}</p>}
        <div className={styles['acts']}>
          <Button size="dense" variant="quiet" isDisabled={deadline === null} onPress={() => take(null)}><Trans>No deadline</Trans></Button>
          <Button size="dense" variant="primary" isDisabled={wanted === null} onPress={() => take(wanted)}><Trans>Set</Trans></Button>
        </div>
      </Dialog>
    </Popover>
  )
}

interface Draft { day: string, hour: string }

function draftOf(deadline: Deadline | null, timeZone: string): Draft {
  if (deadline === null) return { day: '', hour: '' }
  if ('day' in deadline) return { day: deadline.day, hour: '' }
  const [day = '', hour = ''] = wallTimeAt(Date.parse(deadline.instant), timeZone).split('T')
  return { day, hour }
}

function deadlineIn({ day, hour }: Draft, timeZone: string): Deadline | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null
  return hour === '' ? { day } : { instant: new Date(momentOf(`${day}T${hour}`, timeZone)).toISOString() }
}
