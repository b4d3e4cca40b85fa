import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/Button.tsx'
import { Form, useForm, type Values } from '../ui/Form.tsx'
import { Section } from '../ui/Screen.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/toasts.ts'
import { workspacesApi } from './workspaces-api.ts'
import styles from './WorkspaceSettings.module.css'
import { type Workspace, workspacesQuery } from './workspaces-queries.ts'

export function RenameWorkspace({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  async function rename({ name = '' }: Values): Promise<void> {
    await workspacesApi.renameWorkspace({ workspaceId: workspace.id, name: name.trim() })
    await queries.invalidateQueries({ queryKey: workspacesQuery.queryKey })
    showToast({ text: t`The workspace has its new name.` })
  }
  return (
    <Section title={<Trans>Name</Trans>}>
      <Form act={rename} check={({ name }): Record<string, string> => name?.trim() ? {} : { name: t`Give the workspace a name.` }}>
        <div className={styles['line']}>
          <TextField name="name" label={t`Name of the workspace`} isLabelHidden defaultValue={workspace.name} maxLength={120} autoComplete="off" />
          <Submit />
        </div>
      </Form>
    </Section>
  )
}

const Submit = () => <Button type="submit" isPending={useForm().isPending}><Trans>Rename</Trans></Button>
