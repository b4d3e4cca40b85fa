import type { TaskSlots } from '../boards/TaskPanel.tsx'
import { TaskDescription } from './TaskDescription.tsx'
import { TaskNamedIn } from './TaskNamedIn.tsx'

/** What a board's task panel shows of other capabilities. */
export const taskSlotsIn = (workspaceId: string, boardId: string): TaskSlots => ({
  description: slot => (
    <>
      <TaskDescription {...slot} key={slot.task.id} workspaceId={workspaceId} boardId={boardId} />
      <TaskNamedIn workspaceId={workspaceId} boardId={boardId} taskId={slot.task.id} />
    </>
  ),
})
