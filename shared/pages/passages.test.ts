import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readPage, revertPage } from './page-content.ts'
import type { PageNode } from './page-json.ts'
import { fillPage } from './page-verbs.ts'
import { addPassage, movePassage, mostNeighbours, neighboursOf, type PassagePlace, passagesOf, passagesRoot, placeBefore, placePassages, readPassages, removePassage, stepPassage, withPassages } from './passages.ts'
import { projectPage } from './projection.ts'

const paragraph = (text: string, id?: string): PageNode => ({ type: 'paragraph', ...(id && { attrs: { id } }), content: [{ type: 'text', text }] })
const nowhere: PassagePlace = { before: [], after: [], order: 'U' }
const passage = (id: string, place: Partial<PassagePlace> = {}) => ({ id, place: { ...nowhere, ...place }, content: [paragraph(`words of ${id}`)] })

/** Where each passage stands among the blocks, as one line. */
function lineOf(passages: { id: string, place: PassagePlace }[], blocks: (string | null)[]): string {
  const placed = placePassages(passages, blocks)
  const there = (index: number) => (placed.get(index) ?? []).map(({ id }) => id)
  return [...blocks.flatMap((block, index) => [...there(index), block ?? '-']), ...there(blocks.length)].join(' ')
}

describe('a passage stands where it was put', () => {
  const blocks = ['a', 'b', 'c', 'd']
  const middle = { id: 'P', place: { ...neighboursOf(blocks, 2), order: 'U' } }

  test.each([
    ['among the same blocks', blocks, 'a b P c d'],
    ['when the block before it is split by Enter', ['a', 'b', 'new', 'c', 'd'], 'a b new P c d'],
    ['when the block behind it is gone', ['a', 'b', 'd'], 'a b P d'],
    ['when all behind it are gone', ['a', 'b', 'x'], 'a b P x'],
    ['when only one far before it is left', ['x', 'a', 'y'], 'x a P y'],
    ['at the end, where nobody overlooks it, when nothing is left', ['x', 'y'], 'x y P'],
    ['beside blocks without an id', [null, 'b', null, 'c'], '- b - P c'],
  ])('%s', (_when, now, line) => { expect(lineOf([middle], now)).toBe(line) })

  test('first and last', () => {
    expect(lineOf([{ id: 'first', place: { ...neighboursOf(blocks, 0), order: '' } }, { id: 'last', place: { ...neighboursOf(blocks, 4), order: '' } }], blocks)).toBe('first a b c d last')
  })

  test('names only its nearest neighbours', () => {
    const many = Array.from({ length: 50 }, (_, index) => `b${index}`)
    const { before, after } = neighboursOf(many, 20)
    expect([before.length, after.length, before[0], after[0]]).toEqual([mostNeighbours, mostNeighbours, 'b20', 'b19'])
  })
})

describe('the side of a page', () => {
  test('holds passages in their order, moves and removes them', () => {
    const side = new Y.Doc()
    for (const [id, order] of [['one', 'B'], ['two', 'A'], ['three', 'A']] as const) addPassage(side, passage(id, { order }))
    expect(passagesOf(side).map(({ id }) => id)).toEqual(['three', 'two', 'one'])
    movePassage(side, 'three', { before: ['x'], after: [], order: 'C' })
    removePassage(side, 'two')
    expect(readPassages(side)).toEqual([passage('one', { order: 'B' }), passage('three', { before: ['x'], order: 'C' })])
  })

  test('reads whatever somebody wrote there', () => {
    const side = new Y.Doc()
    const root = passagesRoot(side)
    root.set('text', 'no passage')
    root.set('empty', new Y.Map())
    addPassage(side, passage('odd'))
    const entry = root.get('odd') as Y.Map<unknown>
    for (const place of [null, 5, 'x', [], { before: 'b', after: [1, '', 'x'.repeat(1000), 'ok'], order: {} }]) {
      entry.set('place', place)
      expect(passagesOf(side)).toHaveLength(1)
    }
    expect(passagesOf(side)[0]?.place).toEqual({ before: [], after: ['ok'], order: '' })
  })

  test('is found by its words, kept by versions and brought back by them, and written anew whole', () => {
    const side = new Y.Doc()
    addPassage(side, passage('one'))
    addPassage(side, passage('two'))
    expect(projectPage(side).text).toBe('words of one\nwords of two')
    const before = readPage(side)
    removePassage(side, 'one')
    addPassage(side, passage('later'))
    revertPage(side, before)
    expect(readPage(side)).toEqual(before)
    const anew = new Y.Doc()
    fillPage(anew, before)
    expect(readPage(anew)).toEqual(before)
  })

  test('a page without passages says what it said before there were any', () => {
    const page = new Y.Doc()
    fillPage(page, { title: 'Plan', content: [paragraph('text')] })
    expect(Object.keys(readPage(page))).toEqual(['title', 'content'])
  })
})

test('a page as its company reads it holds the passages between its blocks', () => {
  const page = [paragraph('first', 'a'), paragraph('second', 'b')]
  const read = withPassages(page, [passage('P', { before: ['b'] }), passage('Q', { after: ['b'] })])
  expect(read.map(({ type, attrs }) => attrs?.['id'] ?? type)).toEqual(['a', 'passage', 'b', 'passage'])
})

describe('a passage goes up and down', () => {
  const blocks = ['a', 'b']

  /** The line after each step. */
  function walk(id: string, step: 'up' | 'down', times: number): string[] {
    let all = ['P', 'Q', 'R'].reduce<{ id: string, place: PassagePlace }[]>((some, name) => [...some, { id: name, place: placeBefore(some, blocks, 1) }], [])
    return Array.from({ length: times }, () => {
      const place = stepPassage(all, blocks, id, step)
      all = all.map(one => (one.id === id && place ? { id, place } : one)).toSorted((x, y) => (x.place.order < y.place.order ? -1 : 1))
      return lineOf(all, blocks)
    })
  }

  test('past its neighbours, then past blocks, as far as there are any', () => {
    expect(walk('R', 'up', 4)).toEqual(['a P R Q b', 'a R P Q b', 'R a P Q b', 'R a P Q b'])
    expect(walk('P', 'down', 4)).toEqual(['a Q P R b', 'a Q R P b', 'a Q R b P', 'a Q R b P'])
  })

  test('also when somebody has written keys that are none, or the same', () => {
    const same = ['P', 'Q'].map(id => ({ id, place: { ...nowhere, order: 'U' } }))
    expect(stepPassage(same, blocks, 'Q', 'up')).not.toBeNull()
    const side = new Y.Doc()
    addPassage(side, passage('odd', { order: 'no key \u{0}' }))
    expect(stepPassage(passagesOf(side), blocks, 'odd', 'up')?.after).toEqual(['a'])
  })
})
