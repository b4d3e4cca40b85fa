import type { ReactNode } from 'react'
import styles from './Screen.module.css'

/** A screen of settings or lists: one column with a heading. */
export function Screen({ title, lead, acts, children }: { title: ReactNode, lead?: ReactNode, acts?: ReactNode, children: ReactNode }) {
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <div><h1 tabIndex={-1}>{title}</h1>{lead && <p className={styles['lead']}>{lead}</p>}</div>
        {acts && <div className={styles['acts']}>{acts}</div>}
      </header>
      {children}
    </div>
  )
}

export function Section({ title, lead, acts, children }: { title: ReactNode, lead?: ReactNode, acts?: ReactNode, children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <header className={styles['head']}>
        <div><h2>{title}</h2>{lead && <p className={styles['lead']}>{lead}</p>}</div>
        {acts && <div className={styles['acts']}>{acts}</div>}
      </header>
      {children}
    </section>
  )
}

/** Rows of people, links, devices: what it is on the left, what can be done on the right. */
export const Rows = ({ children, label }: { children: ReactNode, label: string }) => <ul aria-label={label} className={styles['rows']}>{children}</ul>

export function Row({ mark, title, detail, children }: { mark?: ReactNode, title: ReactNode, detail?: ReactNode, children?: ReactNode }) {
  return (
    <li className={styles['row']}>
      {mark}
      <div className={styles['what']}><div className={styles['title']}>{title}</div>{detail && <div className={styles['detail']}>{detail}</div>}</div>
      {children && <div className={styles['acts']}>{children}</div>}
    </li>
  )
}

/** A short word on a row: "You", "Suspended". */
export const Tag = ({ children, tone = 'plain' }: { children: ReactNode, tone?: 'plain' | 'waits' | 'done' }) => (
  <span className={`${styles['tag']} ${styles[tone]}`}>{children}</span>
)
