import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { OwnChoice } from '../ui/OwnChoice.tsx'

interface Props { /** of the format */ name: string, company: string, onTake: (include: 'own' | undefined) => void, onClose: () => void }

/** Before a file is made of a board of which the own company keeps something for itself: files are passed on. */
export function ExportDialog({ name, company, onTake, onClose }: Props) {
  const { t } = useLingui()
  const [isIncluded, setIsIncluded] = useState(false)
  return (
    <Dialog title={t`Export: ${name}`} isOpen onClose={onClose}>
      <OwnChoice company={company} isOn={isIncluded} onChange={setIsIncluded}><Trans>Your own tasks and fields. The file says that it holds them; leave them out of what you give to others.</Trans></OwnChoice>
      <DialogActs><Button onPress={onClose}><Trans>Cancel</Trans></Button><Button variant="primary" onPress={() => onTake(isIncluded ? 'own' : undefined)}><Trans>Export</Trans></Button></DialogActs>
    </Dialog>
  )
}
