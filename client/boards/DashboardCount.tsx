import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Counted, listOf } from './dashboard-links.ts'
import styles from './DashboardView.module.css'
import { useBoardSearch } from './use-board-search.ts'

/** A number; where filters can say what it counts, a link to the list of those tasks. `label` says all of it to those who hear it. */
export function DashboardCount({ count, of, label, children }: { count: number, of: Counted, /** where the number alone says too little */ label?: string, children: ReactNode }) {
  const [search] = useBoardSearch()
  const list = count > 0 ? listOf(search, of) : null
  if (list === null) return <span>{children}</span>
  return <Link to="." search={() => list} resetScroll={false} aria-label={label} className={styles['count'] ?? ''}>{children}</Link>
}
