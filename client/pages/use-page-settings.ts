import { choosePageSettings, type PageSettings, readPageSettings, settingsOf } from '@kopa/shared/pages/page-settings.ts'
import { useCallback, useEffect, useState } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'

/** What is chosen for the page as a whole, live, and how to choose. */
export function usePageSettings({ doc }: OpenDocument): [settings: PageSettings, choose: (chosen: Partial<PageSettings>) => void] {
  const [settings, setSettings] = useState(() => readPageSettings(doc))
  useEffect(() => {
    const map = settingsOf(doc)
    const read = () => setSettings(readPageSettings(doc))
    read()
    map.observe(read)
    return () => map.unobserve(read)
  }, [doc])
  return [settings, useCallback(chosen => choosePageSettings(doc, chosen), [doc])]
}
