import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { BoardContext, type BoardUse, ShownContext } from './board-context.ts'
import { TaskPanel, type TaskSlots } from './TaskPanel.tsx'
import { takesUndo, wholeBoard } from './use-live-board.ts'
import { useUndo } from './use-undo.ts'

interface Props { use: BoardUse, taskId: string, slots: TaskSlots }

/** One task in full, beside the page that names it; the keyboard goes back to where it came from. */
export function LiveTaskPanel({ use, taskId, slots }: Props) {
  const [from] = useState(() => document.activeElement)
  const shown = useMemo(() => wholeBoard(use.board), [use.board])
  useEffect(() => () => {
    if (from instanceof HTMLElement && from.isConnected && from !== document.body) from.focus({ preventScroll: true })
  }, [from])
  return <BoardContext value={use}><ShownContext value={shown}><Keys><TaskPanel key={taskId} id={taskId} slots={slots} /></Keys></ShownContext></BoardContext>
}

function Keys({ children }: { children: ReactNode }) {
  const undo = useUndo()
  return (
    // Only hears the keys of what is inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div style={{ display: 'contents' }} onKeyDown={event => takesUndo(event, undo)}>{children}</div>
  )
}
