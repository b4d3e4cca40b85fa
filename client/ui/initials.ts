/** Two letters for a name: 'Ana Bērziņa' -> 'AB', 'Kopa' -> 'Ko', 'SIA "Baltijas Vējš"' -> 'BV'. */
export function initials(name: string): string {
  const words = name.split(/[\s.,"“”„«»'()&/-]+/u).filter(Boolean)
  const telling = words.filter(word => !legalForms.has(word.toLowerCase()))
  const [first = '', second] = telling.length > 0 ? telling : words
  return second ? letter(first).toUpperCase() + letter(second).toUpperCase() : Array.from(first).slice(0, 2).join('')
}

const letter = (word: string): string => Array.from(word)[0] ?? ''

/** Legal forms tell companies apart no better than 'the'. */
const legalForms = new Set(['sia', 'as', 'uab', 'oü', 'gmbh', 'ag', 'ab', 'oy', 'inc', 'ltd', 'llc', 'bv', 'sa', 'srl', 'plc'])
