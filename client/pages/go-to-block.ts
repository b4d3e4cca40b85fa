import { blockInHash } from '@kopa/shared/pages/outline.ts'
import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'

export const blockElement = (root: ParentNode, id: string): HTMLElement | null => root.querySelector<HTMLElement>(`.page-text [data-id="${CSS.escape(id)}"]`)

/** Brings a block into view, opens what it is closed in, and marks it for a moment. @returns whether it is there */
export function goToBlock(root: ParentNode, id: string): boolean {
  const block = blockElement(root, id)
  if (!block) return false
  for (let around = block.closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true
  block.closest('[hidden="until-found"]')?.dispatchEvent(new Event('beforematch', { bubbles: true }))
  block.scrollIntoView({ block: 'start' })
  block.animate([{ background: 'var(--selected)' }, { background: 'transparent' }], { duration: 1_800 })
  return true
}

/** Whoever came by keyboard reads and writes on from there. */
function takeCaret(root: ParentNode, id: string): void {
  const block = blockElement(root, id)
  block?.closest<HTMLElement>('.ProseMirror')?.focus({ preventScroll: true })
  if (block) getSelection()?.collapse(block, 0)
}

/** Links to blocks of this page lead there: those in it, and the one it was opened by. */
export function useLinkedBlocks(root: RefObject<HTMLElement | null>): void {
  const hash = useLocation({ select: location => location.hash })
  useEffect(() => {
    const id = blockInHash(hash)
    return id !== null && root.current ? goWhenThere(root.current, id) : undefined
  }, [root, hash])
  useEffect(() => {
    const article = root.current
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#b-"]') : null
      const id = link && blockInHash(link.hash.slice(1))
      if (!article || !id || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (goToBlock(article, id) && event.detail === 0) takeCaret(article, id)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [root])
}

/** Until it is there, or the reader goes somewhere themselves. */
function goWhenThere(root: HTMLElement, id: string): () => void {
  const stops = ['pointerdown', 'keydown', 'wheel'] as const
  const watch = new MutationObserver(() => { if (goToBlock(root, id)) stop() })
  const stop = () => {
    watch.disconnect()
    for (const type of stops) removeEventListener(type, stop, { capture: true })
  }
  if (goToBlock(root, id)) return () => {}
  watch.observe(root, { childList: true, subtree: true })
  for (const type of stops) addEventListener(type, stop, { capture: true, passive: true })
  return stop
}
