import { type ComponentType, use, useState } from 'react'
import type { Editor } from '@tiptap/react'
import { LinesToTasksContext, type LinesToTasksProps, linesIn, putTasks } from './lines-to-tasks.ts'

interface Props { editor: Editor, isPrivate: boolean, onClose: () => void }

/** The lines that were selected when this was asked for, on their way to become tasks. */
export function TasksOfLines(props: Props) {
  const Asked = use(LinesToTasksContext)
  return Asked && <Asking {...props} Asked={Asked} />
}

function Asking({ editor, isPrivate, onClose, Asked }: Props & { Asked: ComponentType<LinesToTasksProps> }) {
  const [lines] = useState(() => linesIn(editor.state))
  return <Asked lines={lines} isPrivate={isPrivate} onMade={made => putTasks(editor, lines, made)} onClose={onClose} />
}
