import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Form, type Values } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { peopleApi } from './people-api.ts'
import { tokensQuery } from './people-queries.ts'

export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  async function create({ name = '' }: Values): Promise<void> {
    const { token } = await peopleApi.createToken({ name: name.trim() })
    setSecret(token)
    await queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
  }
  return (
    <Dialog title={t`Create a token`} isOpen onClose={onClose} size="wide">
      {secret ? (
        <>
          <CopyField isFocusedFirst label={t`Token`} value={secret} hint={t`Shown this once. Keep it like a password.`} />
          <DialogActs><Button variant="primary" onPress={onClose}><Trans>Done</Trans></Button></DialogActs>
        </>
      ) : (
        <Form act={create} check={({ name }): Record<string, string> => name?.trim() ? {} : { name: t`Name what it is for.` }}>
          <TextField name="name" label={t`What is it for?`} maxLength={120} autoFocus autoComplete="off" />
          <FormActs onClose={onClose}><Trans>Create</Trans></FormActs>
        </Form>
      )}
    </Dialog>
  )
}
