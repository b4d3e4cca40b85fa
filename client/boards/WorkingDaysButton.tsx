import { CalendarOff } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'

/** Not with the board's first screen: few open it. */
export const WorkingDaysDialog = lazy(async () => ({ default: (await import('./WorkingDaysDialog.tsx')).WorkingDaysDialog }))

export function WorkingDaysButton() {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <IconButton icon={CalendarOff} size="dense" label={t`Working days`} onPress={() => setIsOpen(true)} />
      {isOpen && <Suspense><WorkingDaysDialog onClose={() => setIsOpen(false)} /></Suspense>}
    </>
  )
}
