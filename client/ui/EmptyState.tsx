import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'
import { Icon } from './Icon.tsx'

/** Nothing here yet: what this is for, and the first act. */
export function EmptyState({ icon, title, children, acts }: { icon: LucideIcon, title: string, children?: ReactNode, acts?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <span className={styles['icon']}><Icon of={icon} size={20} /></span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {acts && <div className={styles['acts']}>{acts}</div>}
    </div>
  )
}
