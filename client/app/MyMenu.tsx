import { ChevronsUpDown, Languages, LogOut, Moon, Settings2, Sun } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { languageNames, useLanguage } from '../core/i18n.tsx'
import { useMe, useSession } from '../core/session.tsx'
import { chooseTheme, useTheme } from '../core/theme.ts'
import { peopleApi } from '../people/people-api.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { showError } from '../ui/toasts.ts'
import styles from './Sidebar.module.css'
import { SignOutDialog } from './SignOutDialog.tsx'

/** At the foot of the sidebar: me, my settings, the way out. */
export function MyMenu() {
  const { t } = useLingui()
  const me = useMe()
  const navigate = useNavigate()
  const [isLeaving, setIsLeaving] = useState(false)
  const acts: MenuAct[] = [
    { id: 'settings', label: t`Your settings`, icon: Settings2, act: () => void navigate({ to: '/me' }) },
    ...useLooks(),
    { id: 'out', label: t`Sign out`, icon: LogOut, act: () => setIsLeaving(true) },
  ]
  return (
    <>
      <Menu label={me.name} acts={acts}>
        <AriaButton className={styles['me'] ?? ''}>
          <Avatar name={me.name} isNamed />
          <span><span className={styles['name']}>{me.name}</span><small>{me.company.name}</small></span>
          <Icon of={ChevronsUpDown} />
        </AriaButton>
      </Menu>
      {isLeaving && <SignOutDialog onClose={() => setIsLeaving(false)} />}
    </>
  )
}

function useLooks(): MenuAct[] {
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
  return [
    { id: 'language', label: languageNames[other], icon: Languages, act: () => void speakOther().catch(showError) },
    { id: 'theme', label: isDark ? t`Light colours` : t`Dark colours`, icon: isDark ? Sun : Moon, act: () => chooseTheme(isDark ? 'light' : 'dark') },
  ]
}
