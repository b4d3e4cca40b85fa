import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dialog } from '../ui/Dialog.tsx'
import { Form, type Values } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { workspacesApi } from './workspaces-api.ts'
import { workspacesQuery } from './workspaces-queries.ts'

export function CreateWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const navigate = useNavigate()
  async function create({ name = '' }: Values): Promise<void> {
    const { workspace } = await workspacesApi.createWorkspace({ name: name.trim() })
    await queries.invalidateQueries({ queryKey: workspacesQuery.queryKey })
    onClose()
    await navigate({ to: '/w/$workspaceId', params: { workspaceId: workspace.id } })
  }
  return (
    <Dialog title={t`Create a workspace`} isOpen onClose={onClose}>
      <Form act={create} check={({ name }): Record<string, string> => name?.trim() ? {} : { name: t`Give the workspace a name.` }}>
        <TextField name="name" label={t`Name`} placeholder={t`Joint launch 2027`} hint={t`What you and your partner work on together. You can invite them next.`} maxLength={120} autoFocus autoComplete="off" />
        <FormActs onClose={onClose}><Trans>Create</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
