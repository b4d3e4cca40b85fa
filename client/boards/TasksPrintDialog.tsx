import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useBoardContext, useShownCards } from './board-context.ts'
import { cellKey } from './board-ui.ts'
import { OutputActs, OutputProgress, PrivateChoice } from './OutputChoices.tsx'
import styles from './OutputDialog.module.css'
import { type TasksOfColumn, PrintedTasks } from './PrintedTasks.tsx'
import { useColumns } from './use-board.ts'
import { print, usePrinted } from './use-printing.ts'

/** What is laid out is what was shown in that moment. */
interface Job { readonly share: number, readonly madeAt: string, readonly columns: readonly TasksOfColumn[] }

/** The tasks that are shown, column by column, on paper; the browser's own print does the rest. */
export function TasksPrintDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [withPrivate, setWithPrivate] = useState(false)
  const [job, setJob] = useState<Job | null>(null)
  const columns = useShownColumns(withPrivate)
  usePrinted(onClose, { isLaidOut: job !== null })
  const count = columns.reduce((sum, { ids }) => sum + ids.length, 0)
  const share = (now: number): void => setJob(before => before && { ...before, share: now })
  return (
    <Dialog title={t`Print`} isOpen onClose={onClose}>
      {job ? <OutputProgress share={job.share} label={t`Laying out the pages`} /> : (
        <div className={styles['choices']}>
          <PrivateChoice withPrivate={withPrivate} onChange={setWithPrivate} />
          <p role="status" className={styles['outcome']}>
            {t`${plural(count, { 0: 'No tasks are shown.', one: '# task that is shown, by columns.', other: '# tasks that are shown, by columns.' })}`}{' '}
            <Trans>For a PDF, choose “Save as PDF” in place of a printer in the window that comes next.</Trans>
          </p>
        </div>
      )}
      <OutputActs isWorking={job !== null} onStop={() => setJob(null)} onClose={onClose}>
        <Button variant="primary" autoFocus isDisabled={count === 0} onPress={() => setJob({ share: 0, madeAt: new Date().toISOString(), columns })}><Trans>Print</Trans></Button>
      </OutputActs>
      {job && <PrintedTasks columns={job.columns} madeAt={job.madeAt} withPrivate={withPrivate} onShare={share} onReady={print} />}
    </Dialog>
  )
}

/** As they are filtered; one that stands in several lanes is printed once. */
function useShownColumns(withPrivate: boolean): TasksOfColumn[] {
  const { board } = useBoardContext()
  const [shown, columns] = [useShownCards(), useColumns(board)]
  return columns.map(({ id, title }) => {
    const ids = new Set(shown.lanes.flatMap(lane => shown.cards(cellKey({ column: id, lane }))))
    return { id, title, ids: [...ids].filter(task => withPrivate || !board.isPrivate(task)) }
  }).filter(({ ids }) => ids.length > 0)
}
