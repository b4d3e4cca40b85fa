import { ArrowDown, ArrowUp, ClipboardCopy, Copy, Link, Trash2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/react'
import { useRef } from 'react'
import { announce } from '../ui/announce.ts'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { showError, showToast } from '../ui/toasts.ts'
import { duplicate, removeBlocks, stepBlocks, turnInto } from './block-acts.ts'
import type { BlockWords } from './block-keys.ts'
import { linkTo } from './block-link.ts'
import { placeAfterStep } from './block-moves.ts'
import { blocksMeant } from './block-selection.ts'
import { idOf, type Unit } from './block-units.ts'
import { blocksFor } from './blocks.ts'
import { isPassage } from './passage-exits.ts'

interface Props { editor: Editor, words: BlockWords, anchor: Element, onClose: () => void }

/** What can be done with the blocks that are chosen. */
export function BlockMenu({ editor, words, anchor, onClose }: Props) {
  const { t } = useLingui()
  const at = useRef(anchor)
  const acts = useActs(editor, words)
  const close = () => {
    onClose()
    if (!editor.isDestroyed) editor.view.focus()
  }
  return <AnchoredMenu label={t`Actions for this block`} anchor={at} acts={acts} onClose={close} />
}

function useActs(editor: Editor, words: BlockWords): MenuAct[] {
  const { t, i18n } = useLingui()
  const units = blocksMeant(editor.state)
  const step = (by: -1 | 1): Pick<MenuAct, 'act' | 'isDisabled'> => ({
    isDisabled: placeAfterStep(editor, units, by) === null,
    act: () => { if (stepBlocks(editor, units, by)) announce(words.moved(by)) },
  })
  const id = units[0] && units.length === 1 && !isPassage(editor) ? idOf(units[0]) : null
  const link = id === null ? null : linkTo(id)
  return [
    { id: 'up', label: t`Move up`, icon: ArrowUp, shortcut: 'Alt Shift ↑', ...step(-1) },
    { id: 'down', label: t`Move down`, icon: ArrowDown, shortcut: 'Alt Shift ↓', ...step(1) },
    { id: 'duplicate', label: t`Duplicate`, icon: Copy, shortcut: 'Ctrl D', act: () => { duplicate(editor, units); announce(words.duplicated(units.length)) } },
    { id: 'copy', label: t`Copy`, icon: ClipboardCopy, shortcut: 'Ctrl C', act: () => copyBlocks(editor) },
    ...link !== null ? [{ id: 'link', label: t`Copy link to block`, icon: Link, act: () => copyLink(link, t`The link is copied.`) }] : [],
    { id: 'remove', label: t`Delete`, icon: Trash2, tone: 'danger', shortcut: 'Del', act: () => { removeBlocks(editor, units); announce(words.removed(units.length)) } },
    ...turns(editor, units).map((block, index): MenuAct => ({ id: block.id, label: t`Turn into: ${i18n._(block.label)}`, icon: block.icon, startsGroup: index === 0, act: () => turnInto(editor, units, block) })),
  ]
}

/** What holds no words, a table or a picture, cannot become anything else. */
function turns(editor: Editor, units: readonly Unit[]): ReturnType<typeof blocksFor> {
  const isText = ({ node }: Unit): boolean => node.isTextblock || (!node.isAtom && node.type.name !== 'table')
  return units.length > 0 && units.every(isText) ? blocksFor(editor).filter(({ isTurn }) => isTurn) : []
}

/** The text takes the keyboard again first: what is copied is what is chosen in it. */
function copyBlocks(editor: Editor): void {
  editor.view.focus()
  document.execCommand('copy')
}

const copyLink = (link: string, done: string): void => {
  navigator.clipboard.writeText(link).then(() => showToast({ text: done }), showError)
}
