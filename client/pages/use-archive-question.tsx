import { FileText, SquareCheck } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Result } from '@kopa/shared/contract.ts'
import type { pageProperties } from '@kopa/shared/pages/properties-contract.ts'
import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { pagePropertiesApi } from './page-properties.ts'
import type { Entry } from './page-tree.ts'
import styles from './NamedIn.module.css'

type Naming = Result<typeof pageProperties.listNamingBranch>
interface Question { page: Entry, naming: Naming, archive: () => void }

const mostShown = 8

/** Asks before a page is archived that others name, itself or by a page below it. Where nothing does, or that cannot be known, nobody is asked: it can be undone. */
export function useArchiveQuestion(workspaceId: string): { ask: (page: Entry, archive: () => void) => void, dialog: ReactNode } {
  const { t } = useLingui()
  const [question, setQuestion] = useState<Question | null>(null)
  async function look(page: Entry, archive: () => void): Promise<void> {
    const naming = await pagePropertiesApi.listNamingBranch({ workspaceId, pageId: page.id }, { signal: AbortSignal.timeout(3000) }).catch(() => null)
    if (naming && naming.pages.length + naming.tasks.length > 0) setQuestion({ page, naming, archive })
    else archive()
  }
  const ask = (page: Entry, archive: () => void): void => void look(page, archive)
  if (!question) return { ask, dialog: null }
  const title = question.page.title || t`Untitled`
  const dialog = (
    <ConfirmDialog title={t`Archive “${title}”?`} confirm={t`Archive`} onConfirm={async () => question.archive()} onClose={() => setQuestion(null)}>
      <p><Trans>These name it, or a page below it. What they say stays; what they lead to can then only be read.</Trans></p>
      <NamingList naming={question.naming} />
    </ConfirmDialog>
  )
  return { ask, dialog }
}

function NamingList({ naming: { pages, tasks } }: { naming: Naming }) {
  const { t } = useLingui()
  const all = [...pages.map(({ id, title }) => ({ id, title, icon: FileText })), ...tasks.map(({ boardId, taskId, title }) => ({ id: `${boardId} ${taskId}`, title, icon: SquareCheck }))]
  const more = all.length - mostShown
  return (
    <ul className={styles['naming']}>
      {all.slice(0, mostShown).map(({ id, title, icon }) => <li key={id}><Icon of={icon} /> {title || t`Untitled`}</li>)}
      {more > 0 && <li>{t`${plural(more, { one: 'and # more', other: 'and # more' })}`}</li>}
    </ul>
  )
}
