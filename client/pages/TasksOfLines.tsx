import { use, useState } from 'react'
import type { Editor } from '@tiptap/react'
import { LinesToTasksContext, linesIn, putTasks } from './lines-to-tasks.ts'

/** The lines that were selected when this was asked for, on their way to become tasks. */
export function TasksOfLines({ editor, isPrivate, onClose }: { editor: Editor, isPrivate: boolean, onClose: () => void }) {
  const Dialog = use(LinesToTasksContext)
  const [lines] = useState(() => linesIn(editor.state))
  return Dialog && <Dialog lines={lines} isPrivate={isPrivate} onMade={made => putTasks(editor, lines, made)} onClose={onClose} />
}
