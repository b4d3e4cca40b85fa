import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { listTimeZones } from '../core/time-zones.ts'
import { useMe, useSession } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { Form, useForm, type Values } from '../ui/Form.tsx'
import { Section } from '../ui/Screen.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/toasts.ts'
import { peopleApi } from './people-api.ts'
import styles from './SignIn.module.css'

export function Profile() {
  const { t } = useLingui()
  const me = useMe()
  const { signedIn } = useSession()
  const { locale } = useLocale()
  const zones = useMemo(() => listTimeZones(me.timeZone, locale), [me.timeZone, locale])
  async function change({ name = '', timeZone = me.timeZone }: Values): Promise<void> {
    const changed = await peopleApi.changeMe({ name: name.trim(), timeZone })
    signedIn(changed.me)
    showToast({ text: t`Your changes are saved.` })
  }
  return (
    <Section title={<Trans>Profile</Trans>}>
      <Form act={change} check={({ name }): Record<string, string> => name?.trim() ? {} : { name: t`Enter your name.` }}>
        <div className={styles['pair']}>
          <TextField name="name" label={t`Your name`} defaultValue={me.name} autoComplete="name" maxLength={120} />
          <SearchSelect name="timeZone" label={t`Time zone`} choices={zones} defaultValue={me.timeZone} />
        </div>
        <Submit />
      </Form>
    </Section>
  )
}

const Submit = () => <div><Button type="submit" isPending={useForm().isPending}><Trans>Save</Trans></Button></div>
