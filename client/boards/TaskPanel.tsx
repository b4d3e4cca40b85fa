import { Link2, Trash2, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Act } from '@kopa/shared/boards/board.ts'
import { mostTitle, type Task } from '@kopa/shared/boards/task.ts'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SidePanel } from '../ui/SidePanel.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { showError, showToast } from '../ui/toasts.ts'
import { personIn, useBoardContext } from './board-context.ts'
import { CompanyNote } from './CompanyNote.tsx'
import { PrivateTask } from './PrivateTask.tsx'
import { Checklist } from './Checklist.tsx'
import { Subtasks } from './Subtasks.tsx'
import { TaskFields } from './TaskFields.tsx'
import { TaskFiles } from './TaskFiles.tsx'
import styles from './TaskPanel.module.css'
import { useFields, useIsPrivate, useTask } from './use-board.ts'
import { useAddFiles, useDroppedFiles, usePastedFiles } from './use-task-uploads.ts'
import { useRemoval } from './use-removal.ts'

/** Formulas come with the first board that has fields of its own. */
const TaskOwnFields = lazy(async () => ({ default: (await import('./TaskOwnFields.tsx')).TaskOwnFields }))
/** The scheduler comes with it. */
const PlanFields = lazy(async () => ({ default: (await import('./PlanFields.tsx')).PlanFields }))

/** What other capabilities show of a task. */
export interface TaskSlots {
  description?: (slot: { task: Task, isPrivate: boolean, isEditable: boolean, onPage: (pageId: string) => void }) => ReactNode
  /** what people say to each other about it */
  thread?: (task: Task) => ReactNode
  history?: (task: Task) => ReactNode
}

/** One task in full, at an address of its own. */
export function TaskPanel({ id, slots }: { id: string, slots: TaskSlots }) {
  const { t } = useLingui()
  const { board, ui, side, openTask } = useBoardContext()
  const task = useTask(board, id)
  useEffect(() => {
    ui.change({ opened: id })
    return () => ui.change({ opened: null })
  }, [ui, id])
  function close(): void {
    openTask(null)
    const { focus } = ui.state()
    const plan = document.querySelector<HTMLElement>('[data-plan]')
    if (plan) plan.focus({ preventScroll: true })
    else if (focus) ui.goTo(focus)
  }
  return (
    <SidePanel label={task ? t`Task: ${task.title || t`Untitled`}` : t`Task`} onClose={close}>
      {task ? <OpenTask task={task} slots={slots} onClose={close} /> : <div className={styles['panel']}>{side.isOpening ? <Skeleton lines={6} /> : <NoTask onClose={close} />}</div>}
    </SidePanel>
  )
}

function NoTask({ onClose }: { onClose: () => void }) {
  return (
    <div className={styles['section']}>
      <p><Trans>This task is not on this board. It may have been taken back, or the link is not complete.</Trans></p>
      <Button onPress={onClose}><Trans>Close</Trans></Button>
    </div>
  )
}

function OpenTask({ task, slots, onClose }: { task: Task, slots: TaskSlots, onClose: () => void }) {
  const { acts, board, mayEdit, whatIf } = useBoardContext()
  const isPrivate = useIsPrivate(board, task.id)
  const isEditable = mayEdit && task.removed === null
  const hasFields = useFields(board).length > 0
  const addFiles = useAddFiles(task)
  // What is only tried out has no files of its own.
  const add = isEditable && !whatIf.sandbox ? addFiles : null
  usePastedFiles(add)
  const dropping = useDroppedFiles(add)
  return (
    <div className={styles['panel']} {...dropping}>
      <div className={styles['top']}>
        <PanelHead task={task} onClose={onClose} />
        <TaskTitle task={task} isEditable={isEditable} />
      </div>
      {task.removed !== null && <div className={styles['removed']}><Removal removed={task.removed} />{mayEdit && <Button size="dense" onPress={() => acts.restore([task.id])}><Trans>Restore</Trans></Button>}</div>}
      {isPrivate && <PrivateTask task={task} isEditable={isEditable} />}
      <TaskFields task={task} isEditable={isEditable} />
      {hasFields && <Suspense fallback={null}><TaskOwnFields task={task} isEditable={isEditable} /></Suspense>}
      <Suspense><PlanFields key={task.id} task={task} isEditable={isEditable} /></Suspense>
      {slots.description && <section className={styles['section']}><h3><Trans>Description</Trans></h3>{slots.description({ task, isPrivate, isEditable, onPage: pageId => acts.setPage(task.id, pageId) })}</section>}
      <Checklist task={task} isEditable={isEditable} />
      <TaskFiles task={task} isEditable={isEditable} add={add} />
      <Subtasks key={task.id} task={task} isEditable={isEditable} columns={board.columns()} />
      {!isPrivate && <CompanyNote key={`note ${task.id}`} task={task} isEditable={isEditable} />}
      {slots.thread && <section className={styles['section']}>{slots.thread(task)}</section>}
      {slots.history && <section className={styles['section']}>{slots.history(task)}</section>}
    </div>
  )
}

/** Who has left by now is not known by name. */
function Removal({ removed: { userId, at } }: { removed: Act }) {
  const name = personIn(useBoardContext(), userId)?.name
  if (name === undefined) return at > 0 ? <span><Trans>This task was removed from the board.</Trans> <DateText at={new Date(at).toISOString()} /></span> : <span><Trans>This task was removed from the board.</Trans></span>
  return <span><Trans>{name} removed this task from the board.</Trans>{at > 0 && <> <DateText at={new Date(at).toISOString()} /></>}</span>
}

function PanelHead({ task, onClose }: { task: Task, onClose: () => void }) {
  const { t } = useLingui()
  const { mayEdit, place: { workspaceId, boardId } } = useBoardContext()
  const { remove } = useRemoval()
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(`${location.origin}/w/${workspaceId}/b/${boardId}?task=${encodeURIComponent(task.id)}`)
    showToast({ text: t`The link is copied.` })
  }
  return (
    <div className={styles['head']}>
      <IconButton icon={Link2} size="dense" label={t`Copy link`} onPress={() => void copy().catch(showError)} />
      {mayEdit && task.removed === null && <IconButton icon={Trash2} size="dense" label={t`Remove`} onPress={() => { if (remove([task.id])) onClose() }} />}
      <IconButton icon={X} size="dense" label={t`Close`} shortcut="Esc" onPress={onClose} className={styles['close'] ?? ''} />
    </div>
  )
}

function TaskTitle({ task, isEditable }: { task: Task, isEditable: boolean }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  if (!isEditable) return <h2 dir="auto" className={styles['title']}>{task.title || t`Untitled`}</h2>
  return (
    <h2 className={styles['title']}>
      <textarea
        data-live rows={1} dir="auto" value={task.title} aria-label={t`Title of the task`} placeholder={t`Untitled`} maxLength={mostTitle} className={styles['titleField']}
        onChange={event => acts.rename(task.id, event.target.value.replace(/[\r\n]+/g, ' '))} onKeyDown={event => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault() }}
      />
    </h2>
  )
}
