import { ListTodo, SquareKanban } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { boardsQuery, liveBoards } from '../boards/boards-queries.ts'
import type { LiveListProps } from '../pages/live-lists.ts'
import { Icon } from '../ui/Icon.tsx'
import { mayBeNamed } from './mention-rules.ts'
import styles from './TaskListInPage.module.css'

/** Of which board the list is: those that everybody who reads the page may know of. */
export function ChooseListBoard({ workspaceId, list, isEditable, isPrivate, change, leave }: LiveListProps & { workspaceId: string }) {
  const { t } = useLingui()
  const all = liveBoards(useQuery(boardsQuery(workspaceId)).data?.boards ?? [])
  const boards = all.filter(board => mayBeNamed(board, { isPrivate }))
  const withheld = all.length - boards.length
  if (!isEditable) return <div className={styles['line']}><Icon of={ListTodo} /><span><Trans>A list of tasks, without a board yet</Trans></span></div>
  return (
    // Only hears the keys of what is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section aria-label={t`Of which board?`} className={styles['choice']} onKeyDown={event => { if (event.key === 'Escape') leave() }}>
      <h4><Icon of={ListTodo} />{list.show === 'milestones' ? <Trans>Milestones of which board?</Trans> : <Trans>Tasks of which board?</Trans>}</h4>
      <ul>
        {boards.map(({ id, title }) => <li key={id}><button type="button" onClick={() => change({ board: id, label: title, view: null, tasks: null })}><Icon of={SquareKanban} size={14} />{title || t`Untitled`}</button></li>)}
      </ul>
      {boards.length === 0 && <p><Trans>There is no board that everybody who reads this page may see. Make one in the sidebar, then choose it here.</Trans></p>}
      {withheld > 0 && <p>{t`${plural(withheld, { one: '# more is only for your company', other: '# more are only for your company' })}`}</p>}
    </section>
  )
}
