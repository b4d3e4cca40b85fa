import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { SeenBy } from '../core/SeenBy.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBoardContext } from './board-context.ts'
import { useBoardEntry } from './boards-queries.ts'
import styles from './TemplateChoice.module.css'
import { useBoardSettings } from './use-board.ts'
import { useBoardCopies } from './use-board-copies.ts'

/** The board becomes what others are made from. */
export function KeepTemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { board, place: { workspaceId, boardId } } = useBoardContext()
  const { title } = useBoardSettings(board)
  const isPrivate = (useBoardEntry(workspaceId, boardId)?.privateTo ?? null) !== null
  const { keep } = useBoardCopies(workspaceId)
  return (
    <Dialog title={t`Save as template`} isOpen onClose={onClose}>
      <Form
        check={({ name = '' }): FieldErrors => (name.trim() === '' ? { name: t`Give the template a name.` } : {})}
        act={async ({ name = '', sees }) => {
          await keep({ boardId, title: name.trim(), isPrivate: sees === 'company' })
          onClose()
        }}
      >
        <p className={styles['quiet']}><Trans>Columns, tasks with their descriptions and files, fields, views and the plan become a template, with nothing of it done. What a company keeps for itself, history and automation stay here.</Trans></p>
        <TextField name="name" label={t`Name`} defaultValue={title} maxLength={limits.titleCharacters} isProposed autoFocus autoComplete="off" />
        {!isPrivate && <SeenBy />}
        <FormActs onClose={onClose}><Trans>Save as template</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
