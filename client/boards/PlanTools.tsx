import { FlaskConical, UsersRound } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './GanttView.module.css'
import type { ScheduleStore } from './schedule-store.ts'
import { useAsksFirst } from './use-asks-first.ts'

const LevelingDialog = lazy(async () => ({ default: (await import('./LevelingDialog.tsx')).LevelingDialog }))

/** What changes a plan as a whole. */
export function PlanTools({ schedule }: { schedule: ScheduleStore }) {
  const { t } = useLingui()
  const { mayEdit, whatIf } = useBoardContext()
  useAsksFirst(schedule)
  const [isLeveling, setIsLeveling] = useState(false)
  if (!mayEdit) return null
  return (
    <>
      <button type="button" aria-haspopup="dialog" className={styles['switch']} title={t`Level…`} onClick={() => setIsLeveling(true)}><Icon of={UsersRound} /><span>{t`Level…`}</span></button>
      {!whatIf.sandbox && <button type="button" className={styles['switch']} title={t`What if`} onClick={whatIf.begin}><Icon of={FlaskConical} /><span>{t`What if`}</span></button>}
      {isLeveling && <Suspense><LevelingDialog schedule={schedule} onClose={() => setIsLeveling(false)} /></Suspense>}
    </>
  )
}
