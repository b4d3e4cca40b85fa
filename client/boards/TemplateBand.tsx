import { LayoutTemplate } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { useBoardEntry } from './boards-queries.ts'
import { FromTemplateDialog } from './FromTemplateDialog.tsx'
import styles from './SandboxBar.module.css'
import { useBoardListActs } from './use-board-list-acts.ts'

/** Above a board that others are made from: what that means, and what one does with it. */
export function TemplateBand() {
  const { t } = useLingui()
  const { mayEdit, place: { workspaceId, boardId } } = useBoardContext()
  const entry = useBoardEntry(workspaceId, boardId)
  const { archive } = useBoardListActs(workspaceId)
  const [isMaking, setIsMaking] = useState(false)
  if (!entry?.isTemplate) return null
  return (
    <section aria-label={t`Template`} className={styles['bar']}>
      <Icon of={LayoutTemplate} />
      <p><strong><Trans>This is a template.</Trans></strong> <Trans>Changes here change what is made from it from now on.</Trans></p>
      {mayEdit && (
        <span className={styles['acts']}>
          <Button size="dense" variant="primary" onPress={() => setIsMaking(true)}><Trans>Make a board</Trans></Button>
          <Button size="dense" variant="quiet" onPress={() => void archive(entry)}><Trans>Remove the template</Trans></Button>
        </span>
      )}
      {isMaking && <FromTemplateDialog template={entry} onClose={() => setIsMaking(false)} />}
    </section>
  )
}
