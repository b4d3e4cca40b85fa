import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { type FoundPlaces, FoundInText } from './found-places.ts'
import styles from './FoundInPage.module.css'

/** One came here by a search: where the words stand, and the way from one place to the next. */
export function FoundInPage({ words, onClose }: { words: string, onClose: () => void }) {
  const { t } = useLingui()
  const finder = useRef<FoundInText>(null)
  const [{ count, at }, setPlaces] = useState<FoundPlaces>({ count: 0, at: 0 })
  useEffect(() => {
    const found = new FoundInText(words, setPlaces)
    finder.current = found
    found.start(document.getElementById('main') ?? document.body)
    return () => found.stop()
  }, [words])
  useEscape(onClose)
  const place = at + 1
  return (
    <div role="group" aria-label={t`Found in this page`} className={styles['bar']}>
      <p role="status" className={styles['told']} dir="auto">{count === 0 ? <Trans>“{words}” does not stand here any more</Trans> : <Trans>“{words}”: {place} of {count}</Trans>}</p>
      {count > 1 && <IconButton icon={ChevronUp} size="dense" label={t`The place before`} onPress={() => finder.current?.step(-1)} />}
      {count > 1 && <IconButton icon={ChevronDown} size="dense" label={t`The next place`} onPress={() => finder.current?.step(1)} />}
      <IconButton icon={X} size="dense" label={t`Take the marks away`} shortcut="Esc" onPress={onClose} />
    </div>
  )
}

/** Unless something that is open above the page takes it. */
function useEscape(act: () => void): void {
  const latest = useRef(act)
  useEffect(() => { latest.current = act })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role=dialog], [role=menu]')) latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
