/** Latvian writes weekdays small; a weekday that is told alone comes with a capital, as in a calendar's head. */
export const withinWords = (weekday: string, locale: string): string => (locale.startsWith('lv') ? weekday.toLocaleLowerCase(locale) : weekday)
