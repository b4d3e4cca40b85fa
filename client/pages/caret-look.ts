import type { DecorationAttrs } from '@tiptap/pm/view'
import type { PersonHere } from '../documents/people-here.ts'

/** Name and company, never the colour alone. */
const labelOf = ({ name, company }: PersonHere): string => (company.name ? `${name} · ${company.name}` : name)

const colorOf = ({ company }: PersonHere): string => `--company: var(--company-${company.color})`

/** The label is drawn by CSS from data-label: as text it could take the browser's selection, and with it what is typed next. */
export function caretElement(person: PersonHere): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset['label'] = labelOf(person)
  caret.style.cssText = colorOf(person)
  caret.setAttribute('aria-hidden', 'true')
  return caret
}

export const selectionLook = (person: PersonHere): DecorationAttrs => ({ class: 'selected-by-other', style: colorOf(person) })
