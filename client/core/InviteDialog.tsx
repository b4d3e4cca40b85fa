import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Role } from '@kopa/shared/policy.ts'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Form, type Values } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextField.tsx'
import { useRoleNames } from './role-names.ts'

export interface Terms { role: Role, note: string, daysValid: number }
interface Made { url: string, expiresAt: string }

interface Props {
  title: string
  lead: string
  /** The roles to choose from; none: the link gives no role in a workspace. */
  roles: readonly Role[]
  firstRole: Role
  invite: (terms: Terms) => Promise<Made>
  onClose: () => void
}

/** Asks for the terms, then shows the link this once. */
export function InviteDialog({ title, lead, onClose, ...asked }: Props) {
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      {made ? <MadeLink made={made} onClose={onClose} /> : <><p>{lead}</p><TermsForm {...asked} onMade={setMade} onClose={onClose} /></>}
    </Dialog>
  )
}

function TermsForm({ roles, firstRole, invite, onMade, onClose }: Pick<Props, 'roles' | 'firstRole' | 'invite' | 'onClose'> & { onMade: (made: Made) => void }) {
  const { t } = useLingui()
  const roleNames = useRoleNames()
  const [role, setRole] = useState<Role>(roles.includes(firstRole) ? firstRole : roles[0] ?? firstRole)
  const act = async ({ note = '', daysValid = '7' }: Values) => onMade(await invite({ role, note: note.trim(), daysValid: Number(daysValid) }))
  return (
    <Form act={act}>
      {roles.length > 0 && <Select name="role" label={t`Role`} value={role} onChange={setRole} hint={roleNames[role].hint} choices={roles.map(value => ({ value, label: roleNames[value].name }))} />}
      <Select name="daysValid" label={t`Valid for`} defaultValue="7" choices={[{ value: '1', label: t`One day` }, { value: '7', label: t`One week` }, { value: '30', label: t`30 days` }]} />
      <TextArea name="note" label={t`Note (optional)`} maxLength={500} hint={t`Whoever opens the link reads it first.`} />
      <FormActs onClose={onClose}><Trans>Make the link</Trans></FormActs>
    </Form>
  )
}

function MadeLink({ made, onClose }: { made: Made, onClose: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <CopyField isFocusedFirst label={t`Invitation link`} value={made.url} hint={t`Shown this once. Send it in a way you trust: whoever opens it first joins.`} />
      <p><Trans>It works once and expires: <DateText at={made.expiresAt} />.</Trans></p>
      <DialogActs><Button variant="primary" onPress={onClose}><Trans>Done</Trans></Button></DialogActs>
    </>
  )
}
