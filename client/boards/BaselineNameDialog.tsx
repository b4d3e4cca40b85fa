import { Trans, useLingui } from '@lingui/react/macro'
import { type BaselineName, mostBaselineTitle } from '@kopa/shared/boards/baseline.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { retitleBaseline } from './baseline-acts.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useUndo } from './use-undo.ts'

/** Another name for a baseline. */
export function BaselineNameDialog({ schedule, baseline, onClose }: { schedule: ScheduleStore, baseline: BaselineName, onClose: () => void }) {
  const { t } = useLingui()
  const words = useActWords()
  const { undo } = useUndo()
  return (
    <Dialog title={t`Rename the baseline`} isOpen onClose={onClose}>
      <Form
        check={({ name = '' }): FieldErrors => (name.trim() === '' ? { name: t`Give the baseline a name.` } : {})}
        act={async ({ name = '' }) => {
          const title = name.trim()
          onClose()
          if (title === baseline.title) return
          retitleBaseline(schedule, words, baseline.id, title)
          showToast({ about: 'undo', text: words.baselineRenamed(title), action: { label: t`Undo`, act: undo } })
        }}
      >
        <TextField name="name" label={t`Name`} defaultValue={baseline.title} maxLength={mostBaselineTitle} isProposed autoFocus autoComplete="off" />
        <FormActs onClose={onClose}><Trans>Rename</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
