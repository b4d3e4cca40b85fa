import { Trans } from '@lingui/react/macro'
import { reachOf, type Role } from '@kopa/shared/policy.ts'
import { ArchiveRestore, Eye } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './PageScreen.module.css'
import { usePageTreeActs } from './use-page-tree-acts.ts'

/** Why this page cannot be typed into, and who could change that. */
export const ReadOnlyLine = ({ role, isArchived, workspaceId, pageId }: { role: Role, isArchived: boolean, workspaceId: string, pageId: string }) => (
  <p className={styles['readOnly']} data-read-only>
    <Icon of={Eye} />
    <span>{isArchived ? <Trans>This page is archived. Restore it to go on writing.</Trans> : <RoleSentence role={role} />}</span>
    {isArchived && reachOf(role, 'page.archive') !== 'none' && <RestoreButton workspaceId={workspaceId} pageId={pageId} />}
  </p>
)

function RoleSentence({ role }: { role: Role }) {
  if (role === 'suggester') return <Trans>You can read this page; your role is to suggest. An administrator of your company can let you edit.</Trans>
  if (role === 'commenter') return <Trans>You can read this page; your role is to comment. An administrator of your company can let you edit.</Trans>
  return <Trans>You can read this page. An administrator of your company can let you edit.</Trans>
}

function RestoreButton({ workspaceId, pageId }: { workspaceId: string, pageId: string }) {
  const { restore } = usePageTreeActs(workspaceId)
  return <Button size="dense" icon={ArchiveRestore} onPress={() => void restore(pageId)}><Trans>Restore</Trans></Button>
}
