import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { type Language, languages } from '@kopa/shared/languages.ts'
import { languageNames, useLanguage } from '../core/i18n.tsx'
import { useSession } from '../core/session.tsx'
import { guessTimeZone, listTimeZones, timeZoneLabel } from '../core/time-zones.ts'
import { Button } from '../ui/Button.tsx'
import { Form, useForm, type Values } from '../ui/Form.tsx'
import { Select } from '../ui/Select.tsx'
import { PasswordField, TextField } from '../ui/TextField.tsx'
import { peopleApi } from './people-api.ts'
import styles from './SignIn.module.css'
import { useAccountCheck } from './use-account-check.ts'

interface Props {
  /** Does the person bring a company along, or join an existing one by invitation? */
  asksCompany: boolean
  /** The secret of an invitation. */
  invitation?: string
  after: (workspaceId: string | null) => Promise<void>
}

export function SignUpForm({ asksCompany, invitation, after }: Props) {
  const { t } = useLingui()
  const { signedIn } = useSession()
  const check = useAccountCheck({ asksCompany })
  async function signUp(values: Values): Promise<void> {
    const { me, workspaceId } = await peopleApi.signUp(toAccount(values, { asksCompany, invitation }))
    signedIn(me)
    await after(workspaceId)
  }
  return (
    <Form check={check} act={signUp} fieldOf={{ emailTaken: 'email' }}>
      {asksCompany && <TextField name="companyName" label={t`Company`} autoComplete="organization" maxLength={120} required />}
      <TextField name="name" label={t`Your name`} autoComplete="name" maxLength={120} required />
      <TextField name="email" label={t`E-mail`} type="email" autoComplete="username" inputMode="email" spellCheck={false} maxLength={254} required />
      <PasswordField name="password" label={t`Password`} autoComplete="new-password" hint={t`At least 10 characters; a few words in a row are good.`} />
      <PlaceFields />
      <Submit asksCompany={asksCompany} />
    </Form>
  )
}

function toAccount(values: Values, { asksCompany, invitation }: { asksCompany: boolean, invitation?: string | undefined }) {
  const { companyName = '', name = '', email = '', password = '', timeZone = 'UTC', language = 'en' } = values
  return {
    name: name.trim(), email: email.trim(), password, timeZone, language: language as Language,
    ...asksCompany ? { companyName: companyName.trim() } : {},
    ...invitation ? { invitation } : {},
  }
}

/** Guessed from the browser; the language shows its effect at once. */
function PlaceFields() {
  const { t } = useLingui()
  const { language, changeLanguage } = useLanguage()
  const guess = guessTimeZone()
  const zones = useMemo(() => listTimeZones(guess).map(value => ({ value, label: timeZoneLabel(value) })), [guess])
  return (
    <div className={styles['pair']}>
      <Select name="timeZone" label={t`Time zone`} choices={zones} defaultValue={guess} />
      <Select name="language" label={t`Language`} choices={languages.map(value => ({ value, label: languageNames[value] }))} value={language} onChange={next => void changeLanguage(next)} />
    </div>
  )
}

function Submit({ asksCompany }: { asksCompany: boolean }) {
  const { isPending } = useForm()
  return (
    <Button type="submit" variant="primary" size="large" isWide isPending={isPending}>
      {asksCompany ? <Trans>Set up company</Trans> : <Trans>Create account and join</Trans>}
    </Button>
  )
}
