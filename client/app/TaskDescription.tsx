import { PencilLine } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { lazy, useRef, useState } from 'react'
import { boardsApi } from '../boards/boards-queries.ts'
import { useMe } from '../core/session.tsx'
import { isLocked } from '../documents/saved-state.ts'
import { useDocument, useDocumentState } from '../documents/use-document.ts'
import type { PageEditorHandle } from '../pages/PageEditor.tsx'
import { PageBody } from '../pages/PageBody.tsx'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { showError } from '../ui/toasts.ts'
import { catchTyping } from '../ui/typed-ahead.ts'
import styles from './TaskDescription.module.css'

const PageEditor = lazy(() => import('../pages/PageEditor.tsx').then(({ PageEditor }) => ({ default: PageEditor })))

interface Props { workspaceId: string, boardId: string, task: Task, isPrivate: boolean, isEditable: boolean, onPage: (pageId: string) => void }

/** A task's description: a page of its own, made when somebody first wants to write it. */
export function TaskDescription({ workspaceId, boardId, task, isPrivate, isEditable, onPage }: Props) {
  const [isMaking, setIsMaking] = useState(false)
  const [isNew, setIsNew] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const { t } = useLingui()
  async function begin(): Promise<void> {
    setIsMaking(true)
    const giveUp = catchTyping(t`Description`, 'textarea', place.current?.parentElement)
    try {
      const { pageId } = await boardsApi.openTaskPage({ workspaceId, boardId, taskId: task.id, isInSide: isPrivate })
      setIsNew(true)
      onPage(pageId)
    } catch (error) {
      giveUp()
      showError(error)
    }
    setIsMaking(false)
  }
  if (task.pageId !== null) return <Description pageId={task.pageId} workspaceId={workspaceId} isEditable={isEditable} isNew={isNew} />
  if (!isEditable) return <p className={styles['none']}><Trans>Nothing is written yet.</Trans></p>
  return <div ref={place}><Button size="dense" icon={PencilLine} isPending={isMaking} onPress={() => void begin()}><Trans>Write a description</Trans></Button></div>
}

function Description({ pageId, workspaceId, isEditable, isNew }: { pageId: string, workspaceId: string, isEditable: boolean, isNew: boolean }) {
  const me = useMe()
  const document = useDocument(pageId, me.id)
  return document && <OpenDescription document={document} workspaceId={workspaceId} myId={me.id} isEditable={isEditable} isNew={isNew} />
}

interface OpenProps { document: NonNullable<ReturnType<typeof useDocument>>, workspaceId: string, myId: string, isEditable: boolean, isNew: boolean }

function OpenDescription({ document, workspaceId, myId, isEditable, isNew }: OpenProps) {
  const { content, saved } = useDocumentState(document)
  const editor = useRef<PageEditorHandle>(null)
  if (content === 'opening') return <Skeleton lines={2} />
  if (content !== 'here') return <p className={styles['none']}><Trans>The description is not on this device yet.</Trans></p>
  return (
    <div className={styles['description']}>
      <PageBody Editor={PageEditor} document={document} workspaceId={workspaceId} myId={myId} isEditable={isEditable && !isLocked(saved)} isFocusedFirst={isNew} handle={editor} />
    </div>
  )
}
