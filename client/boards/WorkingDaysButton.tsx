import { CalendarOff } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { PlanButton } from './PlanButton.tsx'

/** Not with the board's first screen: few open it. */
export const WorkingDaysDialog = lazy(async () => ({ default: (await import('./WorkingDaysDialog.tsx')).WorkingDaysDialog }))

export function WorkingDaysButton() {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <PlanButton rank={1} icon={CalendarOff} label={t`Working days`} onPress={() => setIsOpen(true)} />
      {isOpen && <Suspense><WorkingDaysDialog onClose={() => setIsOpen(false)} /></Suspense>}
    </>
  )
}
