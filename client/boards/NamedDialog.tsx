import { FileText, Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { NamingPage } from './boards-queries.ts'
import styles from './NamedDialog.module.css'

interface Props { title: string, pages: readonly NamingPage[], confirm: string, children: ReactNode, onConfirm: () => void | Promise<void>, onClose: () => void }

const most = 8

/** Before something goes that pages name: which pages, as far as this reader may see them. */
export function NamedDialog({ title, pages, confirm, children, onConfirm, onClose }: Props) {
  const { t } = useLingui()
  const more = pages.length - most
  return (
    <ConfirmDialog title={title} confirm={confirm} onConfirm={async () => { await onConfirm() }} onClose={onClose}>
      <p>{children}</p>
      <ul aria-label={t`Named in`} className={styles['pages']}>
        {pages.slice(0, most).map(({ id, title: name, icon, privateTo }) => <li key={id}>{icon === null ? <Icon of={privateTo === null ? FileText : Lock} /> : <span aria-hidden>{icon}</span>}<span dir="auto">{name || t`Untitled`}</span></li>)}
      </ul>
      {more > 0 && <p><Trans>and {more} more</Trans></p>}
    </ConfirmDialog>
  )
}
