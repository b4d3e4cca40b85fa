import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { boardsQuery, liveBoards } from '../boards/boards-queries.ts'
import { addLines } from '../boards/live-lines.ts'
import type { LinesToTasksProps } from '../pages/lines-to-tasks.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { showToast } from '../ui/toasts.ts'
import { useLiveTasks } from './live-tasks.ts'
import { mayBeNamed } from './mention-rules.ts'
import styles from './LinesToTasksDialog.module.css'
import { useOpenWorkspace } from './use-open-workspace.ts'

/** On which board the lines become tasks, and what stands in the page instead of them. */
export function LinesToTasksDialog({ lines, isPrivate, onMade, onClose }: LinesToTasksProps) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const workspace = useOpenWorkspace()
  const boards = liveBoards(useQuery(boardsQuery(workspace?.id ?? '')).data?.boards ?? []).filter(board => mayBeNamed(board, { isPrivate }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [as, setAs] = useState<'names' | 'list'>(lines.length > 1 ? 'list' : 'names')
  const board = boards.find(({ id }) => id === chosen) ?? boards[0]
  const live = useLiveBoard(board?.id ?? null)
  const count = lines.length
  const mayMake = live?.use.mayEdit === true && live.use.board.columns().length > 0
  function make(): void {
    const added = live && board && addLines(live.use, lines, locale)
    if (!added) return
    const takeBack = onMade({ board: board.id, boardTitle: board.title, tasks: added.ids, as })
    onClose()
    showToast({ text: t`${plural(count, { one: '# line is now a task', other: '# lines are now tasks' })}`, action: { label: t`Undo`, act: () => { takeBack(); added.undo() } } })
  }
  return (
    <Dialog title={t`Make tasks of these lines`} isOpen onClose={onClose}>
      <div className={styles['parts']}>
        <ul aria-label={t`Lines`} className={styles['lines']}>{lines.slice(0, 6).map(({ id, text }) => <li key={id ?? text} dir="auto">{text}</li>)}{count > 6 && <li>{t`${plural(count - 6, { one: 'and # more', other: 'and # more' })}`}</li>}</ul>
        {board ? <Select label={t`Board`} name="board" value={board.id} onChange={setChosen} choices={boards.map(({ id, title }) => ({ value: id, label: title || t`Untitled` }))} /> : <Notice><Trans>There is no board that everybody who reads this page may see. Make one in the sidebar first.</Trans></Notice>}
        <Segments label={t`In the page stands`} value={as} onChange={setAs} choices={[{ value: 'list', label: t`A live list of them` }, { value: 'names', label: t`Each task in its line` }]} />
        {live && !mayMake && <Notice><Trans>This board has no columns yet, or you may only read it.</Trans></Notice>}
      </div>
      <DialogActs>
        <Button variant="quiet" onPress={onClose}><Trans>Cancel</Trans></Button>
        <Button variant="primary" isDisabled={!mayMake} onPress={make}>{t`${plural(count, { one: 'Make # task', other: 'Make # tasks' })}`}</Button>
      </DialogActs>
    </Dialog>
  )
}

/** The chosen board, opened as long as the dialog is. */
function useLiveBoard(boardId: string | null) {
  const tasks = useLiveTasks()
  useEffect(() => (boardId === null ? undefined : tasks.want(boardId)), [tasks, boardId])
  return useSyncExternalStore(tasks.subscribe, () => (boardId === null ? null : tasks.get(boardId)))
}
