import { ListTodo, Settings2, X } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LiveTaskList as List } from '@kopa/shared/pages/live-tasks.ts'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { BoardContext, type BoardUse, ShownContext, useBoardContext } from './board-context.ts'
import { LineInput } from './LineInput.tsx'
import type { ListGroup } from './live-list-lines.ts'
import styles from './LiveTaskList.module.css'
import { LiveListSettings } from './LiveListSettings.tsx'
import { LiveTaskRow } from './LiveTaskRow.tsx'
import { useBoardSettings, useColumns } from './use-board.ts'
import { useListActs, useListedTasks } from './use-live-list.ts'
import { useLaneNames } from './use-lane-names.tsx'
import { takesUndo, wholeBoard } from './use-live-board.ts'
import { useUndo } from './use-undo.ts'

export interface LiveTaskListProps {
  use: BoardUse
  list: List
  /** may the page be changed, and with it what the list shows? */
  isEditable: boolean
  isPrivate: boolean
  change: (change: Partial<List>) => void
  remove: () => void
  leave: () => void
}

/** rows shown at first, and more each time */
const most = 100

/** Tasks of a board in a page: the same tasks, changed where they stand. */
export function LiveTaskList({ use, ...props }: LiveTaskListProps) {
  const { board } = use
  const shown = useMemo(() => ({ ...wholeBoard(board), grouping: props.list.group === 'column' ? 'none' as const : props.list.group }), [board, props.list.group])
  return <BoardContext value={use}><ShownContext value={shown}><Listed {...props} /></ShownContext></BoardContext>
}

function Listed({ list, isEditable, isPrivate, change, remove, leave }: Omit<LiveTaskListProps, 'use'>) {
  const { t } = useLingui()
  const { groups, count, done } = useListedTasks(list)
  const [isSetting, setIsSetting] = useState(false)
  const [mostShown, setMostShown] = useState(most)
  const root = useRef<HTMLElement>(null)
  const undo = useUndo()
  const acts = useListActs(list, ids => { if (list.tasks !== null) change({ tasks: [...list.tasks, ...ids] }) })
  const title = useBoardSettings(useBoardContext().board).title || t`Untitled`
  const name = list.show === 'milestones' ? t`Milestones of ${title}` : t`Tasks of ${title}`
  const [visible, rest] = [groupsUpTo(groups, mostShown), groups.reduce((sum, { tasks }) => sum + tasks.length, 0) - mostShown]
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    takesUndo(event, undo)
    if (event.key === 'Escape' && !event.defaultPrevented && root.current?.contains(event.target as Node)) leave()
  }
  return (
    // Only hears the keys of what is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section ref={root} aria-label={name} className={styles['list']} onKeyDown={onKeyDown}>
      <Head count={count} done={done} list={list}>
        {isEditable && <IconButton icon={Settings2} size="dense" label={t`What the list shows`} onPress={() => setIsSetting(true)} />}
        {isEditable && <IconButton icon={X} size="dense" label={t`Take the list out of the page`} onPress={remove} />}
      </Head>
      {visible.map(group => <Group key={group.key} group={group} list={list} acts={acts} />)}
      {count === 0 && <p className={styles['none']}>{acts.add && list.view === null && list.show === 'all' ? <Trans>No tasks yet. Write the first one below: it will be on the board.</Trans> : <Trans>No task of the board is like that right now.</Trans>}</p>}
      {rest > 0 && <button type="button" className={styles['more']} onClick={() => setMostShown(mostShown + most)}><Plural value={rest} one="# more task" other="# more tasks" /></button>}
      {acts.add && <div className={styles['add']}><LineInput label={list.show === 'milestones' ? t`Add a milestone` : t`Add a task`} onLines={acts.add} /></div>}
      {isSetting && <LiveListSettings list={list} isPrivate={isPrivate} change={change} onClose={() => setIsSetting(false)} />}
    </section>
  )
}

function Head({ count, done, list, children }: { count: number, done: number, list: List, children: ReactNode }) {
  const { t } = useLingui()
  const { board, place: { workspaceId, boardId } } = useBoardContext()
  const title = useBoardSettings(board).title || t`Untitled`
  return (
    <header className={styles['head']}>
      <Icon of={ListTodo} />
      <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId }} search={{}} data-list-first className={styles['board']} dir="auto">{title}</Link>
      <small>{list.show === 'done' || list.show === 'open' ? <Plural value={count} one="# task" other="# tasks" /> : <Trans>{done} of {count} done</Trans>}</small>
      <span className={styles['tools']}>{children}</span>
    </header>
  )
}

function groupsUpTo(groups: readonly ListGroup[], most: number): ListGroup[] {
  let left = most
  return groups.flatMap(({ key, tasks }) => {
    const shown = tasks.slice(0, Math.max(0, left))
    left -= tasks.length
    return shown.length > 0 ? [{ key, tasks: shown }] : []
  })
}

function Group({ group, list, acts }: { group: ListGroup, list: List, acts: ReturnType<typeof useListActs> }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const columns = useColumns(board)
  const tellLane = useLaneNames()
  const name = list.group === 'column' ? columns.find(({ id }) => id === group.key)?.title || t`Untitled` : list.group === 'none' ? '' : tellLane(group.key).name
  return (
    <>
      {name !== '' && <p className={styles['group']}>{list.group !== 'column' && tellLane(group.key).mark}{name}<small>{group.tasks.length}</small></p>}
      <ul aria-label={name || t`Tasks`}>{group.tasks.map((task, index) => <LiveTaskRow key={task.id} id={task.id} index={index} group={group} list={list} acts={acts} />)}</ul>
    </>
  )
}
