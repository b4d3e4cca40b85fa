import { Search } from 'lucide-react'
import { Plural, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useFirstField } from '../ui/first-field.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './CommandMenu.module.css'
import { FinderOption } from './FinderOption.tsx'
import type { MenuOption } from './menu-option.ts'
import { type MenuFound, useCommandMenu } from './use-command-menu.ts'
import type { Commanded } from './use-commands.ts'

interface Props extends Commanded { onClose: () => void }

/** A field and what it finds: the keyboard stays in the field, and the list below is told by where it points (ARIA's combobox). */
export function Finder({ onClose, ...commanded }: Props) {
  const { t } = useLingui()
  const id = useId()
  const first = useFirstField(true, { onPhones: true })
  const [words, setWords] = useState('')
  const found = useCommandMenu(words, commanded)
  const { chosen, choose, step, take } = useChoice(found, option => { onClose(); option.go() })
  const options = found.groups.flatMap(group => group.options)
  const idOf = (option: MenuOption): string => `${id}-${options.indexOf(option)}`
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') return take()
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    step(by)
  }
  function type(next: string): void {
    setWords(next)
    choose(null)
  }
  return (
    <>
      <div className={styles['field']}>
        <Icon of={Search} />
        <input
          role="combobox" aria-label={t`Find anything, or do something`} aria-expanded aria-controls={id} aria-autocomplete="list" {...first} spellCheck={false} autoComplete="off"
          aria-activedescendant={chosen ? idOf(chosen) : undefined} placeholder={t`Find anything, or do something`} value={words} maxLength={200}
          onChange={event => type(event.target.value)} onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} role="listbox" aria-label={t`Found`} aria-busy={found.isSearching} className={styles['list']}>
        {found.groups.map((group, at) => (
          <div key={group.id} role="group" aria-labelledby={`${id}-group-${at}`} className={styles['group']}>
            <div id={`${id}-group-${at}`} role="presentation" className={styles['heading']}>{group.heading}</div>
            {group.options.map(option => <FinderOption key={option.id} id={idOf(option)} option={option} isChosen={option === chosen} onPoint={() => choose(option.id)} onGo={() => { onClose(); option.go() }} />)}
          </div>
        ))}
      </div>
      <Told found={found} words={words.trim()} />
    </>
  )
}

/** What was found, for who does not see the list; and what is wrong, or to be tried, for everybody. */
function Told({ found: { groups, isSearching, error }, words }: { found: MenuFound, words: string }) {
  const { t } = useLingui()
  const count = groups.flatMap(({ options }) => options).filter(({ id }) => id !== 'all').length
  const isTold = error !== null || (count === 0 && !isSearching)
  return (
    <p role="status" className={isTold ? styles['state'] : 'visually-hidden'}>
      {error?.message ?? (isSearching ? '' : count === 0 ? t`Nothing was found. Try other words, or the beginning of one.` : words !== '' && <Plural value={count} one="# found" other="# found" />)}
    </p>
  )
}

interface Choice { chosen: MenuOption | undefined, choose: (id: string | null) => void, step: (by: number) => void, take: () => void }

/** Which line is pointed at. Enter before the answer has come takes what the answer to these letters says first, never what was found for others. */
function useChoice({ groups, isSearching }: MenuFound, open: (option: MenuOption) => void): Choice {
  const options = groups.flatMap(group => group.options)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [isHasty, setIsHasty] = useState(false)
  const at = Math.max(0, options.findIndex(({ id }) => id === chosenId))
  const chosen = options[at]
  const isOfNow = chosen !== undefined && (!isSearching || chosen.isFound !== true)
  // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- once, when the answer is there
  useEffect(() => { if (isHasty && isOfNow) open(chosen) }, [isHasty, isOfNow])
  function choose(id: string | null): void {
    setIsHasty(false)
    setChosenId(id)
  }
  return {
    chosen, choose,
    step: by => { if (options.length > 0) choose(options[(at + by + options.length) % options.length]?.id ?? null) },
    take: () => { if (chosen && isOfNow) open(chosen); else if (isSearching) setIsHasty(true) },
  }
}
