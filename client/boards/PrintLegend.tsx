import { Trans, useLingui } from '@lingui/react/macro'
import { initials } from '../ui/initials.ts'
import { companyIn, useBoardContext } from './board-context.ts'
import { turnOf } from './gantt-paint-holidays.ts'
import type { PrintedLook } from './printed-bars.ts'
import styles from './PrintDocument.module.css'

/** What the bars mean, to somebody who has only the paper. */
export function PrintLegend({ look, hasPrivate }: { look: PrintedLook, hasPrivate: boolean }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const { theme, showsCritical, showsSlack, scene } = look
  const mine = companyIn(use, use.me.companyId)?.name ?? ''
  const marked = [...look.companies.values()]
  const off = [...look.companies].map(([id, { name, color }], order) => ({ id, name, turn: turnOf(order), colour: theme.companies[color] ?? theme.line }))
    .filter(({ id }) => scene.schedule.board.calendars().some(({ companyId }) => companyId === id))
  return (
    <ul className={styles['legend']} aria-label={t`Legend`}>
      {marked.map(({ name, color }) => <li key={name}><i className={styles['mark']} style={{ background: theme.companies[color], color: theme.onCompany }}>{initials(name)}</i>{name}</li>)}
      <li><i className={styles['summary']} /><Trans>Summary</Trans></li>
      <li><i className={styles['milestone']} /><Trans>Milestone</Trans></li>
      <li><i className={styles['done']} /><Trans>Done</Trans></li>
      <li><i className={styles['deadline']} /><Trans>Deadline</Trans></li>
      <li><i className={styles['today']} style={{ background: theme.accent }} /><Trans>Today</Trans></li>
      {off.length > 0 && (
        <li>
          <Trans>Days off</Trans>
          {off.map(({ name, turn, colour }) => <span key={name}><i className={styles['off']} style={{ background: `repeating-linear-gradient(${turn}deg, ${colour} 0 1px, transparent 1px 4px)` }} /> {initials(name)}</span>)}
        </li>
      )}
      {showsCritical && <li><i className={styles['critical']} /><Trans>Critical path</Trans></li>}
      {showsSlack && <li><i className={styles['slack']} /><Trans>Slack</Trans></li>}
      {scene.baseline !== null && <li><i className={styles['baseline']} /><Trans>Baseline</Trans></li>}
      {hasPrivate && mine && scene.schedule.board.side() !== null && <li><Trans>private: only {mine} sees it</Trans></li>}
    </ul>
  )
}
