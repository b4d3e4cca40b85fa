/** The interface's languages; every sentence exists in each of them. */
export const languages = ['en', 'lv'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language)

/**
 * The first of our languages in an Accept-Language header (RFC 9110, section 12.5.4); order stands for weight,
 * which is how every browser writes it.
 */
export function languageFromHeader(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').map(part => part.trim().slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}
