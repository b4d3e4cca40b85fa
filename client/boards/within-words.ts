/** Latvian writes weekdays small; a weekday that is told alone comes with a capital, as in a calendar's head. */
export const withinWords = (weekday: string, locale: string): string => (locale.startsWith('lv') ? weekday.toLocaleLowerCase(locale) : weekday)

/** A month with its year as Latvian says it in full: '2026. g. decembris' -> '2026. gada decembris'. */
export const inFull = (month: string, locale: string): string => (locale.startsWith('lv') ? month.replace(/(\d)\. g\. /, '$1. gada ') : month)

/** On which weekday something is, where a language changes the name for it: 'otrdiena' -> 'otrdien'. */
export const onWeekday = (weekday: string, locale: string): string => (locale.startsWith('lv') ? withinWords(weekday, locale).replace(/diena$/, 'dien') : weekday)

/** On which date: '1. decembris' -> '1. decembrī', '5. marts' -> '5. martā'. */
export const onDate = (date: string, locale: string): string => (locale.startsWith('lv') ? date.replace(/(\p{L}{2})is$/u, '$1ī').replace(/(\p{L}{2})s$/u, '$1ā') : date)
