import { expect, test } from 'vitest'
import { circleOf } from './link-circle.ts'

/** 'a<p' lies in p. */
const tasksOf = (...words: string[]) => new Map(words.map(word => word.split('<')).map(([id = '', parent = null]) => [id, { id, parent, rank: id }]))
const linksOf = (...words: string[]) => words.map(word => ({ from: word.charAt(0), to: word.charAt(2) }))

test('a link back to where the chain began closes a circle, and the tasks on it are named in their order', () => {
  const board = { tasks: tasksOf('a', 'b', 'c', 'd'), links: linksOf('a>b', 'b>c', 'a>d') }
  expect(circleOf({ from: 'c', to: 'a' }, board)).toEqual(['a', 'b', 'c'])
  expect(circleOf({ from: 'd', to: 'c' }, board)).toBeNull()
  expect(circleOf({ from: 'a', to: 'c' }, board)).toBeNull()
  expect(circleOf({ from: 'a', to: 'a' }, board)).toEqual(['a'])
})

test('a summary waits for its tasks, and its tasks wait for what it waits for', () => {
  const board = { tasks: tasksOf('p', 'a<p', 'b<p', 'x'), links: linksOf('b>x') }
  expect(circleOf({ from: 'p', to: 'a' }, board)).toEqual(['a', 'p'])
  expect(circleOf({ from: 'a', to: 'p' }, board)).toEqual(['p', 'a'])
  expect(circleOf({ from: 'x', to: 'p' }, board)).toEqual(['p', 'b', 'x'])
  expect(circleOf({ from: 'x', to: 'a' }, board)).toBeNull()
  expect(circleOf({ from: 'p', to: 'x' }, board)).toBeNull()
})
