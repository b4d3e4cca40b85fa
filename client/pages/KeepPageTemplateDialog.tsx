import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { SeenBy } from '../core/SeenBy.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Entry } from './page-tree.ts'
import styles from './TemplatePicker.module.css'
import { usePageCopies } from './use-page-copies.ts'

/** The page becomes what others are begun from. */
export function KeepPageTemplateDialog({ workspaceId, page, onClose }: { workspaceId: string, page: Entry, onClose: () => void }) {
  const { t } = useLingui()
  const { keep } = usePageCopies(workspaceId)
  return (
    <Dialog title={t`Save as template`} isOpen onClose={onClose}>
      <Form
        check={({ name = '' }): FieldErrors => (name.trim() === '' ? { name: t`Give the template a name.` } : {})}
        act={async ({ name = '', sees }) => {
          await keep({ pageId: page.id, title: name.trim(), isPrivate: sees === 'company' })
          onClose()
        }}
      >
        <p className={styles['quiet']}><Trans>Text, images and the look of the page become a template. What a company keeps for itself in it, comments and history stay here.</Trans></p>
        <TextField name="name" label={t`Name`} defaultValue={page.title} maxLength={limits.titleCharacters} isProposed autoFocus autoComplete="off" />
        {page.privateTo === null && <SeenBy />}
        <FormActs onClose={onClose}><Trans>Save as template</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
