import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { type FieldErrors, Form, useForm, type Values } from '../ui/Form.tsx'
import { Section } from '../ui/Screen.tsx'
import { PasswordField } from '../ui/TextField.tsx'
import { showToast } from '../ui/toasts.ts'
import { peopleApi } from './people-api.ts'
import styles from './SignIn.module.css'

export function PasswordSection() {
  const { t } = useLingui()
  const [times, setTimes] = useState(0)
  const check = ({ current, next = '' }: Values): FieldErrors => ({
    ...current ? {} : { current: t`Enter your current password.` },
    ...next.length < 10 ? { next: t`This password is too short.` } : {},
  })
  async function change({ current = '', next = '' }: Values): Promise<void> {
    await peopleApi.changePassword({ current, next })
    setTimes(times + 1)
    showToast({ text: t`The new password is in force. Your other sessions have ended.` })
  }
  return (
    <Section title={<Trans>Password</Trans>} lead={<Trans>A new password ends your sessions on all other devices.</Trans>}>
      <Form key={times} check={check} act={change} fieldOf={{ wrongCredentials: 'current' }} className={styles['narrow'] ?? ''}>
        <PasswordField name="current" label={t`Current password`} autoComplete="current-password" />
        <PasswordField name="next" label={t`New password`} autoComplete="new-password" hint={t`At least 10 characters; a few words in a row are good.`} />
        <Submit />
      </Form>
    </Section>
  )
}

const Submit = () => <div><Button type="submit" isPending={useForm().isPending}><Trans>Change password</Trans></Button></div>
