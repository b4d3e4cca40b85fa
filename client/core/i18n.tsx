import { i18n, type Messages } from '@lingui/core'
import { I18nProvider as LinguiProvider } from '@lingui/react'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { I18nProvider as AriaProvider, isRTL } from 'react-aria-components/I18nProvider'
import { isLanguage, type Language, languageFromHeader } from '@kopa/shared/languages.ts'

const catalogs: Record<Language, () => Promise<{ words: Record<string, { messages: Messages }> }>> = { en: () => import('./words-en.ts'), lv: () => import('./words-lv.ts') }
const key = 'kopa.language'

/** In the languages themselves, so that everybody finds their own. */
export const languageNames: Record<Language, string> = { en: 'English', lv: 'Latviešu' }

/** Dates and numbers follow the browser's own variety of the language, else these. */
const defaultRegions: Record<Language, string> = { en: 'en-GB', lv: 'lv-LV' }

/** The chosen language of this browser, else the first of the browser's that Kopa speaks. */
export function firstLanguage(): Language {
  const chosen = readChoice()
  return isLanguage(chosen) ? chosen : languageFromHeader(navigator.languages.join(','))
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Fetches the words of a language and shows everything in it from now on. */
export async function speak(language: Language): Promise<void> {
  const { words } = await catalogs[language]()
  i18n.loadAndActivate({ locale: language, messages: Object.assign({}, ...Object.values(words).map(({ messages }) => messages)) as Messages })
  document.documentElement.lang = language
  document.documentElement.dir = isRTL(language) ? 'rtl' : 'ltr'
  rememberChoice(language)
}

function rememberChoice(language: Language): void {
  try {
    localStorage.setItem(key, language)
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}

const LanguageContext = createContext<{ language: Language, changeLanguage: (next: Language) => Promise<void> } | null>(null)

/** Call `speak` before the first render. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(i18n.locale as Language)
  const changeLanguage = useCallback(async (next: Language) => {
    await speak(next)
    setLanguage(next)
  }, [])
  const value = useMemo(() => ({ language, changeLanguage }), [language, changeLanguage])
  const region = navigator.languages.find(tag => tag.startsWith(`${language}-`)) ?? defaultRegions[language]
  return (
    <LanguageContext value={value}>
      <LinguiProvider i18n={i18n}><AriaProvider locale={region}>{children}</AriaProvider></LinguiProvider>
    </LanguageContext>
  )
}

export function useLanguage() {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('useLanguage outside LanguageProvider')
  return value
}
