import { Trans, useLingui } from '@lingui/react/macro'
import { type Language, languages } from '@kopa/shared/languages.ts'
import { languageNames, useLanguage } from '../core/i18n.tsx'
import { useSession } from '../core/session.tsx'
import { chooseTheme, type Theme, themes, useTheme } from '../core/theme.ts'
import { Section } from '../ui/Screen.tsx'
import { Segments } from '../ui/Segments.tsx'
import { showError } from '../ui/toasts.ts'
import styles from './SignIn.module.css'
import { peopleApi } from './people-api.ts'

/** Both take effect at once. */
export function Appearance() {
  const { t } = useLingui()
  const theme = useTheme()
  const { language, changeLanguage } = useLanguage()
  const { signedIn } = useSession()
  const themeNames: Record<Theme, string> = { system: t`As the system`, light: t`Light`, dark: t`Dark` }
  async function choose(next: Language): Promise<void> {
    await changeLanguage(next)
    const changed = await peopleApi.changeMe({ language: next })
    signedIn(changed.me)
  }
  return (
    <Section title={<Trans>Language and look</Trans>}>
      <div className={styles['choices']}>
        <Segments label={t`Language`} value={language} onChange={next => void choose(next).catch(showError)} choices={languages.map(value => ({ value, label: languageNames[value] }))} />
        <Segments label={t`Colours`} value={theme} onChange={chooseTheme} choices={themes.map(value => ({ value, label: themeNames[value] }))} />
      </div>
    </Section>
  )
}
