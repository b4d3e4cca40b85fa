import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import styles from './SidePanel.module.css'

const wide = matchMedia('(min-width: 861px)')

function listen(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

interface Props { label: string, onClose: () => void, children: ReactNode }

/** One thing in full, right of the work; on narrow screens above it. It takes the focus as it opens, and Escape closes it. */
export function SidePanel({ label, onClose, children }: Props) {
  const isWide = useSyncExternalStore(listen, () => wide.matches)
  if (isWide) return <Rail label={label} onClose={onClose}>{children}</Rail>
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={open => { if (!open) onClose() }} className={styles['veil'] ?? ''}>
      <Modal className={styles['sheet'] ?? ''}><AriaDialog aria-label={label} className={styles['dialog'] ?? ''}>{children}</AriaDialog></Modal>
    </ModalOverlay>
  )
}

function Rail({ label, onClose, children }: Props) {
  const rail = useRef<HTMLElement>(null)
  useEffect(() => { rail.current?.focus({ preventScroll: true }) }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes what the keyboard is in
    <aside ref={rail} aria-label={label} tabIndex={-1} className={styles['rail']} onKeyDown={event => { if (event.key === 'Escape' && !event.defaultPrevented && event.currentTarget.contains(event.target as Node)) onClose() }}>{children}</aside>
  )
}
