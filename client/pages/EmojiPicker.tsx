import { Trans, useLingui } from '@lingui/react/macro'
import { isEmoji } from '@kopa/shared/pages/page-settings.ts'
import { type KeyboardEvent, useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { useFirstField } from '../ui/first-field.ts'
import styles from './EmojiPicker.module.css'
import { findEmojis } from './emojis.ts'

interface Props { chosen: string | null, onChoose: (emoji: string | null) => void }

/** in a row, wherever it is shown */
const columns = 8

/** Letters, arrows, Enter. Each sign is read out by the screen reader's own name for it. One that is not offered can be typed or pasted. */
export function EmojiPicker({ chosen, onChoose }: Props) {
  const { t } = useLingui()
  const id = useId()
  const first = useFirstField(true)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const typed = words.trim()
  const found = isEmoji(typed) ? [typed] : findEmojis(typed)
  const index = Math.min(at, found.length - 1)
  function onKeyDown(event: KeyboardEvent): void {
    // Where signs stand from right to left, the next one stands to the left.
    const right = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: right, ArrowLeft: -right }[event.key]
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && found[index]) { event.preventDefault(); onChoose(found[index]) }
    if (!step || found.length === 0) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(found.length - 1, index + step)))
  }
  return (
    <div className={styles['picker']}>
      <div className={styles['head']}>
        <input
          role="combobox" aria-label={t`Find an icon`} aria-expanded aria-controls={id} aria-autocomplete="list" aria-activedescendant={found.length > 0 ? `${id}-${index}` : undefined}
          {...first} autoComplete="off" spellCheck={false} placeholder={t`Find an icon`} value={words} className={styles['field']} onChange={event => { setWords(event.target.value); setAt(0) }} onKeyDown={onKeyDown}
        />
        {chosen !== null && <Button variant="quiet" onPress={() => onChoose(null)}><Trans>Remove the icon</Trans></Button>}
      </div>
      <div id={id} role="listbox" aria-label={t`Icons`} className={styles['list']}>
        {found.map((emoji, position) => <Option key={emoji} id={`${id}-${position}`} emoji={emoji} isAt={position === index} isChosen={emoji === chosen} onTake={() => { setAt(position); onChoose(emoji) }} />)}
      </div>
      {found.length === 0 && <p role="status" className={styles['none']}><Trans>Nothing found. An emoji can also be pasted here.</Trans></p>}
    </div>
  )
}

function Option({ id, emoji, isAt, isChosen, onTake }: { id: string, emoji: string, isAt: boolean, isChosen: boolean, onTake: () => void }) {
  return (
    // The keyboard stays in the field above and points here by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={id} role="option" aria-selected={isChosen} data-at={isAt || undefined} className={styles['option']} ref={isAt ? scrollIntoView : null} onPointerDown={event => event.preventDefault()} onClick={onTake}>{emoji}</div>
  )
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
