/** A field that nobody sees, for what is typed before the field it is meant for has come. */
let waiting: Caught | null = null

interface Caught { field: HTMLInputElement | HTMLTextAreaElement, isComposing: boolean, end: () => void }

export const isTypedAhead = (element: Element | null): boolean => element !== null && element === waiting?.field

/**
 * To be called at the press that makes something: between it and the field that writing begins in lie an answer of the server, code and a
 * document, and what is typed meanwhile would be lost. It goes into a field of its own and is handed over (`handOver`, `takeTyped`).
 * Answers how to give it up, when nothing was made, which says what was typed. Whoever presses elsewhere, or a key that leads elsewhere, gives it up too.
 * @param label what the field that is to come is called, for those who hear where they are
 * @param kind textarea: what is to come takes several lines
 * @param within where what is to come will be, if that is not the work: a dialog lets no focus out
 */
export function catchTyping(label: string, kind: 'input' | 'textarea' = 'input', within: Element | null = null): () => string {
  waiting?.end()
  const before = document.activeElement
  const field = document.createElement(kind)
  field.className = 'visually-hidden'
  field.dataset['typedAhead'] = ''
  field.setAttribute('aria-label', label)
  const listening = new AbortController()
  const { signal } = listening
  const caught: Caught = { field, isComposing: false, end: () => { listening.abort(); field.remove(); if (waiting === caught) waiting = null } }
  waiting = caught
  field.addEventListener('compositionstart', () => { caught.isComposing = true }, { signal })
  field.addEventListener('compositionend', () => { caught.isComposing = false }, { signal })
  field.addEventListener('blur', () => requestAnimationFrame(() => comeBack(caught)), { signal })
  window.addEventListener('pointerdown', caught.end, { capture: true, signal })
  window.addEventListener('keydown', event => { if (leadsElsewhere(event)) caught.end() }, { capture: true, signal })
  // In the work, where the screen that comes will be: what looks after the focus takes it for a part of it.
  const place = within ?? document.getElementById('main') ?? document.body
  place.append(field)
  comeBack(caught)
  return () => {
    if (waiting !== caught) return ''
    const typed = field.value
    caught.end()
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    return typed
  }
}

const leadsElsewhere = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key === 'Tab' || key === 'Escape' || ((ctrlKey || metaKey) && !altKey && key !== 'v' && key !== 'Control' && key !== 'Meta')

/** What opened lets nobody out for as long as it stands, and puts the focus back where it was when it closes. */
function comeBack(caught: Caught): void {
  const now = document.activeElement
  if (waiting !== caught || now === caught.field) return
  const dialog = now?.closest('[role=dialog]')
  if (dialog && !dialog.contains(caught.field)) requestAnimationFrame(() => comeBack(caught))
  else caught.field.focus({ preventScroll: true })
}

/** What was typed ahead, once. */
export function takeTyped(): string {
  const typed = waiting?.field.value ?? ''
  waiting?.end()
  return typed
}

/** The field is there: it takes the focus, and what was typed ahead. */
export function handOver(field: HTMLInputElement | HTMLTextAreaElement): void {
  whenComposed(typed => {
    if (!field.isConnected) return
    field.focus()
    if (typed === '') return
    field.setRangeText(typed, field.value.length, field.value.length, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, data: typed, inputType: 'insertText' }))
  })
}

/** Calls back once, at once or when the character that is being composed is whole, with what was typed ahead. */
export function whenComposed(receive: (typed: string) => void): void {
  if (waiting?.isComposing) return waiting.field.addEventListener('compositionend', () => receive(takeTyped()), { once: true })
  receive(takeTyped())
}
