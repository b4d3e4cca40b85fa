import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import styles from './ExportDialog.module.css'

interface Props { /** of the format */ name: string, company: string, onTake: (include: 'own' | undefined) => void, onClose: () => void }

/** Before a file is made of a board of which the own company keeps something for itself: files are passed on. */
export function ExportDialog({ name, company, onTake, onClose }: Props) {
  const { t } = useLingui()
  const hint = useId()
  const [isIncluded, setIsIncluded] = useState(false)
  return (
    <Dialog title={t`Export: ${name}`} isOpen onClose={onClose}>
      <div className={styles['own']}>
        <label><input type="checkbox" checked={isIncluded} aria-describedby={hint} onChange={() => setIsIncluded(!isIncluded)} /><Trans>Also what only {company} sees</Trans></label>
        <small id={hint}><Trans>Your own tasks and fields. The file says that it holds them; leave them out of what you give to others.</Trans></small>
      </div>
      <DialogActs><Button onPress={onClose}><Trans>Cancel</Trans></Button><Button variant="primary" onPress={() => onTake(isIncluded ? 'own' : undefined)}><Trans>Export</Trans></Button></DialogActs>
    </Dialog>
  )
}
