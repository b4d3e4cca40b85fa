export interface TextSize { words: number, /** Unicode code points, spaces too, ends of lines not */ characters: number }

/** words a minute, as people read reports: Brysbaert 2019 finds 238 */
const readingSpeed = 238

/**
 * How long a text is. Words are told apart as its language does (UAX 29): Japanese has no spaces.
 * @param language of the text, as BCP 47 says; null: not known
 */
export function textSize(text: string, language: string | null): TextSize {
  const words = new Intl.Segmenter(language ?? undefined, { granularity: 'word' })
  const size = { words: 0, characters: 0 }
  for (const line of text.split('\n')) {
    for (const { segment, isWordLike } of words.segment(line)) {
      if (isWordLike) size.words++
      size.characters += Array.from(segment).length
    }
  }
  return size
}

/** Whole minutes that reading takes, at least one; 0 where there is nothing to read. */
export const readingMinutes = ({ words }: TextSize): number => Math.ceil(words / readingSpeed)
