/** Letters that Unicode does not take apart, as people type them who do not have them. */
const alike: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th' }

/** Text as it is compared: small letters without marks, whatever language it is in. Pieces of it fold as the whole does. */
export const fold = (text: string): string => (plain.test(text) ? text.toLowerCase() : foldMarked(text))

/** Nothing to take away: most words of most texts. */
// oxlint-disable-next-line no-control-regex
const plain = /^[\u0000-\u007f]*$/

const foldMarked = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/\p{Mn}+/gu, '').replace(/[łøđħŧıßæœðþ]/g, letter => alike[letter] ?? letter)
