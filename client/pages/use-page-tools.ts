import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLinkedBlocks } from './go-to-block.ts'
import { useFocusMode } from './use-focus-mode.ts'

export interface PageTools {
  article: RefObject<HTMLElement | null>
  panel: { isOpen: boolean, isSizeAsked: boolean, close: () => void }
  /** For the page's menu. */
  tools: { isFocused: boolean, onOutline: () => void, onSize: () => void, onFocusMode: () => void }
}

/** What helps with reading and writing a page: its outline and length, links to its parts, nothing but the text. */
export function usePageTools(): PageTools {
  const article = useRef<HTMLElement>(null)
  const [shown, setShown] = useState<'nothing' | 'outline' | 'size'>('nothing')
  const [isFocused, onFocusMode] = useFocusMode()
  useLinkedBlocks(article)
  const close = () => {
    setShown('nothing')
    article.current?.querySelector<HTMLElement>('.ProseMirror')?.focus({ preventScroll: true })
  }
  const show = (what: 'outline' | 'size') => () => (shown === what ? close() : setShown(what))
  const tools = { isFocused, onOutline: show('outline'), onSize: show('size'), onFocusMode }
  useAltShift('KeyO', tools.onOutline)
  useAltShift('KeyC', tools.onSize)
  useAltShift('KeyF', tools.onFocusMode)
  return { article, panel: { isOpen: shown !== 'nothing', isSizeAsked: shown === 'size', close }, tools }
}

/** Alt, Shift and a key, by its place on the keyboard: with Alt, keys write other letters in many languages. */
function useAltShift(code: string, act: () => void): void {
  const latest = useRef(act)
  useEffect(() => { latest.current = act })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== code || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [code])
}
