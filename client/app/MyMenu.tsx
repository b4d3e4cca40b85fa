import { ChevronsUpDown, LogOut, Settings2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useMe } from '../core/session.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { useWorkspace } from '../workspaces/workspaces-queries.ts'
import styles from './Sidebar.module.css'
import { SignOutDialog } from './SignOutDialog.tsx'
import { useLooks } from './use-looks.ts'

/** At the foot of the sidebar: me, my settings, the way out. */
export function MyMenu({ workspaceId }: { workspaceId: string | undefined }) {
  const { t } = useLingui()
  const me = useMe()
  const navigate = useNavigate()
  const looks = useLooks()
  const company = useWorkspace(workspaceId).workspace?.companies.find(({ id }) => id === me.company.id)
  const [isLeaving, setIsLeaving] = useState(false)
  const acts: MenuAct[] = [
    { id: 'settings', label: t`Your settings`, icon: Settings2, act: () => void navigate({ to: '/me' }) },
    looks.language, looks.theme,
    { id: 'out', label: t`Sign out`, icon: LogOut, act: () => setIsLeaving(true) },
  ]
  return (
    <>
      <Menu label={me.name} acts={acts}>
        <AriaButton className={styles['me'] ?? ''}>
          <Avatar name={me.name} company={company} isNamed />
          <span><span className={styles['name']}>{me.name}</span><small>{me.company.name}</small></span>
          <Icon of={ChevronsUpDown} />
        </AriaButton>
      </Menu>
      {isLeaving && <SignOutDialog onClose={() => setIsLeaving(false)} />}
    </>
  )
}
