import { Languages, Moon, Sun } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { languageNames, useLanguage } from '../core/i18n.tsx'
import { useSession } from '../core/session.tsx'
import { chooseTheme, useTheme } from '../core/theme.ts'
import { peopleApi } from '../people/people-api.ts'
import type { MenuAct } from '../ui/Menu.tsx'
import { showError } from '../ui/toasts.ts'

/** The other language and the other colours: one press each. */
export function useLooks(): { language: MenuAct, theme: MenuAct } {
  const { t } = useLingui()
  const { language, changeLanguage } = useLanguage()
  const { signedIn } = useSession()
  const theme = useTheme()
  const isDark = theme === 'dark' || theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches
  const other = language === 'en' ? 'lv' : 'en'
  async function speakOther(): Promise<void> {
    await changeLanguage(other)
    const changed = await peopleApi.changeMe({ language: other })
    signedIn(changed.me)
  }
  return {
    language: { id: 'language', label: languageNames[other], icon: Languages, act: () => void speakOther().catch(showError) },
    theme: { id: 'theme', label: isDark ? t`Light colours` : t`Dark colours`, icon: isDark ? Sun : Moon, act: () => chooseTheme(isDark ? 'light' : 'dark') },
  }
}
