import { CircleAlert, CircleCheck, Clock, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import styles from './Notice.module.css'

const icons = { refused: CircleAlert, waits: Clock, done: CircleCheck, plain: Info }

/** A sentence that must not be overlooked, where it belongs; refusals are read out at once. */
export function Notice({ tone = 'plain', children }: { tone?: keyof typeof icons, children: ReactNode }) {
  return (
    <div role={tone === 'refused' ? 'alert' : 'status'} className={`${styles['notice']} ${styles[tone]}`}>
      <Icon of={icons[tone]} /><div>{children}</div>
    </div>
  )
}
