let region: HTMLElement | null = null

/** Tells screen readers what just happened on the screen. */
export function announce(sentence: string): void {
  region ??= makeRegion()
  const line = document.createElement('div')
  line.textContent = sentence
  region.replaceChildren(line)
}

function makeRegion(): HTMLElement {
  const made = document.createElement('div')
  made.setAttribute('role', 'status')
  made.setAttribute('aria-live', 'polite')
  // An open dialog hides everything beside it from screen readers, but for what carries this.
  made.dataset['liveAnnouncer'] = 'true'
  made.className = 'visually-hidden'
  document.body.append(made)
  return made
}
