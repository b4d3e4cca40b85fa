import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

const drained = (turns: Turns<string>): (string | undefined)[] => Array.from({ length: turns.length + 1 }, () => turns.next())

test('one of each, then the next of each; whoever comes late comes in where the others are', () => {
  const turns = new Turns<string>()
  for (const one of ['ana 1', 'ana 2', 'ana 3']) turns.add('ana', one)
  turns.add(null, 'nobody\'s')
  turns.add('bo', 'bo 1')
  expect([turns.next(), turns.next()]).toEqual(['ana 1', 'nobody\'s'])
  turns.add('cy', 'cy 1')
  turns.add('bo', 'bo 2')
  expect(turns.length).toBe(5)
  expect(drained(turns)).toEqual(['bo 1', 'ana 2', 'cy 1', 'bo 2', 'ana 3', undefined])
})

test('where there is no room, who has most waiting gives way to who has less, and to nobody else', () => {
  const turns = new Turns<string>()
  for (const one of ['ana 1', 'ana 2', 'ana 3']) turns.add('ana', one)
  turns.add('bo', 'bo 1')
  expect(turns.giveWay('ana')).toBeUndefined()
  expect(turns.giveWay('bo')).toBe('ana 3')
  expect(turns.giveWay('bo')).toBeUndefined()
  expect(turns.giveWay('cy')).toBe('ana 2')
  expect(turns.giveWay('cy')).toBeUndefined()
  expect(turns.all()).toEqual(['ana 1', 'bo 1'])
  expect(new Turns<string>().giveWay('ana')).toBeUndefined()
})
