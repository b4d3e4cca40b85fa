import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../ui/Dialog.tsx'
import { KeyLines } from './KeyLines.tsx'
import { useBoardSearch } from './use-board-search.ts'
import { useKeyHelp } from './use-key-help.ts'

/** Every key of the view that is open; '?' opens this. */
export function BoardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [{ view = 'board' }] = useBoardSearch()
  return <Dialog title={t`Keyboard`} isOpen onClose={onClose} size="wide"><KeyLines groups={useKeyHelp(view)} /></Dialog>
}
