import type { Editor } from '@tiptap/core'
import { blockHash, blockInHash } from '@kopa/shared/pages/outline.ts'
import { choose } from './block-selection.ts'
import { unitById } from './block-units.ts'

/** Of a page that has an address of its own; a task's description has none. */
export const linkTo = (id: string): string | null => (location.pathname.includes('/p/') ? `${location.origin}${location.pathname}#${blockHash(id)}` : null)

/** An editor that is made anew leaves the reader where they are. */
let lastSeen = ''

/** Whoever comes by a link to a block sees which it is: it is chosen. They are brought there by the page (go-to-block.ts). Returns the way to stop. */
export function followAddress(editor: Editor): () => void {
  const go = () => {
    if (location.href === lastSeen) return
    lastSeen = location.href
    const id = blockInHash(location.hash.slice(1))
    const unit = id === null ? null : unitById(editor.state.doc, id)
    if (unit) choose(editor.view, unit, { isNew: true })
  }
  const frame = requestAnimationFrame(go)
  addEventListener('hashchange', go)
  return () => {
    cancelAnimationFrame(frame)
    removeEventListener('hashchange', go)
  }
}
