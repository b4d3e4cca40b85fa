import { UserPlus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Role } from '@kopa/shared/policy.ts'
import { useRoleNames } from '../core/role-names.ts'
import { Button } from '../ui/Button.tsx'
import { Form, useForm, type Values } from '../ui/Form.tsx'
import { Select } from '../ui/Select.tsx'
import { workspacesApi } from './workspaces-api.ts'
import styles from './WorkspaceSettings.module.css'
import { membersQuery } from './workspaces-queries.ts'

export interface Colleague { id: string, name: string }

/** Brings a colleague in who already has an account. */
export function AddMember({ workspaceId, colleagues, givable }: { workspaceId: string, colleagues: readonly Colleague[], givable: readonly Role[] }) {
  const { t } = useLingui()
  const roleNames = useRoleNames()
  const queries = useQueryClient()
  async function add({ userId = '', role = 'editor' }: Values): Promise<void> {
    await workspacesApi.addMember({ workspaceId, userId, role: role as Role })
    await queries.invalidateQueries({ queryKey: membersQuery(workspaceId).queryKey })
  }
  return (
    <Form act={add}>
      <div className={styles['add']}>
        <Select name="userId" label={t`Add a colleague`} choices={colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
        <Select name="role" label={t`Role`} defaultValue={givable.includes('editor') ? 'editor' : givable[0]} choices={givable.map(value => ({ value, label: roleNames[value].name }))} />
        <Submit />
      </div>
    </Form>
  )
}

const Submit = () => <Button type="submit" icon={UserPlus} isPending={useForm().isPending}><Trans>Add</Trans></Button>
