import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import styles from './Sheet.module.css'

/** A panel from the side, for narrow screens. */
export function Sheet({ label, isOpen, onClose, children }: { label: string, isOpen: boolean, onClose: () => void, children: ReactNode }) {
  return (
    <ModalOverlay isOpen={isOpen} isDismissable onOpenChange={open => { if (!open) onClose() }} className={styles['veil'] ?? ''}>
      <Modal className={styles['sheet'] ?? ''}>
        <AriaDialog aria-label={label} className={styles['dialog'] ?? ''}>{children}</AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
