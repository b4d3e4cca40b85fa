import { FileText } from 'lucide-react'
import { expect, test } from 'vitest'
import { askedWords } from '@kopa/shared/search/fold.ts'
import { matching, matchOf, type MenuOption } from './menu-option.ts'

const score = (title: string, words: string, also = '') => matchOf({ title, also }, askedWords(words))

test('a name answers by its beginning, by the beginnings of its words, or by other words for it, with and without diacritics', () => {
  expect([score('Jauna lapa', 'jauna la'), score('Jauns dēlis', 'deli'), score('Full width', 'wid ful'), score('Latviešu', 'language', 'Language')]).toEqual([3, 2, 2, 1])
  expect([score('New page', 'age'), score('New page', 'new board'), score('New page', '🚀'), score('New page', '')]).toEqual([0, 0, 0, 0])
})

test('the best stand first, and those that are alike in the order they came', () => {
  const option = (title: string): MenuOption => ({ id: title, title, icon: FileText, go: () => undefined })
  const titles = (words: string, most?: number) => matching(['Old plan', 'Plan of work', 'Other', 'Planning'].map(option), askedWords(words), most).map(({ title }) => title)
  expect([titles('plan'), titles('plan', 2), titles('x')]).toEqual([['Plan of work', 'Planning', 'Old plan'], ['Plan of work', 'Planning'], []])
})
