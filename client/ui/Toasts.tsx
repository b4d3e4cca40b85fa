import { CircleAlert, X } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import styles from './Toasts.module.css'
import { closeToast, type Toast, useToasts } from './toasts.ts'

const shownFor = 9_000

export function Toasts() {
  const { t } = useLingui()
  const toasts = useToasts()
  return (
    // Above dialogs, too: they hide what lies below from screen readers, and close when something below is pressed.
    <section aria-label={t`Messages`} data-react-aria-top-layer="true" className={styles['corner']}>
      <ol aria-live="polite" aria-relevant="additions">{toasts.map(toast => <ToastCard key={toast.id} toast={toast} />)}</ol>
    </section>
  )
}

/** Goes by itself, except while somebody looks at it; a refusal stays until it is closed. */
function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useLingui()
  const [isHeld, setIsHeld] = useState(false)
  useEffect(() => {
    if (isHeld || toast.tone === 'refused') return
    const timer = setTimeout(() => closeToast(toast.id), shownFor)
    return () => clearTimeout(timer)
  }, [isHeld, toast])
  const act = () => {
    toast.action?.act()
    closeToast(toast.id)
  }
  const hold = () => setIsHeld(true), release = () => setIsHeld(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- being looked at is not an act
    <li className={`${styles['toast']} ${styles[toast.tone]}`} onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      {toast.tone === 'refused' && <Icon of={CircleAlert} />}
      <span className={styles['text']}>{toast.text}</span>
      {toast.action && <Button size="dense" onPress={act}>{toast.action.label}</Button>}
      <IconButton icon={X} label={t`Close`} size="dense" onPress={() => closeToast(toast.id)} />
    </li>
  )
}
