import { Trans, useLingui } from '@lingui/react/macro'
import { dayOrNull } from '@kopa/shared/boards/stored-value.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { useState } from 'react'
import { useMinute } from '../ui/DateText.tsx'
import { SeenBy } from '../core/SeenBy.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBoardContext } from './board-context.ts'
import type { BoardEntry } from './boards-queries.ts'
import { DayInput } from './DayInput.tsx'
import styles from './TemplateChoice.module.css'
import { useBoardCopies } from './use-board-copies.ts'

interface Props { template: BoardEntry, /** what the board is called already */ title?: string, /** It is there, and open. */ onMade?: () => void, onClose: () => void }

/** A board like the template: its name, and the day on which its plan begins. */
export function FromTemplateDialog({ template, title = '', onMade, onClose }: Props) {
  const { t } = useLingui()
  const { me, place: { workspaceId } } = useBoardContext()
  const { make } = useBoardCopies(workspaceId)
  const today = dayAt(useMinute(), me.timeZone)
  const [begin, setBegin] = useState(today)
  return (
    <Dialog title={t`A board from a template`} isOpen onClose={onClose}>
      <Form
        check={({ begin: day = '' }): FieldErrors => (dayOrNull(day) === null ? { begin: t`Say on which day the plan begins.` } : {})}
        act={async ({ name = '', begin: day = '', sees }) => {
          await make({ templateId: template.id, title: name.trim(), begin: day, isPrivate: sees === 'company' })
          onMade?.()
          onClose()
        }}
      >
        <TextField name="name" label={t`Title of the board`} defaultValue={title || template.title} maxLength={limits.titleCharacters} isProposed autoFocus autoComplete="off" />
        <Field name="begin" label={t`The plan begins on`}>{({ id, ...trouble }) => <DayInput id={id} name="begin" value={begin} trouble={trouble} onType={setBegin} />}</Field>
        <p className={styles['quiet']}><Trans>All dates of the template move along. What falls on a day off is moved to the next working day.</Trans></p>
        <SeenBy defaultValue={template.privateTo === null ? 'workspace' : 'company'} />
        <FormActs onClose={onClose}><Trans>Make the board</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
