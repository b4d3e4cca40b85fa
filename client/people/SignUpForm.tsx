import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import type { Language } from '@kopa/shared/languages.ts'
import { useLanguage } from '../core/i18n.tsx'
import { useSession } from '../core/session.tsx'
import { guessTimeZone, listTimeZones } from '../core/time-zones.ts'
import { Button } from '../ui/Button.tsx'
import { Form, useForm, type Values } from '../ui/Form.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import { PasswordField, TextField } from '../ui/TextField.tsx'
import { peopleApi } from './people-api.ts'
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
  const { language } = useLanguage()
  const check = useAccountCheck({ asksCompany })
  async function signUp(values: Values): Promise<void> {
    const { me, workspaceId } = await peopleApi.signUp(toAccount(values, { asksCompany, invitation, language }))
    signedIn(me)
    await after(workspaceId)
  }
  const newCompany = invitation ? <Trans>Set up company and join</Trans> : <Trans>Set up company</Trans>
  const submit = asksCompany ? newCompany : <Trans>Create account and join</Trans>
  return (
    <Form check={check} act={signUp} fieldOf={{ emailTaken: 'email' }}>
      {asksCompany && <TextField name="companyName" label={t`Company`} autoComplete="organization" maxLength={120} required autoFocus={!invitation} />}
      <TextField name="name" label={t`Your name`} autoComplete="name" maxLength={120} required />
      <TextField name="email" label={t`E-mail`} type="email" autoComplete="username" inputMode="email" spellCheck={false} maxLength={254} required />
      <PasswordField name="password" label={t`Password`} autoComplete="new-password" hint={t`At least 10 characters; a few words in a row are good.`} />
      <ZoneField />
      <Submit label={submit} />
    </Form>
  )
}

function toAccount(values: Values, { asksCompany, invitation, language }: { asksCompany: boolean, invitation?: string | undefined, language: Language }) {
  const { companyName = '', name = '', email = '', password = '', timeZone = 'UTC' } = values
  return {
    name: name.trim(), email: email.trim(), password, timeZone, language,
    ...asksCompany ? { companyName: companyName.trim() } : {},
    ...invitation ? { invitation } : {},
  }
}

/** Guessed from the browser. The language is the one that the reader chose at the top of the screen. */
function ZoneField() {
  const { t } = useLingui()
  const { locale } = useLocale()
  const guess = guessTimeZone()
  const zones = useMemo(() => listTimeZones(guess, locale), [guess, locale])
  return <SearchSelect name="timeZone" label={t`Time zone`} choices={zones} defaultValue={guess} />
}

function Submit({ label }: { label: ReactNode }) {
  const { isPending } = useForm()
  return (
    <Button type="submit" variant="primary" size="large" isWide isPending={isPending}>
      {label}
    </Button>
  )
}
