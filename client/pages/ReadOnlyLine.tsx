import { Trans } from '@lingui/react/macro'
import type { Role } from '@kopa/shared/policy.ts'
import { Eye } from 'lucide-react'
import { Icon } from '../ui/Icon.tsx'
import styles from './PageScreen.module.css'

/** Why this page cannot be typed into, and who could change that. */
export const ReadOnlyLine = ({ role, isArchived }: { role: Role, isArchived: boolean }) => (
  <p className={styles['readOnly']} data-read-only>
    <Icon of={Eye} />
    <span>{isArchived ? <Trans>This page is archived. Restore it to go on writing.</Trans> : <RoleSentence role={role} />}</span>
  </p>
)

function RoleSentence({ role }: { role: Role }) {
  if (role === 'suggester') return <Trans>You can read this page; your role is to suggest. An administrator of your company can let you edit.</Trans>
  if (role === 'commenter') return <Trans>You can read this page; your role is to comment. An administrator of your company can let you edit.</Trans>
  return <Trans>You can read this page. An administrator of your company can let you edit.</Trans>
}
