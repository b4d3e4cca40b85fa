import { describe, expect, test } from 'vitest'
import { fold } from '../fold.ts'
import { askedWords, wordsOf } from './fold.ts'
import { scoreOf } from './ranking.ts'
import { marksOf, snippetOf, wantedOf } from './snippet.ts'
import { wordsOneSlipAway } from './typos.ts'

describe('folding', () => {
  test.each([
    ['Palaišanas PLĀNS', 'palaisanas plans'], ['Ķīmija, ģērbtuve', 'kimija, gerbtuve'], ['Straße', 'strasse'], ['Łódź', 'lodz'], ['Ёлка й', 'елка и'], ['İstanbul ı', 'istanbul i'], ['ﬁle', 'file'], ['№5 ㎏', 'no5 kg'], ['Pla\u0304ns', 'plans'],
  ])('%s is %s, however it is composed', (text, folded) => {
    expect([fold(text), fold(text.normalize('NFD')), fold(text.normalize('NFC'))]).toEqual([folded, folded, folded])
  })

  test('words are letters and digits, each once, and never long', () => {
    expect(wordsOf("plan-v2.pdf, Plan's 'x' & | ! :* 🚀 שלום")).toEqual(['plan', 'v2', 'pdf', 's', 'x', 'שלום'])
    expect(wordsOf('x'.repeat(100)).map(({ length }) => length)).toEqual([40, 20])
    expect([askedWords('a b c d e f g h i j').length, askedWords('%_()🚀')]).toEqual([8, []])
  })
})

test.each(['launch', 'palaisanas', 'договор'])('one slip away from %s is whatever one key makes of it', word => {
  const near = new Set(wordsOneSlipAway(word))
  const letter = word.startsWith('д') ? 'ж' : 'x'
  for (let at = 0; at < word.length; at++) {
    const [before, rest] = [word.slice(0, at), word.slice(at + 1)]
    expect([before + rest, before + letter + rest, before + letter + word.slice(at)].every(one => near.has(one)), String(at)).toBe(true)
    if (rest && rest[0] !== word[at]) expect(near.has(`${before}${rest[0]}${word[at]}${rest.slice(1)}`)).toBe(true)
  }
  expect([near.has(word), wordsOneSlipAway('abc'), wordsOneSlipAway('x'.repeat(30))]).toEqual([false, [], []])
})

describe('marks', () => {
  const marked = (text: string, words: string[]) => marksOf(text, wantedOf(words)).map(([from, to]) => text.slice(from, to))

  test('are on what was typed, in the letters of the text', () => {
    expect(marked('Palaišanas plāns un pla\u0304nots', ['plan', 'palai'])).toEqual(['Palai', 'plān', 'pla\u0304n'])
    expect(marked('Straßenbau', ['strass'])).toEqual(['Straß'])
    expect(marked('<b>launch</b>', ['launch'])).toEqual(['launch'])
  })

  test('a snippet begins at a word a little before the first hit', () => {
    const { text, marks } = snippetOf(`${'long words before it '.repeat(20)}the crane permit\nis here`, wantedOf(['crane']))
    expect(text).toMatch(/^\S.*the crane permit is here$/)
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['crane'])
    expect(snippetOf('nothing', wantedOf(['x']))).toEqual({ text: 'nothing', marks: [] })
  })
})

test('the beginning of a title comes before a word of it, before the text, before slips; one\'s own and new first', () => {
  const now = 1_000 * 86_400_000
  const score = (title: string, rest: object = {}) => scoreOf({ title, changedAt: 0, isOwn: false, isSlip: false, ...rest }, ['plan'], now)
  const scores = [score('Plāns'), score('Our plan', { isOwn: true }), score('Our plan', { changedAt: now }), score('Notes', { changedAt: now, isOwn: true }), score('Plan', { isSlip: true })]
  expect([score('Plan') > score('Plans'), scores[2]! > score('Our plan')]).toEqual([true, true])
  expect([scores[0]! > scores[1]!, scores[1]! > scores[3]!, scores[3]! > scores[4]!]).toEqual([true, true, true])
})
