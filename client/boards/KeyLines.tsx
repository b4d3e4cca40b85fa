import { Kbd } from '../ui/Kbd.tsx'
import styles from './KeyLines.module.css'
import type { KeyGroup } from './use-key-help.ts'

/** Keys and what they do, in groups. */
export function KeyLines({ groups }: { groups: readonly KeyGroup[] }) {
  return (
    <div className={styles['groups']}>
      {groups.map(([title, lines]) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl className={styles['keys']}>{lines.map(([name, ...keys]) => <div key={name}><dt>{name}</dt><dd>{keys.map(key => <Kbd key={key} keys={key} />)}</dd></div>)}</dl>
        </section>
      ))}
    </div>
  )
}
