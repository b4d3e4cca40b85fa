import { Ellipsis, Palette, Search, StretchHorizontal } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { PageSettings } from '@kopa/shared/pages/page-settings.ts'
import { useOfferActs } from '../core/offered-acts.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'

interface Props { settings: PageSettings, choose: (chosen: Partial<PageSettings>) => void, isEditable: boolean, onLook: () => void, onFind: () => void }

/** What can be done with the page as a whole. */
export function PageMenu({ settings: { width }, choose, isEditable, onLook, onFind }: Props) {
  const { t } = useLingui()
  const acts: MenuAct[] = isEditable
    ? [
        { id: 'find', label: t`Find in this page`, shortcut: 'Ctrl F', icon: Search, act: onFind },
        { id: 'look', label: t`Look of the page`, hint: t`Icon, cover, language`, icon: Palette, act: onLook },
        { id: 'width', label: width === 'full' ? t`Narrow text` : t`Full width`, icon: StretchHorizontal, act: () => choose({ width: width === 'full' ? 'narrow' : 'full' }) },
      ]
    : []
  useOfferActs('page', t`This page`, acts)
  if (acts.length === 0) return null
  return <Menu label={t`Page`} acts={acts}><IconButton icon={Ellipsis} label={t`Page`} /></Menu>
}
