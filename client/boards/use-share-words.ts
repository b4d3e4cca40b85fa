import { useCallback } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'

/** "30%": never 100 before all of it is done, and never 0 once something is. */
export function useShareWords(): (part: number, whole: number) => string {
  const { locale } = useLocale()
  return useCallback((part, whole) => {
    const share = whole === 0 ? 0 : Math.round(part / whole * 100)
    const honest = part === 0 || part === whole ? share : Math.min(99, Math.max(1, share))
    return new Intl.NumberFormat(locale, { style: 'percent' }).format(honest / 100)
  }, [locale])
}
