import type { Language } from '@kopa/shared/languages.ts'

/** How a file says that it holds what one company keeps for itself, in the language of who takes it. */

export const onlySees = (company: string, language: Language): string => (language === 'lv' ? `Redz tikai ${company}` : `Only ${company} sees`)
export const withOwn = (company: string, language: Language): string => (language === 'lv' ? `ar to, ko redz tikai ${company}` : `with what only ${company} sees`)
