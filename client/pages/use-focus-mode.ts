import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { announce } from '../ui/announce.ts'

/** Everything but the text fades away (data-focus-mode on the document's element; what carries data-fades goes). Escape leaves. */
export function useFocusMode(): [isOn: boolean, toggle: () => void] {
  const { t } = useLingui()
  const [isOn, setIsOn] = useState(false)
  const toggle = () => {
    setIsOn(!isOn)
    announce(isOn ? t`Focus mode is off.` : t`Focus mode: only the text is shown. Escape leaves it.`)
  }
  useEffect(() => {
    if (!isOn) return
    const root = document.documentElement
    root.dataset['focusMode'] = ''
    // Before the text hears of it, where Escape chooses a block; what is open over the text is closed first.
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('[role=dialog], [role=menu], [role=listbox], [role=search]')) return
      event.preventDefault()
      event.stopPropagation()
      setIsOn(false)
      announce(t`Focus mode is off.`)
    }
    addEventListener('keydown', leave, { capture: true })
    return () => {
      delete root.dataset['focusMode']
      removeEventListener('keydown', leave, { capture: true })
    }
  }, [isOn, t])
  return [isOn, toggle]
}
