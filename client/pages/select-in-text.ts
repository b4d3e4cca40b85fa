import type { EditorView } from '@tiptap/pm/view'

/**
 * A choice that stands inside the text. Whoever goes through it by arrow keys stays in it, until Enter or Escape; whoever picks one by
 * pointer goes on writing.
 */
export function chooseInText(select: HTMLSelectElement, view: () => EditorView, take: (value: string) => void): void {
  let isByKey = false
  select.addEventListener('pointerdown', () => { isByKey = false })
  select.addEventListener('keydown', event => {
    isByKey = true
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    view().focus()
  })
  select.addEventListener('blur', () => { isByKey = false })
  select.addEventListener('change', () => {
    take(select.value)
    if (!isByKey) view().focus()
  })
}
