import { useMemo } from 'react'
import { LiveTaskPanel } from '../boards/LiveTaskPanel.tsx'
import type { LiveBoard } from '../boards/live-board.ts'
import { taskSlotsIn } from './task-slots.tsx'

/** The task that the page's address names, as the open board has it. */
export function OpenTaskBeside({ workspaceId, live, taskId }: { workspaceId: string, live: LiveBoard, taskId: string }) {
  const { boardId } = live.use
  const slots = useMemo(() => taskSlotsIn(workspaceId, boardId), [workspaceId, boardId])
  return <LiveTaskPanel key={boardId} use={live.use} taskId={taskId} slots={slots} />
}
