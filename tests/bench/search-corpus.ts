/** Invented texts for `search.ts`: the same for the same seed. English and Latvian, with common words and a long tail of rare ones, as in real texts. */

/** A small generator that gives the same numbers for the same seed (mulberry32). @returns numbers from 0 to 1 */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const english = 'the of and to in for with plan partner launch price market order contract delivery crane permit budget risk decision meeting team customer product sales region north south week month report status open review change draft final page board task file agree write call visit offer margin discount campaign training support answer question number date owner quality test build site storage transport invoice payment bank rate growth target result measure quarter'.split(' ')
const latvian = 'un ar par no uz lai kas ir plāns partneris palaišana cena tirgus pasūtījums līgums piegāde celtnis atļauja budžets risks lēmums sapulce komanda klients produkts pārdošana reģions ziemeļi dienvidi nedēļa mēnesis pārskats stāvoklis atvērts pārbaude izmaiņa uzmetums gala lapa dēlis uzdevums fails vienoties rakstīt zvanīt apmeklēt piedāvājums peļņa atlaide kampaņa apmācība atbalsts atbilde jautājums skaitlis datums īpašnieks kvalitāte būve vieta noliktava pārvadājums rēķins maksājums banka likme izaugsme mērķis rezultāts ceturksnis'.split(' ')
const endings = { english: ['', 's', 'ed', 'ing', 'er', 'ly'], latvian: ['', 'u', 'am', 'iem', 'os', 'ā', 'i', 'ās'] }
const syllables = 'ba be bri ča de dra el fo ga ģe hi ja ka ķe la ļu ma mi na ņa o pa pri ra re sa ste šu ta ti tra u va ve zi žu lo mer tin dor kal bel ser vid lau zen'.split(' ')

/** Different words besides the common ones: names, places, what is written once. */
const rare = 60_000

export interface Text { title: string, text: string }

/** @returns one text after another; a third of them Latvian, 180 words long in the middle, 3,000 at most */
export function writerOf(seed: number): { next: () => Text, word: () => string } {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const oneOfRare = () => rareWord(Math.floor(rare * random() ** 2.5))
  const common = (isLatvian: boolean) => `${pick(isLatvian ? latvian : english)}${random() < 0.6 ? '' : pick(isLatvian ? endings.latvian : endings.english)}`
  const word = (isLatvian: boolean) => (random() < 0.75 ? common(isLatvian) : oneOfRare())
  const words = (count: number, isLatvian: boolean) => Array.from({ length: count }, () => word(isLatvian)).join(' ')
  return {
    next() {
      const isLatvian = random() < 0.33
      const normal = Math.sqrt(-2 * Math.log(random() || 1)) * Math.cos(2 * Math.PI * random())
      return { title: words(2 + Math.floor(random() * 4), isLatvian), text: words(Math.min(3000, Math.round(180 * Math.exp(normal))), isLatvian) }
    },
    word: () => word(random() < 0.33),
  }
}

/** The same number is always the same word. */
function rareWord(number: number): string {
  let [rest, word] = [number * 7919 + 11, '']
  do {
    word += syllables[rest % syllables.length] ?? ''
    rest = Math.floor(rest / syllables.length)
  } while (rest > 0)
  return word.length < 4 ? `${word}${number % 97}` : word
}
