import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Segments } from '../ui/Segments.tsx'
import { OutputActs, OutputProgress, PrivateChoice } from './OutputChoices.tsx'
import styles from './OutputDialog.module.css'
import { type PrintedPaper, PrintedView, type PrintedViewName } from './PrintedView.tsx'
import { print, usePrinted } from './use-printing.ts'

/** The calendar, the workload or the dashboard on paper, as it is filtered; the browser's own print does the rest. */
export function ViewPrintDialog({ view, onClose }: { view: PrintedViewName, onClose: () => void }) {
  const { t } = useLingui()
  const [paper, setPaper] = useState<PrintedPaper>('landscape')
  const [withPrivate, setWithPrivate] = useState(false)
  const [madeAt, setMadeAt] = useState<string | null>(null)
  usePrinted(onClose, { isLaidOut: madeAt !== null })
  return (
    <Dialog title={t`Print`} isOpen onClose={onClose}>
      {madeAt !== null ? <OutputProgress share={0} label={t`Laying out the pages`} /> : (
        <div className={styles['choices']}>
          <Segments label={t`Paper (A4)`} choices={[{ value: 'landscape', label: t`Landscape` }, { value: 'portrait', label: t`Portrait` }]} value={paper} onChange={setPaper} />
          <PrivateChoice withPrivate={withPrivate} onChange={setWithPrivate} />
          <p className={styles['outcome']}><Trans>What is shown now, with all its tasks.</Trans>{' '}<Trans>For a PDF, choose “Save as PDF” in place of a printer in the window that comes next.</Trans></p>
        </div>
      )}
      <OutputActs isWorking={madeAt !== null} onStop={() => setMadeAt(null)} onClose={onClose}>
        <Button variant="primary" autoFocus onPress={() => setMadeAt(new Date().toISOString())}><Trans>Print</Trans></Button>
      </OutputActs>
      {madeAt !== null && <PrintedView {...{ view, paper, withPrivate, madeAt }} onReady={print} />}
    </Dialog>
  )
}
