import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { usePageTree } from '../pages/page-tree-queries.ts'
import { lastPlaceIn } from '../pages/page-tree.ts'
import { usePageTreeActs } from '../pages/use-page-tree-acts.ts'
import { catchTyping } from '../ui/typed-ahead.ts'

/** Makes a page without a name at the end of the workspace and goes there; the caret stands in its title. */
export function useNewPage(workspaceId: string): () => Promise<void> {
  const { t } = useLingui()
  const navigate = useNavigate()
  const tree = usePageTree(workspaceId)
  const { create } = usePageTreeActs(workspaceId)
  return async () => {
    const giveUp = catchTyping(t`Title of the page`)
    const page = await create({ ...lastPlaceIn(tree, null), title: '' })
    if (!page) giveUp()
    else await navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId: page.id }, state: { caret: 'title' } })
  }
}
