import { useEffect, useMemo, useState } from 'react'
import { type Attention, peopleHere, type PersonHere, sameOr } from './people-here.ts'
import type { OpenDocument } from './open-document.ts'

export interface Myself {
  id: string
  name: string
  /** The colour is the company's in this workspace. */
  company: { id: string, name: string, color?: number | undefined }
}

const idleAfter = 2 * 60_000
const awayAfter = 5 * 60_000
const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const

/** Who is in the document. Also tells the others about me; the server replaces the name by the session's. */
export function usePresence(document: OpenDocument, me: Myself): readonly PersonHere[] {
  const [people, setPeople] = useState<readonly PersonHere[]>([])
  const { awareness } = document
  const compare = useMemo(() => new Intl.Collator(languageOfPage()).compare, [])
  useEffect(() => {
    // Somebody who only moves about is no reason to draw the screen anew.
    const read = () => setPeople(before => sameOr(before, peopleHere(awareness.getStates().values(), me.id, compare)))
    awareness.on('change', read)
    read()
    return () => awareness.off('change', read)
  }, [awareness, me.id, compare])
  useEffect(() => {
    awareness.setLocalStateField('user', { id: me.id, name: me.name, companyId: me.company.id, companyName: me.company.name, color: me.company.color })
    return watchAttention(attention => awareness.setLocalStateField('state', attention))
  }, [awareness, me.id, me.name, me.company.id, me.company.name, me.company.color])
  return people
}

const languageOfPage = (): string => globalThis.document.documentElement.lang || 'en'

/** Calls `tell` at once and whenever this person's attention changes. Returns the way to stop. */
function watchAttention(tell: (attention: Attention) => void): () => void {
  let now: Attention | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const become = (next: Attention) => {
    if (next !== now) tell(now = next)
  }
  const live = () => {
    clearTimeout(timer)
    const isHidden = globalThis.document.hidden
    if (!isHidden) become('active')
    timer = setTimeout(() => become(isHidden ? 'away' : 'idle'), isHidden ? awayAfter : idleAfter)
  }
  const listening = new AbortController()
  const options = { passive: true, capture: true, signal: listening.signal }
  signsOfLife.forEach(sign => window.addEventListener(sign, live, options))
  globalThis.document.addEventListener('visibilitychange', live, options)
  become('active')
  live()
  return () => {
    listening.abort()
    clearTimeout(timer)
  }
}
