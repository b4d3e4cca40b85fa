import { Clock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Suspense, useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { timeZoneLabel } from '../core/time-zones.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './BoardClock.module.css'
import { useBoardContext } from './board-context.ts'
import { useBoardSettings } from './use-board.ts'
import { WorkingDaysDialog } from './WorkingDaysButton.tsx'

/** By whose clock the plan goes, beside it; a press leads to where it is changed. */
export function BoardClock() {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useState(false)
  const { locale } = useLocale()
  const { zone } = useBoardSettings(useBoardContext().board)
  const place = useMemo(() => timeZoneLabel(zone, locale), [zone, locale])
  const whole = t`Plan times in ${place}`
  return (
    <>
      <button type="button" aria-label={whole} title={whole} className={styles['clock']} onClick={() => setIsOpen(true)}><Icon of={Clock} /><span>{whole}</span><small>{place}</small></button>
      {isOpen && <Suspense><WorkingDaysDialog onClose={() => setIsOpen(false)} /></Suspense>}
    </>
  )
}
