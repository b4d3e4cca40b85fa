import { X } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'

interface Props { title: string, isOpen: boolean, onClose: () => void, children: ReactNode, size?: 'normal' | 'wide' | 'large', /** Does a press beside it close it? Not where something half written would be lost. */ isDismissable?: boolean }

export function Dialog({ title, isOpen, onClose, children, size = 'normal', isDismissable = true }: Props) {
  const { t } = useLingui()
  return (
    <ModalOverlay isOpen={isOpen} isDismissable={isDismissable} onOpenChange={open => { if (!open) onClose() }} className={styles['veil'] ?? ''}>
      <Modal className={`${styles['box']} ${styles[size]}`}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <header className={styles['head']}>
            <Heading slot="title" className={styles['title'] ?? ''}>{title}</Heading>
            <IconButton icon={X} label={t`Close`} size="dense" onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The row of acts at the foot of a dialog. */
export const DialogActs = ({ children }: { children: ReactNode }) => <div className={styles['acts']}>{children}</div>
