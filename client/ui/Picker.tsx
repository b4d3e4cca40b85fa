import { Check, Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { fold } from '@kopa/shared/fold.ts'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useFirstField } from './first-field.ts'
import { Icon } from './Icon.tsx'
import styles from './Picker.module.css'

export interface PickerChoice {
  id: string
  name: string
  mark?: ReactNode
  /** A quiet word beside the name. */
  detail?: string
  /** What it may be looked for by besides its name. */
  words?: string
  isChosen: boolean | 'mixed'
}

interface Props {
  label: string
  anchor: RefObject<Element | null>
  choices: readonly PickerChoice[]
  /** Several can be chosen: it stays open. */
  isMany?: boolean
  onChoose: (id: string) => void
  /** Offers to make what was typed and is not there. */
  onMake?: (name: string) => void
  onClose: () => void
  /** Below the choices. */
  foot?: ReactNode
}

/** A few letters, arrows, Enter: choosing one or several of a list, beside what it is about. */
export function Picker({ label, anchor, onClose, foot, ...list }: Props) {
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={open => { if (!open) onClose() }} placement="bottom start" className={styles['popover'] ?? ''}>
      <Dialog aria-label={label} className={styles['dialog'] ?? ''}><Choices label={label} onClose={onClose} {...list} />{foot}</Dialog>
    </Popover>
  )
}

function Choices({ label, choices, isMany = false, onChoose, onMake, onClose }: Omit<Props, 'anchor' | 'foot'>) {
  const { t } = useLingui()
  const id = useId()
  const first = useFirstField(true)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(() => Math.max(0, choices.findIndex(({ isChosen }) => isChosen === true && !isMany)))
  const found = choices.filter(choice => fold(`${choice.name} ${choice.words ?? ''}`).includes(fold(words.trim())))
  const mayMake = onMake !== undefined && words.trim() !== '' && !choices.some(({ name }) => fold(name) === fold(words.trim()))
  const count = found.length + (mayMake ? 1 : 0)
  const index = Math.min(at, count - 1)
  function take(position: number): void {
    const choice = found[position]
    if (choice) onChoose(choice.id)
    else if (mayMake) onMake(words.trim())
    if (choice || mayMake) setWords('')
    if (!isMany) onClose()
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') { event.preventDefault(); return take(index) }
    if (!step || count === 0) return
    event.preventDefault()
    setAt((index + step + count) % count)
  }
  return (
    <>
      <input
        role="combobox" aria-label={label} aria-expanded aria-controls={id} aria-autocomplete="list" aria-activedescendant={count > 0 ? `${id}-${index}` : undefined}
        {...first} autoComplete="off" spellCheck={false} placeholder={label} value={words} className={styles['field']} onChange={event => { setWords(event.target.value); setAt(0) }} onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={label} aria-multiselectable={isMany || undefined} className={styles['list']}>
        {found.map((choice, position) => <Option key={choice.id} id={`${id}-${position}`} choice={choice} isAt={position === index} onPoint={() => setAt(position)} onTake={() => take(position)} />)}
        {mayMake && <Option id={`${id}-${found.length}`} choice={{ id: '', name: t`Make “${words.trim()}”`, mark: <Icon of={Plus} />, isChosen: false }} isAt={index === found.length} onPoint={() => setAt(found.length)} onTake={() => take(found.length)} />}
      </div>
      {count === 0 && <p role="status" className={styles['none']}><Trans>Nothing found</Trans></p>}
    </>
  )
}

function Option({ id, choice, isAt, onPoint, onTake }: { id: string, choice: PickerChoice, isAt: boolean, onPoint: () => void, onTake: () => void }) {
  return (
    // The keyboard stays in the field above and points here by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={id} role="option" aria-selected={choice.isChosen === true} data-at={isAt || undefined} className={styles['option']} ref={isAt ? scrollIntoView : null} onPointerMove={onPoint} onClick={onTake}>
      {choice.mark}<span className={styles['name']}>{choice.name}</span>{choice.detail && <small>{choice.detail}</small>}
      <span className={styles['check']}>{choice.isChosen === true && <Icon of={Check} />}{choice.isChosen === 'mixed' && <small><Trans context="some of several">some</Trans></small>}</span>
    </div>
  )
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
