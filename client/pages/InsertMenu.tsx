import { Plus } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/react'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { blocksFor } from './blocks.ts'

/** What stands beside text rather than being text: for thumbs, which have no "/" at hand. */
export function InsertMenu({ editor, pickImage }: { editor: Editor, pickImage: () => void }) {
  const { t, i18n } = useLingui()
  const acts = blocksFor(editor).filter(({ isTurn }) => !isTurn).map(block => ({
    id: block.id, icon: block.icon, label: i18n._(block.label), hint: i18n._(block.hint),
    act: () => (block.id === 'image' ? pickImage() : block.run(editor)),
  }))
  return <Menu label={t`Insert`} acts={acts}><IconButton icon={Plus} label={t`Insert`} /></Menu>
}
