import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../ui/Dialog.tsx'
import { KeyLines } from './KeyLines.tsx'
import type { KeyGroup } from './use-key-help.ts'

/** The keys of "My work"; '?' opens this. */
export function MyWorkHelp({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const groups: KeyGroup[] = [
    [t`Getting around`, [[t`From row to row`, '↑', '↓'], [t`First, last task`, 'Home', 'End'], [t`Open the task`, 'Enter'], [t`This help`, '?']]],
    [t`Changing`, [[t`Done, or not done after all`, 'Space'], [t`Deadline…`, 'D'], [t`Undo`, 'Ctrl Z'], [t`Redo`, 'Ctrl Shift Z']]],
  ]
  return <Dialog title={t`Keyboard`} isOpen onClose={onClose} size="wide"><KeyLines groups={groups} /></Dialog>
}
