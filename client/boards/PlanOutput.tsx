import { ImageDown, Printer } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useCallback, useState } from 'react'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { PlanButton } from './PlanButton.tsx'
import { usePrintKey } from './use-printing.ts'

const PrintDialog = lazy(async () => ({ default: (await import('./PrintDialog.tsx')).PrintDialog }))
const PictureDialog = lazy(async () => ({ default: (await import('./PictureDialog.tsx')).PictureDialog }))

/** Takes the plan along: on paper, as a PDF, as a picture. */
export function PlanOutput() {
  const { t } = useLingui()
  const [dialog, setDialog] = useState<'print' | 'picture' | null>(null)
  usePrintKey(useCallback(() => setDialog('print'), []))
  const acts: MenuAct[] = [
    { id: 'print', label: t`Print…`, hint: t`On paper, or as a PDF`, icon: Printer, shortcut: 'Ctrl P', act: () => setDialog('print') },
    { id: 'picture', label: t`Save as picture…`, hint: 'PNG', icon: ImageDown, act: () => setDialog('picture') },
  ]
  const close = (): void => setDialog(null)
  return (
    <>
      <Menu label={t`Print or picture`} acts={acts}><PlanButton rank={5} icon={Printer} label={t`Print or picture`} /></Menu>
      {dialog && <Suspense>{dialog === 'print' ? <PrintDialog onClose={close} /> : <PictureDialog onClose={close} />}</Suspense>}
    </>
  )
}
