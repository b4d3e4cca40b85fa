import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { FileDrop } from './FileDrop.tsx'
import styles from './ImportDialog.module.css'
import { ImportPreviewStep } from './ImportPreviewStep.tsx'
import { ImportReport } from './ImportReport.tsx'
import { type ImportActs, type ImportStep, useImport } from './use-import.ts'

interface Props {
  workspaceId: string
  companyName: string
  onOpen: (boardId: string) => void
  /** Puts the board into the archive; resolves when that is done. */
  onUndo: (boardId: string) => Promise<void>
  onClose: () => void
}

/** Makes a board of a file from another program: drop it, look at what it would be, make it; undo it. */
export function ImportDialog({ workspaceId, ...props }: Props) {
  const { t } = useLingui()
  const acts = useImport(workspaceId)
  return (
    <Dialog title={t`A board from a file`} isOpen onClose={props.onClose} size="wide">
      <Step acts={acts} {...props} />
    </Dialog>
  )
}

function Step({ acts, companyName, ...rest }: { acts: ImportActs } & Omit<Props, 'workspaceId'>) {
  const { step } = acts
  switch (step.at) {
    case 'choosing': return <FileDrop error={step.error ?? null} onFile={acts.look} />
    case 'looking': return <Waiting file={step.file} onStop={acts.stop} />
    case 'looked': return <ImportPreviewStep step={step} acts={acts} companyName={companyName} />
    case 'making': return <Making step={step} onStop={acts.stop} />
    case 'made': return <Made step={step} {...rest} />
  }
}

function Waiting({ file, onStop }: { file: File, onStop: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <div role="status"><p><Trans>Looking at {file.name} ...</Trans></p><progress aria-label={t`Reading the file`} className={styles['progress']} /></div>
      <DialogActs><Button onPress={onStop}><Trans>Stop</Trans></Button></DialogActs>
    </>
  )
}

function Making({ step: { file, progress }, onStop }: { step: Extract<ImportStep, { at: 'making' }>, onStop: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <div role="status">
        <p><Trans>Making a board of {file.name} ...</Trans></p>
        <progress aria-label={t`Making the board`} className={styles['progress']} {...progress && { value: progress.done, max: progress.of }} />
      </div>
      <p className={styles['quiet']}><Trans>Stopped before its end, it leaves nothing behind.</Trans></p>
      <DialogActs><Button onPress={onStop}><Trans>Stop</Trans></Button></DialogActs>
    </>
  )
}

function Made({ step: { imported: { board, report }, tasks }, onOpen, onUndo, onClose }: { step: Extract<ImportStep, { at: 'made' }> } & Pick<Props, 'onOpen' | 'onUndo' | 'onClose'>) {
  const { t } = useLingui()
  const title = board.title || t`Untitled`
  const words = t`“${title}” is there: ${plural(tasks, { one: '# task', other: '# tasks' })}.`
  return (
    <>
      <Notice tone="done">{words}</Notice>
      <ImportReport report={report} />
      <DialogActs>
        <Button onPress={() => void onUndo(board.id).then(onClose)}><Trans>Undo the import</Trans></Button>
        <Button variant="primary" autoFocus onPress={() => onOpen(board.id)}><Trans>Open the board</Trans></Button>
      </DialogActs>
    </>
  )
}
