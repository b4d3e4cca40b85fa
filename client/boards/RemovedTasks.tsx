import { ArchiveRestore } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Row, Rows } from '../ui/Screen.tsx'
import { personIn, useBoardContext } from './board-context.ts'
import { useTasks } from './use-board.ts'

const mostShown = 200

/** What was taken off the board: nothing of it is lost. */
export function RemovedTasks({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  useTasks(use.board)
  const removed = use.board.removedTasks().toSorted((one, other) => (other.removed?.at ?? 0) - (one.removed?.at ?? 0)).slice(0, mostShown)
  return (
    <Dialog title={t`Removed tasks`} isOpen onClose={onClose} size="wide">
      {removed.length === 0 && <p><Trans>Nothing has been removed. Tasks that are taken off the board stay here and can be brought back.</Trans></p>}
      {removed.length > 0 && (
        <Rows label={t`Removed tasks`}>
          {removed.map(({ id, title, removed: act }) => {
            const [name, who] = [title || t`Untitled`, personIn(use, act?.userId ?? '')?.name ?? t`Somebody`]
            return (
              <Row key={id} title={name} detail={act && <Trans>removed by {who} <DateText at={new Date(act.at).toISOString()} /></Trans>}>
                {use.mayEdit && <Button size="dense" icon={ArchiveRestore} label={t`Restore “${name}”`} onPress={() => use.acts.restore([id])}><Trans>Restore</Trans></Button>}
              </Row>
            )
          })}
        </Rows>
      )}
    </Dialog>
  )
}
