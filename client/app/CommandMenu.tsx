import { useLingui } from '@lingui/react/macro'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import styles from './CommandMenu.module.css'
import { Finder } from './Finder.tsx'
import type { Commanded } from './use-commands.ts'

interface Props extends Commanded { onClose: () => void }

/** Ctrl+K: type a few letters of whatever there is, or of what shall be done, and go. */
export function CommandMenu(props: Props) {
  const { t } = useLingui()
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={open => { if (!open) props.onClose() }} className={styles['veil'] ?? ''}>
      <Modal className={styles['box'] ?? ''}>
        <AriaDialog aria-label={t`Find`} className={styles['dialog'] ?? ''}><Finder {...props} /></AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
