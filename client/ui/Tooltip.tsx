import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Kbd } from './Kbd.tsx'
import styles from './Tooltip.module.css'

export function Tooltip({ text, shortcut, children }: { text: string, shortcut?: string | undefined, children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>{text}{shortcut && <Kbd keys={shortcut} />}</AriaTooltip>
    </TooltipTrigger>
  )
}
