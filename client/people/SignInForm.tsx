import { Trans, useLingui } from '@lingui/react/macro'
import { useLanguage } from '../core/i18n.tsx'
import { type Me, useSession } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { type FieldErrors, Form, useForm, type Values } from '../ui/Form.tsx'
import { PasswordField, TextField } from '../ui/TextField.tsx'
import { peopleApi } from './people-api.ts'

/** `after` runs once the person is signed in, before the screens behind the door are shown. */
export function SignInForm({ after }: { after?: (me: Me) => Promise<void> }) {
  const { t } = useLingui()
  const { signedIn } = useSession()
  const { changeLanguage } = useLanguage()
  const check = ({ email, password }: Values): FieldErrors => ({
    ...email?.trim() ? {} : { email: t`Enter your e-mail address.` },
    ...password ? {} : { password: t`Enter your password.` },
  })
  async function signIn({ email = '', password = '' }: Values): Promise<void> {
    const { me } = await peopleApi.signIn({ email: email.trim(), password })
    await changeLanguage(me.language)
    await after?.(me)
    signedIn(me)
  }
  return (
    <Form check={check} act={signIn}>
      <TextField name="email" label={t`E-mail`} type="email" autoComplete="username" inputMode="email" spellCheck={false} required />
      <PasswordField name="password" label={t`Password`} autoComplete="current-password" hint={t`Forgotten? Ask the person who runs this server for a new one.`} />
      <Submit />
    </Form>
  )
}

function Submit() {
  return <Button type="submit" variant="primary" size="large" isWide isPending={useForm().isPending}><Trans>Sign in</Trans></Button>
}
