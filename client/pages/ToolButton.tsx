import type { LucideIcon } from 'lucide-react'
import { Icon } from '../ui/Icon.tsx'
import styles from './FormatBar.module.css'

interface Props { icon: LucideIcon, label: string, shortcut?: string, isOn?: boolean, isDisabled?: boolean, onPress: () => void }

/** A button of the toolbars. A press leaves the selection in the text where it is. */
export const ToolButton = ({ icon, label, shortcut, isOn, isDisabled, onPress }: Props) => (
  <button type="button" className={styles['tool']} aria-label={label} title={shortcut ? `${label} (${shortcut})` : label}
    aria-pressed={isOn} disabled={isDisabled} onPointerDown={event => event.preventDefault()} onMouseDown={event => event.preventDefault()} onClick={onPress}>
    <Icon of={icon} />
  </button>
)
