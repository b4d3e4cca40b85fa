import { useBoardContext } from './board-context.ts'
import { DeadlinePopover } from './DeadlinePopover.tsx'
import { tellMany } from './tell-many.ts'
import { useOtherClocks } from './use-other-clocks.ts'

interface Props { ids: readonly string[], anchor: { current: Element }, onClose: () => void }

/** The deadline of tasks of the board that is open. */
export function DeadlinePicker({ ids, anchor, onClose }: Props) {
  const { board, acts, me } = useBoardContext()
  const clocks = useOtherClocks()
  return <DeadlinePopover deadline={board.task(ids[0] ?? '')?.deadline ?? null} timeZone={me.timeZone} clocks={clocks} anchor={anchor} onTake={deadline => tellMany(ids, acts.setDeadline(ids, deadline))} onClose={onClose} />
}
