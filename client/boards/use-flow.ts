import { type BurnUp, burnUp, type CycleTime, cycleTime } from '@kopa/shared/boards/burn-up.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useDeferredValue, useMemo } from 'react'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import { useBoardSettings, useColumns } from './use-board.ts'
import { useKept } from './use-kept.ts'

/** What the times of these tasks tell; each null where tasks do not hold any. Worked out behind the other figures. */
export function useFlow(tasks: readonly Task[]): { burn: BurnUp | null, cycle: CycleTime | null } {
  const { board } = useBoardContext()
  const [columns, { zone }, shown] = [useColumns(board), useBoardSettings(board), useDeferredValue(tasks)]
  const now = useMinute()
  const today = dayAt(now, zone)
  const fresh = useMemo(() => {
    const stages = new Map(columns.map(({ id }) => [id, stageIn(columns, id)]))
    const isDone = ({ column }: Task): boolean => (stages.get(column) ?? columns[0]?.stage) === 'done'
    return { burn: burnUp({ tasks: shown, isDone, today, zone }), cycle: cycleTime({ tasks: shown, isDone, zone }) }
  }, [columns, shown, today, zone])
  return useKept(fresh)
}
