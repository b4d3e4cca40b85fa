import { CaseSensitive, ChevronDown, ChevronUp, Replace, WholeWord, X } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { showToast } from '../ui/toasts.ts'
import styles from './FindBar.module.css'
import type { FindState, PageFinder } from './page-finder.ts'
import { ToolButton } from './ToolButton.tsx'

interface Props { finder: PageFinder, isEditable: boolean }

/** Finds words in the page and puts others in their place. */
export function FindBar({ finder, isEditable }: Props) {
  const state = useSyncExternalStore(finder.subscribe, finder.state)
  return state.isOpen && <OpenBar finder={finder} isEditable={isEditable} state={state} />
}

function OpenBar({ finder, isEditable, state }: Props & { state: FindState }) {
  const { t } = useLingui()
  const { wanted, isReplacing, opened } = state
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className={styles['place']}>
      <div role="search" aria-label={t`Find in this page`}><div role="presentation" className={styles['bar']} data-editor-tools onKeyDown={event => pressAnywhere(event, finder)}>
        <div className={styles['row']}>
          <FindField key={opened} finder={finder} words={wanted.words} field={field} />
          <Count state={state} />
          <ToolButton icon={ChevronUp} label={t`Previous`} shortcut="Shift+Enter" isDisabled={state.count === 0} onPress={() => finder.step(-1)} />
          <ToolButton icon={ChevronDown} label={t`Next`} shortcut="Enter" isDisabled={state.count === 0} onPress={() => finder.step(1)} />
          <ToolButton icon={X} label={t`Close`} shortcut="Esc" onPress={() => finder.close()} />
        </div>
        <div className={styles['row']}>
          <ToolButton icon={CaseSensitive} label={t`Capitals and accents count`} isOn={wanted.isExact} onPress={() => finder.ask({ isExact: !wanted.isExact })} />
          <ToolButton icon={WholeWord} label={t`Whole words`} isOn={wanted.isWhole} onPress={() => finder.ask({ isWhole: !wanted.isWhole })} />
          {isEditable && !isReplacing && <button type="button" className={styles['more']} onClick={() => finder.setReplacing(true)}><Trans>Replace…</Trans></button>}
        </div>
        {isEditable && isReplacing && <ReplaceRow finder={finder} state={state} onNothingLeft={() => field.current?.focus()} />}
      </div></div>
    </div>
  )
}

/** Each time it is asked for, it takes the keyboard, and what is typed replaces what was looked for. */
function FindField({ finder, words, field }: { finder: PageFinder, words: string, field: RefObject<HTMLInputElement | null> }) {
  const { t } = useLingui()
  useEffect(() => { field.current?.focus({ preventScroll: true }); field.current?.select() }, [field])
  return (
    <input ref={field} type="search" enterKeyHint="search" aria-label={t`Find`} placeholder={t`Find`} autoComplete="off" spellCheck={false} dir="auto" className={styles['field']} value={words}
      onChange={event => finder.ask({ words: event.target.value })} onKeyDown={event => { if (isEnter(event)) finder.step(event.shiftKey ? -1 : 1) }} />
  )
}

/** A button that can do nothing more loses the keyboard: it goes to what is asked next. */
function ReplaceRow({ finder, state: { count }, onNothingLeft }: { finder: PageFinder, state: FindState, onNothingLeft: () => void }) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const look = () => { if (finder.state().count === 0) onNothingLeft() }
  const replace = () => {
    finder.replace(words)
    look()
  }
  const replaceAll = () => {
    const { count: replaced, undo } = finder.replaceAll(words)
    look()
    showToast({ text: t`${plural(replaced, { one: '# place replaced', other: '# places replaced' })}`, action: { label: t`Undo`, act: undo } })
  }
  return (
    <div className={styles['row']}>
      <input aria-label={t`Replace with`} placeholder={t`Replace with`} autoComplete="off" dir="auto" className={styles['field']} value={words}
        onChange={event => setWords(event.target.value)} onKeyDown={event => { if (isEnter(event)) replace() }} />
      <ToolButton icon={Replace} label={t`Replace`} shortcut="Enter" isDisabled={count === 0} onPress={replace} />
      <button type="button" className={styles['more']} disabled={count === 0} onClick={replaceAll}><Trans>Replace all</Trans></button>
    </div>
  )
}

function Count({ state: { count, at, wanted } }: { state: FindState }): ReactNode {
  return (
    <output className={styles['count']} aria-live="polite">
      {wanted.words !== '' && (count === 0 ? <Trans>Not found</Trans> : at > 0 ? <Trans>{at} of {count}</Trans> : <Plural value={count} one="# place" other="# places" />)}
    </output>
  )
}

function isEnter(event: KeyboardEvent): boolean {
  const isIt = event.key === 'Enter' && !event.nativeEvent.isComposing
  if (isIt) event.preventDefault()
  return isIt
}

/** Ctrl+F once more is left to the browser: it finds in the whole window. */
function pressAnywhere(event: KeyboardEvent, finder: PageFinder): void {
  const isGo = event.key === 'F3' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'g')
  if (event.nativeEvent.isComposing || !(isGo || event.key === 'Escape')) return
  event.preventDefault()
  event.stopPropagation()
  if (isGo) finder.step(event.shiftKey ? -1 : 1)
  else finder.close()
}
