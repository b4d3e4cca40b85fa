import { Ellipsis, Focus, Info, LetterText, ListTree, Palette, Search, StretchHorizontal } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { PageSettings } from '@kopa/shared/pages/page-settings.ts'
import { useOfferActs } from '../core/offered-acts.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import type { Entry } from './page-tree.ts'
import { useFavouriteAct } from './use-favourite-act.ts'
import { usePageCopyActs } from './use-page-copy-acts.tsx'

interface Props { workspaceId: string, entry: Entry | undefined, mayCreate: boolean, settings: PageSettings, choose: (chosen: Partial<PageSettings>) => void, isEditable: boolean, onLook: () => void, onFind: () => void, onProperties: () => void, onOutline: () => void, onSize: () => void, isFocused: boolean, onFocusMode: () => void }

/** What can be done with the page as a whole. */
export function PageMenu({ workspaceId, entry, mayCreate, settings: { width }, choose, isEditable, onLook, onFind, onProperties, onOutline, onSize, isFocused, onFocusMode }: Props) {
  const { t } = useLingui()
  const copies = usePageCopyActs(workspaceId, mayCreate ? entry : undefined)
  const reading: MenuAct[] = [
    { id: 'outline', label: t`Outline`, hint: t`Headings, links to them`, icon: ListTree, shortcut: 'Alt Shift O', act: onOutline },
    { id: 'size', label: t`Words and characters`, icon: LetterText, shortcut: 'Alt Shift C', act: onSize },
    { id: 'focus', label: isFocused ? t`Leave focus mode` : t`Focus mode`, hint: t`Nothing but the text`, icon: Focus, shortcut: 'Alt Shift F', act: onFocusMode },
  ]
  const ofPage: MenuAct[] = isEditable
    ? [
        { id: 'find', label: t`Find in this page`, shortcut: 'Ctrl F', icon: Search, act: onFind },
        { id: 'look', label: t`Look of the page`, hint: t`Icon, cover, language`, icon: Palette, act: onLook },
        { id: 'width', label: width === 'full' ? t`Narrow text` : t`Full width`, icon: StretchHorizontal, act: () => choose({ width: width === 'full' ? 'narrow' : 'full' }) },
      ]
    : []
  const about: MenuAct = { id: 'about', label: t`About this page`, hint: t`Who answers for it, until when it is approved`, icon: Info, startsGroup: true, act: onProperties }
  const acts = [...useFavouriteAct(workspaceId, entry), ...reading, ...ofPage, ...copies.acts, ...entry ? [about] : []]
  useOfferActs('page', t`This page`, acts)
  return <><Menu label={t`Page`} acts={acts}><IconButton icon={Ellipsis} label={t`Page`} /></Menu>{copies.dialog}</>
}
