import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { languages } from '@kopa/shared/languages.ts'
import { languageNames, useLanguage } from './i18n.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './Frame.module.css'
import { TwoCarets } from './TwoCarets.tsx'

/** What stands around the screens that need no session. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const { language, changeLanguage } = useLanguage()
  return (
    <div className={styles['frame']}>
      <header className={styles['top']}>
        <a href="/" className={styles['brand']}><img src="/mark.svg" alt="" width="28" height="28" />Kopa</a>
        <Select
          name="frame-language" label={t`Language`} isLabelHidden size="dense" value={language}
          choices={languages.map(value => ({ value, label: languageNames[value] }))} onChange={next => void changeLanguage(next)}
        />
      </header>
      <main id="main" tabIndex={-1} className={styles['main']}>{children}</main>
      <aside className={styles['art']} aria-hidden="true"><TwoCarets /></aside>
    </div>
  )
}
