/** What is typed in place of a letter, by script. Folded words have no marks. */
const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзиклмнопрстуфхцчшщъыьэюя', 'αβγδεζηθικλμνξοπρστυφχψω'].map(letters => Array.from(letters))

/** In shorter words every letter counts. */
const shortest = 4
/** Longer ones are rarely typed by hand, and have many neighbours. */
const longest = 24

/**
 * The words that are one slip away from this one (a letter too many, too few, another, or two in the wrong order): whoever means one of them may have typed it.
 * After Peter Norvig, "How to Write a Spelling Corrector" (2007), without its dictionary.
 */
export function wordsOneSlipAway(word: string): string[] {
  const letters = Array.from(word)
  if (letters.length < shortest || letters.length > longest) return []
  const alphabet = alphabets.find(one => letters.some(letter => one.includes(letter))) ?? []
  const found = new Set<string>()
  for (let at = 0; at <= letters.length; at++) {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at)]
    const rest = after.slice(1).join('')
    for (const letter of alphabet) {
      found.add(before + letter + after.join(''))
      if (after.length) found.add(before + letter + rest)
    }
    if (after.length) found.add(before + rest)
    if (after.length > 1) found.add(`${before}${after[1]}${after[0]}${after.slice(2).join('')}`)
  }
  found.delete(word)
  return [...found]
}
