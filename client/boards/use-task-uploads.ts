import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type DragEvent, useCallback, useEffect, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { TaskUploads } from './task-uploads.ts'
import type { BoardPlace } from './proposals-queries.ts'
import { useIsPrivate } from './use-board.ts'

/** For as long as a board is open; who leaves before files have arrived is told. */
export function useBoardUploads(place: BoardPlace): TaskUploads {
  const { t } = useLingui()
  const [uploads] = useState(() => new TaskUploads(place))
  useEffect(() => () => {
    if (uploads.stop() > 0) showToast({ tone: 'refused', text: t`Files that were still on their way were not added: you left the board.` })
  }, [uploads, t])
  return uploads
}

/** Brings files into a task. */
export function useAddFiles(task: Task): (files: readonly File[]) => void {
  const words = useActWords()
  const { acts, board, me, uploads } = useBoardContext()
  const isPrivate = useIsPrivate(board, task.id)
  return useCallback(files => uploads.of(task.id).send(files, {
    isPrivate,
    keep: file => {
      acts.addFile(task.id, { ...file, userId: me.id, at: Date.now() })
      announce(words.fileAdded(file.name))
    },
  }), [acts, isPrivate, me.id, task.id, uploads, words])
}

/** Files that are pasted while the task is open. Text that comes along (from a word processor) wins over its picture. */
export function usePastedFiles(add: ((files: readonly File[]) => void) | null): void {
  useEffect(() => {
    if (!add) return
    const take = (event: ClipboardEvent): void => {
      const files = [...event.clipboardData?.files ?? []]
      if (event.defaultPrevented || files.length === 0 || event.clipboardData?.types.includes('text/plain')) return
      event.preventDefault()
      add(files)
    }
    document.addEventListener('paste', take)
    return () => document.removeEventListener('paste', take)
  }, [add])
}

/** Files that are dropped on a part of the screen. An editor in it that has taken them has said so. */
export function useDroppedFiles(add: ((files: readonly File[]) => void) | null) {
  const { t } = useLingui()
  const [isOver, setIsOver] = useState(false)
  if (!add) return {}
  return {
    'data-over': isOver || undefined,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: (event: DragEvent) => { if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setIsOver(false) },
    onDrop: (event: DragEvent) => {
      setIsOver(false)
      if (event.isDefaultPrevented() || event.dataTransfer.files.length === 0) return
      event.preventDefault()
      const { files, hasFolders } = filesIn(event.dataTransfer)
      if (hasFolders) showToast({ tone: 'refused', text: t`A folder cannot be added. Add the files in it.` })
      add(files)
    },
  }
}

/** A folder arrives as a file that cannot be read. */
function filesIn({ items }: DataTransfer): { files: File[], hasFolders: boolean } {
  const all = [...items].filter(({ kind }) => kind === 'file')
  const files = all.filter(item => item.webkitGetAsEntry()?.isDirectory !== true)
  return { files: files.flatMap(item => item.getAsFile() ?? []), hasFolders: files.length < all.length }
}
