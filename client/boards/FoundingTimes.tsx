import { Trans, useLingui } from '@lingui/react/macro'
import { calendarOfCompany } from '@kopa/shared/boards/working-days.ts'
import { BoardClock } from './BoardClock.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './TemplateChoice.module.css'
import { useCalendars } from './use-board.ts'
import { useCountryNames } from './use-holiday-words.ts'

/** What a new board has taken from where its companies are: told to who founds it, before the first task stands in it. */
export function FoundingTimes() {
  const { t } = useLingui()
  const { board, companies } = useBoardContext()
  const calendars = useCalendars(board)
  const nameOf = useCountryNames()
  const kept = companies.flatMap(({ id, name }) => { const country = calendarOfCompany(calendars, id)?.country; return country ? [`${name} – ${nameOf(country)}`] : [] })
  const list = kept.join(', ')
  return (
    <p className={styles['times']}>
      <span>{list === '' ? t`No public holidays are kept yet.` : <Trans>Public holidays that are kept: {list}.</Trans>}</span>{' '}
      <span><Trans>The time zone and the holidays are changed under “Working days”.</Trans></span>
      <BoardClock />
    </p>
  )
}
