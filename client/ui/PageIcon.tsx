import { FileText } from 'lucide-react'
import { Icon } from './Icon.tsx'
import styles from './PageIcon.module.css'

/** What stands before a page's title in lists: its emoji, or a sheet. Said nowhere: the title follows. */
export function PageIcon({ icon, size = 16 }: { icon: string | null, size?: 14 | 16 }) {
  return icon === null ? <Icon of={FileText} size={size} /> : <span aria-hidden="true" data-size={size} className={styles['icon']}>{icon}</span>
}
