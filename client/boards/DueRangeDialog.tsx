import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import type { BoardSearch } from './board-search.ts'
import { DayInput } from './DayInput.tsx'

interface Props { from: string, until: string, onTake: (range: Pick<BoardSearch, 'from' | 'until'>) => void, onClose: () => void }

/** Deadlines on one day at the earliest, on another at the latest; either may be left out. */
export function DueRangeDialog({ onTake, onClose, ...before }: Props) {
  const { t } = useLingui()
  const [from, setFrom] = useState(before.from)
  const [until, setUntil] = useState(before.until)
  const isTurned = from !== '' && until !== '' && from > until
  return (
    <Dialog title={t`Filter by deadline`} isOpen onClose={onClose}>
      <Form check={(): Record<string, string> => (isTurned ? { until: t`This day is before the first one.` } : {})} act={() => { onTake({ from: from || undefined, until: until || undefined }); onClose(); return Promise.resolve() }}>
        <Field name="from" label={t`Due on this day or later`}>{({ id, ...trouble }) => <DayInput id={id} name="from" value={from} trouble={trouble} onType={setFrom} />}</Field>
        <Field name="until" label={t`Due on this day or before`}>{({ id, ...trouble }) => <DayInput id={id} name="until" value={until} trouble={trouble} onType={setUntil} />}</Field>
        <FormActs onClose={onClose}><Trans>Filter</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
