import { Lock, Users } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { showError } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { type BoardEntry, boardsApi, boardsQuery, templatesOf } from './boards-queries.ts'
import { FromTemplateDialog } from './FromTemplateDialog.tsx'
import styles from './TemplateChoice.module.css'
import { useBoardSettings } from './use-board.ts'

/** What companies have kept to begin boards with. The empty board in which one chooses gives way to the one that is made. */
export function OwnTemplates() {
  const { board, companies, place: { workspaceId, boardId } } = useBoardContext()
  const { title } = useBoardSettings(board)
  const list = useQuery(boardsQuery(workspaceId))
  const templates = templatesOf(list.data?.boards ?? []).filter(({ id }) => id !== boardId)
  const [chosen, setChosen] = useState<BoardEntry | null>(null)
  if (templates.length === 0) return null
  const giveWay = (): void => void boardsApi.archiveBoard({ workspaceId, boardId }).then(() => list.refetch()).catch(showError)
  return (
    <>
      <h3 className={styles['own']}><Trans>Your templates</Trans></h3>
      <ul className={styles['templates']}>
        {templates.map(template => <OwnTemplate key={template.id} template={template} owner={companies.find(({ id }) => id === template.privateTo)?.name} onChoose={() => setChosen(template)} />)}
      </ul>
      {chosen && <FromTemplateDialog template={chosen} title={title} onMade={giveWay} onClose={() => setChosen(null)} />}
    </>
  )
}

function OwnTemplate({ template, owner, onChoose }: { template: BoardEntry, owner: string | undefined, onChoose: () => void }) {
  const { t } = useLingui()
  const { place: { workspaceId } } = useBoardContext()
  const title = template.title || t`Untitled`
  return (
    <li>
      <button type="button" className={styles['template']} onClick={onChoose}>
        <Icon of={owner === undefined ? Users : Lock} size={20} /><strong>{title}</strong>
        <span>{owner === undefined ? t`Of the whole workspace` : t`Only ${owner} sees this`}</span>
      </button>
      <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId: template.id }} aria-label={t`Change the template “${title}”`} className={styles['change']}><Trans>Change</Trans></Link>
    </li>
  )
}
