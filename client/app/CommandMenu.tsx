import { FileText, Lock, Search } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useId, useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { PageIcon } from '../ui/PageIcon.tsx'
import { useFirstField } from '../ui/first-field.ts'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './CommandMenu.module.css'
import { type Found, useCommandMenu } from './use-command-menu.ts'
import type { Commanded } from './use-commands.ts'

interface Props extends Commanded { onClose: () => void }

/** Ctrl+K: type a few letters of a page's title or text, of a place or of what shall be done, and go. */
export function CommandMenu(props: Props) {
  const { t } = useLingui()
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={open => { if (!open) props.onClose() }} className={styles['veil'] ?? ''}>
      <Modal className={styles['box'] ?? ''}>
        <AriaDialog aria-label={t`Find`} className={styles['dialog'] ?? ''}><Finder {...props} /></AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function Finder({ onClose, ...commanded }: Props) {
  const { t } = useLingui()
  const id = useId()
  const first = useFirstField(true, { onPhones: true })
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const { found, isSearching, error } = useCommandMenu(words, commanded)
  const index = Math.min(chosen, found.length - 1)
  function go(place: Found | undefined): void {
    if (!place) return
    onClose()
    place.go()
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) return go(found[index])
    if (!step || found.length === 0) return
    event.preventDefault()
    setChosen((index + step + found.length) % found.length)
  }
  return (
    <>
      <div className={styles['field']}>
        <Icon of={Search} />
        <input
          role="combobox" aria-label={t`Find pages, places and commands`} aria-expanded aria-controls={id} aria-autocomplete="list" {...first} spellCheck={false} autoComplete="off"
          aria-activedescendant={found[index] ? `${id}-${index}` : undefined} placeholder={t`Find pages, places and commands`} value={words} maxLength={200}
          onChange={event => { setWords(event.target.value); setChosen(0) }} onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} role="listbox" aria-label={t`Found`} className={styles['list']}>
        {found.map((place, at) => <Option key={place.id} id={`${id}-${at}`} place={place} isChosen={at === index} onPoint={() => setChosen(at)} onGo={() => go(place)} />)}
      </div>
      <p role="status" className={styles['state']}>{error?.message ?? (found.length === 0 && !isSearching ? t`Nothing was found. Try other words.` : '')}</p>
    </>
  )
}

function Option({ id, place, isChosen, onPoint, onGo }: { id: string, place: Found, isChosen: boolean, onPoint: () => void, onGo: () => void }) {
  return (
    // The keyboard stays in the field above and points here by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={id} role="option" aria-selected={isChosen} className={styles['option']} ref={isChosen ? scrollIntoView : null} onPointerMove={onPoint} onClick={onGo}>
      {place.emoji ? <PageIcon icon={place.emoji} /> : <Icon of={place.icon ?? (place.isPrivate ? Lock : FileText)} />}
      <span className={styles['words']}><span>{place.title}</span>{place.detail && <small>{place.detail}</small>}</span>
      {place.where && <small className={styles['where']}>{place.where}</small>}
      {place.shortcut && <Kbd keys={place.shortcut} />}
    </div>
  )
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
