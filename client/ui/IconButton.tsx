import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Tooltip } from './Tooltip.tsx'
import styles from './IconButton.module.css'
import { Icon } from './Icon.tsx'

interface Props {
  icon: LucideIcon
  /** What it does; read out, and shown on hover. */
  label: string
  /** Shown beside the label: 'Ctrl K'. */
  shortcut?: string
  size?: 'normal' | 'dense'
  onPress?: () => void
  isDisabled?: boolean
  isExpanded?: boolean
  className?: string
  ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon, label, shortcut, size = 'normal', isExpanded, className = '', ...rest }: Props) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <AriaButton {...rest} aria-label={label} aria-expanded={isExpanded} className={`${styles['button']} ${styles[size]} ${className}`}>
        <Icon of={icon} />
      </AriaButton>
    </Tooltip>
  )
}
