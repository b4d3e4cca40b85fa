import { useLingui } from '@lingui/react/macro'
import { useEffect, useId, useState, useSyncExternalStore } from 'react'
import type { Editor } from '@tiptap/react'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Block, findBlocks } from './blocks.ts'
import { anchorOf, announceChoice } from './choice-menu.ts'
import { Floating } from './Floating.tsx'
import styles from './SlashMenu.module.css'
import type { SlashState, SlashStore } from './slash-state.ts'

interface Props { editor: Editor, store: SlashStore, pickImage: () => void }

/** The menu behind "/". The caret stays in the text: what is typed filters, arrows choose, Enter takes. */
export function SlashMenu({ editor, store, pickImage }: Props) {
  const slash = useSyncExternalStore(store.subscribe, store.state)
  return slash && <OpenMenu editor={editor} store={store} slash={slash} pickImage={pickImage} />
}

function OpenMenu({ editor, store, slash, pickImage }: Props & { slash: SlashState }) {
  const { t, i18n } = useLingui()
  const found = findBlocks(editor, slash.query, label => i18n._(label))
  const [choice, setChoice] = useState({ query: slash.query, index: 0 })
  const chosen = choice.query === slash.query ? choice.index : 0
  const current = found[chosen]
  const id = useId()
  useEffect(() => announceChoice(editor.view.dom, { list: id, option: current ? `${id}-${current.id}` : null }), [editor, id, current])
  useEffect(() => store.listen(event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) setChoice({ query: slash.query, index: (chosen + step + found.length) % found.length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && current) take(editor, slash, current, pickImage)
    else return false
    return true
  }), [store, editor, slash, chosen, current, found.length, pickImage])
  return (
    <Floating anchor={() => anchorOf(editor, slash)}>
      <div id={id} role="listbox" tabIndex={-1} aria-label={t`Insert a block`} className={styles['menu']}>
        {found.map(block => <Option key={block.id} id={`${id}-${block.id}`} block={block} isChosen={block === current} onTake={() => take(editor, slash, block, pickImage)} />)}
        {found.length === 0 && <p className={styles['none']}>{t`Nothing by that name. Escape closes this.`}</p>}
      </div>
    </Floating>
  )
}

function Option({ id, block, isChosen, onTake }: { id: string, block: Block, isChosen: boolean, onTake: () => void }) {
  const { i18n } = useLingui()
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are pressed in the text, which keeps the focus
    <div id={id} role="option" tabIndex={-1} aria-selected={isChosen} className={styles['option']} ref={node => { if (isChosen) node?.scrollIntoView({ block: 'nearest' }) }}
      onPointerDown={event => event.preventDefault()} onClick={onTake}>
      <Icon of={block.icon} />
      <span className={styles['words']}>{i18n._(block.label)}<small>{i18n._(block.hint)}</small></span>
      {block.shortcut && <Kbd keys={block.shortcut} />}
    </div>
  )
}

function take(editor: Editor, { from, to }: SlashState, block: Block, pickImage: () => void): void {
  editor.chain().focus().deleteRange({ from, to }).run()
  if (block.id === 'image') pickImage()
  else block.run(editor)
}
