import { fold } from '../fold.ts'

/** Characters of a word that count; what follows is a word of its own. */
const word = /[\p{L}\p{N}]{1,40}/gu

/** The words of a text, each once, folded. */
export const wordsOf = (text: string): string[] => [...new Set(fold(text).match(word))]

/** Words of a question that count. */
const mostAsked = 8

export const askedWords = (question: string): string[] => wordsOf(question).slice(0, mostAsked)
