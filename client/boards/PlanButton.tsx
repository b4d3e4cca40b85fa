import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Icon } from '../ui/Icon.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './GanttView.module.css'

interface Props { icon: LucideIcon, label: string, /** the higher, the sooner its word goes where there is little room */ rank: number, shortcut?: string, /** a menu that it opens does without */ onPress?: () => void }

/** A tool of the plan with its picture, and with its word where there is room for all of them. */
export function PlanButton({ icon, label, rank, shortcut, onPress }: Props) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <AriaButton className={styles['switch'] ?? ''} aria-label={label} data-word-rank={rank} {...onPress && { onPress }}><Icon of={icon} /><span>{label}</span></AriaButton>
    </Tooltip>
  )
}
