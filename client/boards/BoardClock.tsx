import { Clock } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { Suspense, useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { timeZoneLabel } from '../core/time-zones.ts'
import { Button } from '../ui/Button.tsx'
import { useBoardContext } from './board-context.ts'
import { useBoardSettings } from './use-board.ts'
import { WorkingDaysDialog } from './WorkingDaysButton.tsx'

/** By whose clock the plan goes, beside it; a press leads to where it is changed. */
export function BoardClock() {
  const [isOpen, setIsOpen] = useState(false)
  const place = useBoardPlace()
  return (
    <>
      <Button size="dense" variant="quiet" icon={Clock} onPress={() => setIsOpen(true)}><Trans>Plan times in {place}</Trans></Button>
      {isOpen && <Suspense><WorkingDaysDialog onClose={() => setIsOpen(false)} /></Suspense>}
    </>
  )
}

/** 'Riga (GMT+2)' */
export function useBoardPlace(): string {
  const { locale } = useLocale()
  const { zone } = useBoardSettings(useBoardContext().board)
  return useMemo(() => timeZoneLabel(zone, locale), [zone, locale])
}
