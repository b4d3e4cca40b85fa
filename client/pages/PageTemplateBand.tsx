import { LayoutTemplate } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { showError } from '../ui/toasts.ts'
import styles from './PageTemplateBand.module.css'
import { type Entry, lastPlaceIn } from './page-tree.ts'
import { usePageTree } from './page-tree-queries.ts'
import { pageCopiesApi } from './use-page-copies.ts'
import { usePageTreeActs } from './use-page-tree-acts.ts'

/** Above a page that others are begun from: what that means, and what one does with it. */
export function PageTemplateBand({ workspaceId, template, mayWrite }: { workspaceId: string, template: Entry, mayWrite: boolean }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const tree = usePageTree(workspaceId)
  const { archive, create } = usePageTreeActs(workspaceId)
  const { privateTo } = template
  async function begin(): Promise<void> {
    const page = await create({ ...lastPlaceIn(tree, null), title: '', isPrivate: privateTo !== null })
    if (!page) return
    await pageCopiesApi.beginPage({ workspaceId, pageId: page.id, templateId: template.id })
    await navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId: page.id }, state: { caret: 'title' } })
  }
  return (
    <section aria-label={t`Template`} className={styles['band']}>
      <Icon of={LayoutTemplate} />
      <p><strong><Trans>This is a template.</Trans></strong> <Trans>Changes here change what pages begin with from now on.</Trans></p>
      {mayWrite && (
        <span className={styles['acts']}>
          <Button size="dense" variant="primary" onPress={() => void begin().catch(showError)}><Trans>Begin a page with it</Trans></Button>
          <Button size="dense" variant="quiet" onPress={() => void archive(template)}><Trans>Remove the template</Trans></Button>
        </span>
      )}
    </section>
  )
}
