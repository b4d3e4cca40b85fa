import { useLingui } from '@lingui/react/macro'
import { linesOf, type QuickTask, readQuickTask, type Token, tokenKey } from '@kopa/shared/boards/quick-add.ts'
import { type ClipboardEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { flushSync } from 'react-dom'
import { announce } from '../ui/announce.ts'
import { showError, showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext, useShownCards } from './board-context.ts'
import { cellOf } from './board-ui.ts'
import { useLabels } from './use-board.ts'
import { typingPlace } from './use-typing-place.ts'
import { useUndo } from './use-undo.ts'

const none: ReadonlySet<string> = new Set()
const mostPasted = 500

/** What is being typed into a column, what it means, and where it goes. */
export function useQuickAdd(cell: string, place: 'top' | 'bottom') {
  const { ui } = useBoardContext()
  return useTyping({ add: useAddTasks(cell, place), onEscape: () => close(ui, cell), onLeave: () => ui.change({ adding: null }) })
}

export interface TypingEnds {
  /** answers whether they were added: what was not is still to be seen */
  readonly add: (tasks: readonly QuickTask[]) => boolean
  readonly onEscape: () => void
  /** nothing is written, and Enter was pressed */
  readonly onEmpty?: () => void
  /** nothing is written, and the keyboard went elsewhere */
  readonly onLeave: () => void
}
export type Typing = ReturnType<typeof useTyping>

/** A sentence that becomes a task, wherever it is typed. */
export function useTyping({ add, onEscape, onEmpty, onLeave }: TypingEnds) {
  const beside = useSideFirst()
  const [text, setText] = useState('')
  const [ignored, setIgnored] = useState(none)
  const readLine = useReadLine(ignored)
  const read = useMemo(() => readLine(text), [readLine, text])
  const ignore = (token: Token): void => setIgnored(new Set([...ignored, tokenKey(text, token)]))

  function finish(): void {
    if (text.trim() === '') return onEmpty?.()
    if (read.title === '') return
    beside(() => {
      if (!add([read])) return
      // What was typed meanwhile stays.
      setText(now => (now.startsWith(text) ? now.slice(text.length).trimStart() : now))
      setIgnored(none)
    })
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') return onEscape()
    const token = event.key === 'Backspace' ? tokenBefore(event.currentTarget, read.tokens) : undefined
    if (token) ignore(token)
    if (event.key === 'Enter') finish()
    if (token || event.key === 'Enter') event.preventDefault()
  }
  function onPaste(event: ClipboardEvent): void {
    const lines = linesOf(event.clipboardData.getData('text/plain'))
    if (lines.length < 2) return
    event.preventDefault()
    add(lines.slice(0, mostPasted).map(readLine).filter(task => task.title !== ''))
  }
  return { text, read, onText: (next: string) => setText(next.replace(/[\r\n]+/g, ' ')), onKeyDown, onPaste, ignore, onLeave: () => { if (text.trim() === '') onLeave() } }
}

/** What only the own company sees may still be on its way: then `act` follows, once. */
function useSideFirst(): (act: () => void) => void {
  const { ui, side, board } = useBoardContext()
  const isWaiting = useRef(false)
  return act => {
    if (isWaiting.current) return
    if (!ui.state().addsPrivately || board.side() !== null) return act()
    isWaiting.current = true
    // It was meant for the own company: where that choice is gone meanwhile, the words stay where they are and nothing is added.
    void side.open().then(() => { if (ui.state().addsPrivately) act() }, showError).finally(() => { isWaiting.current = false })
  }
}

/** The button is back before the key's event ends: a frame later the keyboard may stand elsewhere already. */
function close(ui: ReturnType<typeof useBoardContext>['ui'], cell: string): void {
  flushSync(() => ui.change({ adding: null }))
  document.querySelector<HTMLElement>(`[data-add="${CSS.escape(cell)}"]`)?.focus()
}

/** Backspace right behind something understood makes it words again, before it deletes anything. */
function tokenBefore({ selectionStart, selectionEnd, value }: HTMLTextAreaElement, tokens: readonly Token[]): Token | undefined {
  if (selectionStart !== selectionEnd) return undefined
  return tokens.find(({ end }) => end === selectionStart || (end === selectionStart - 1 && value[end] === ' '))
}

function useReadLine(ignored: ReadonlySet<string>): (line: string) => QuickTask {
  const { board, people, companies, me } = useBoardContext()
  const { locale } = useLocale()
  const labels = useLabels(board)
  return useMemo(() => line => readQuickTask(line, { ...typingPlace({ board, people, companies, me }, locale), labels, ignored }), [board, people, companies, labels, me, locale, ignored])
}

/** Each behind the one before, so that a list stays in its order. Answers whether they were added: what was not is still to be seen. */
function useAddTasks(cell: string, place: 'top' | 'bottom'): (tasks: readonly QuickTask[]) => boolean {
  const { t } = useLingui()
  const { board, acts, ui } = useBoardContext()
  const { grouping } = useShownCards()
  const words = useActWords()
  const { undo } = useUndo()
  const last = useRef<string | null>(null)
  return tasks => {
    if (tasks.length === 0) return false
    if (ui.state().addsPrivately && board.side() === null) {
      showToast({ text: t`What only your company sees is not open here.` })
      return false
    }
    const { column, lane } = cellOf(cell)
    const cards = board.cards(column)
    const after = place === 'bottom' ? cards.at(-1) ?? null : last.current !== null && cards.includes(last.current) ? last.current : null
    last.current = acts.add({ tasks, column, after, lane: { grouping, to: lane }, isPrivate: ui.state().addsPrivately }).at(-1) ?? null
    const over = words.isOver(board, column)
    if (tasks.length > 1) showToast({ about: 'undo', text: words.added(tasks), action: { label: t`Undo`, act: undo } })
    else announce(over === null ? words.added(tasks) : `${words.added(tasks)}. ${over}`)
    return true
  }
}
