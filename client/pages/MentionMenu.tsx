import { CalendarDays, CircleCheckBig, FileText, type LucideIcon, UserRound } from 'lucide-react'
import { Plural, useLingui } from '@lingui/react/macro'
import { useEffect, useId, useState, useSyncExternalStore } from 'react'
import type { Editor } from '@tiptap/react'
import type { MentionKind } from '@kopa/shared/pages/mention.ts'
import { Icon } from '../ui/Icon.tsx'
import { anchorOf, announceChoice } from './choice-menu.ts'
import { Floating } from './Floating.tsx'
import type { MentionParts } from './mention-input.ts'
import type { MentionChoice, MentionsFound, MentionSource } from './mention-source.ts'
import styles from './SlashMenu.module.css'
import type { SlashState, SlashStore } from './slash-state.ts'

interface Props { editor: Editor, parts: MentionParts }

const everything: readonly MentionKind[] = ['person', 'page', 'task', 'date']
const pagesOnly: readonly MentionKind[] = ['page']
const icons: Record<MentionKind, LucideIcon> = { person: UserRound, page: FileText, task: CircleCheckBig, date: CalendarDays }

/** The menus behind "@" and "[[". The caret stays in the text, as in the menu behind "/". */
export function MentionMenu({ editor, parts }: Props) {
  const { source } = parts
  if (!source) return null
  return (
    <>
      <Menu editor={editor} parts={parts} source={source} store={parts.named} kinds={everything} />
      <Menu editor={editor} parts={parts} source={source} store={parts.pages} kinds={pagesOnly} />
    </>
  )
}

interface MenuProps extends Props { source: MentionSource, store: SlashStore, kinds: readonly MentionKind[] }

function Menu(props: MenuProps) {
  const asked = useSyncExternalStore(props.store.subscribe, props.store.state)
  return asked && <OpenMenu {...props} asked={asked} />
}

function OpenMenu({ editor, parts, source, store, kinds, asked }: MenuProps & { asked: SlashState }) {
  const { t } = useLingui()
  const { choices, withheld, isFor } = useFound(source, asked.query, kinds, parts)
  const [choice, setChoice] = useState({ query: asked.query, index: 0 })
  const chosen = choice.query === asked.query ? Math.min(choice.index, choices.length - 1) : 0
  const current = choices[chosen]
  const id = useId()
  useEffect(() => announceChoice(editor.view.dom, current ? { list: id, option: `${id}-${chosen}` } : null), [editor, id, current, chosen])
  useEffect(() => store.listen(event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!current) return false
    if (step) setChoice({ query: asked.query, index: (chosen + step + choices.length) % choices.length })
    else if (event.key !== 'Enter' && event.key !== 'Tab') return false
    else if (isFor) take(editor, asked, current)
    return true
  }), [store, editor, asked, chosen, current, choices.length, isFor])
  if (choices.length === 0 && withheld === 0) return null
  return (
    <Floating anchor={() => anchorOf(editor, asked)}>
      <div id={id} role="listbox" tabIndex={-1} aria-label={t`Mention somebody or something`} className={styles['menu']}>
        {choices.map((found, index) => <Option key={`${found.mention.kind} ${found.mention.id}`} id={`${id}-${index}`} found={found} isChosen={index === chosen} onTake={() => take(editor, asked, found)} />)}
      </div>
      {withheld > 0 && <p className={styles['none']}><Plural value={withheld} one="# more is only for your company, and others read this page." other="# more are only for your company, and others read this page." /></p>}
    </Floating>
  )
}

const nothing: MentionsFound = { choices: [], withheld: 0 }

/** `isFor`: it was found for what is typed now; until then the list of fewer letters stays to be seen, and is not taken from. */
function useFound(source: MentionSource, query: string, kinds: readonly MentionKind[], { place }: MentionParts): MentionsFound & { isFor: boolean } {
  const [found, setFound] = useState({ query, ...nothing })
  useEffect(() => source.find(query, kinds, place(), now => setFound({ query, ...now })), [source, query, kinds, place])
  return { ...found, isFor: found.query === query }
}

function Option({ id, found: { mention, hint }, isChosen, onTake }: { id: string, found: MentionChoice, isChosen: boolean, onTake: () => void }) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are pressed in the text, which keeps the focus
    <div id={id} role="option" tabIndex={-1} aria-selected={isChosen} className={styles['option']} ref={node => { if (isChosen) node?.scrollIntoView({ block: 'nearest' }) }}
      onPointerDown={event => event.preventDefault()} onClick={onTake}>
      <Icon of={icons[mention.kind]} />
      <span className={styles['words']}>{mention.label}{hint && <small>{hint}</small>}</span>
    </div>
  )
}

/** What was typed gives way to the mention, and the caret stands behind a space. */
function take(editor: Editor, { from, to }: SlashState, { mention }: MentionChoice): void {
  editor.chain().focus().deleteRange({ from, to }).insertContentAt(from, [{ type: 'mention', attrs: { ...mention } }, { type: 'text', text: ' ' }]).run()
}
