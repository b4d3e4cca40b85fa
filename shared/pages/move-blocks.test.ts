import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seeded } from '../../tests/support/random.ts'
import { dropDoubles, isIn, movedBlocks, moveBlocks } from './move-blocks.ts'
import { appendNodes, type PageNode, readNodes } from './page-json.ts'
import { contentOf } from './page.ts'

const line = (words: string): PageNode => ({ type: 'paragraph', attrs: { id: words }, content: [{ type: 'text', text: words }] })
const item = (words: string): PageNode => ({ type: 'listItem', attrs: { id: `item ${words}` }, content: [line(words)] })
const list = (...words: string[]): PageNode => ({ type: 'bulletList', attrs: { id: 'list' }, content: words.map(item) })

function bodyOf(...nodes: PageNode[]): Y.XmlFragment {
  const body = contentOf(new Y.Doc())
  appendNodes(body, nodes)
  return body
}

/** A second person with the same page, and how what each wrote comes to the other. */
function partnerOf(body: Y.XmlFragment): { body: Y.XmlFragment, meet: () => void } {
  const [mine, theirs] = [body.doc ?? new Y.Doc(), new Y.Doc()]
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  return {
    body: contentOf(theirs),
    meet: () => {
      const [out, back] = [Y.encodeStateAsUpdate(mine, Y.encodeStateVector(theirs)), Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine))]
      Y.applyUpdate(theirs, out)
      Y.applyUpdate(mine, back)
    },
  }
}

const wordsOf = (node: PageNode): string => node.text ?? (node.content ?? []).map(wordsOf).join(node.type.endsWith('List') ? ' · ' : '')
const lines = (body: Y.XmlFragment): string[] => readNodes(body).map(wordsOf)
const type = (body: Y.XmlFragment, index: number, words: string): void => { ((body.get(index) as Y.XmlElement).get(0) as Y.XmlText).insert(1, words) }
const top = (index: number, count = 1) => ({ parent: [], index, count })
const emptied = 'emptied'

describe('blocks move within a page', () => {
  test.each([
    [0, 1, 3, ['b', 'c', 'a', 'd']],
    [0, 2, 4, ['c', 'd', 'a', 'b']],
    [2, 2, 0, ['c', 'd', 'a', 'b']],
    [3, 1, 1, ['a', 'd', 'b', 'c']],
  ])('from %i, %i of them, before %i, whoever is written anew', (index, count, to, wanted) => {
    for (const isBusy of [() => false, (block: Y.XmlElement) => wanted.indexOf(String(block.getAttribute('id'))) === wanted.indexOf('abcd'[index] ?? '')]) {
      const body = bodyOf(...'abcd'.split('').map(line))
      expect(moveBlocks(body, top(index, count), { parent: [], index: to }, { isBusy, emptied })).toBe(true)
      expect(lines(body)).toEqual(wanted)
      expect(readNodes(body).map(({ attrs }) => attrs?.['id'])).toEqual(wanted)
    }
  })

  test('nowhere when there is no such place, or it lies within them', () => {
    const body = bodyOf(line('a'), list('b', 'c'))
    const before = JSON.stringify(readNodes(body))
    for (const to of [{ parent: [], index: 9 }, { parent: [7], index: 0 }, { parent: [1, 0], index: 0 }, { parent: [], index: 1 }, { parent: [], index: 2 }]) {
      expect(moveBlocks(body, top(1), to, { emptied })).toBe(false)
    }
    expect(JSON.stringify(readNodes(body))).toBe(before)
  })

  test('out of a list into one of their own, and a list that lost its last item is gone', () => {
    const body = bodyOf(list('a', 'b'), line('c'))
    expect(moveBlocks(body, { parent: [0], index: 0, count: 2 }, { parent: [], index: 2 }, { wrap: 'bulletList', emptied })).toBe(true)
    expect(lines(body)).toEqual(['c', 'a · b'])
    const callout = bodyOf({ type: 'callout', content: [line('a')] })
    expect(moveBlocks(callout, { parent: [0], index: 0, count: 1 }, { parent: [], index: 0 }, { emptied })).toBe(true)
    expect(readNodes(callout)).toEqual([line('a'), { type: 'callout', content: [{ type: 'paragraph', attrs: { id: 'emptied' } }] }])
  })

  test('in one step of undo, which leaves nothing double', () => {
    const body = bodyOf(line('a'), line('b'), line('c'))
    const undo = new Y.UndoManager(body, { trackedOrigins: new Set([movedBlocks]) })
    moveBlocks(body, top(0), { parent: [], index: 3 }, { emptied })
    undo.undo()
    expect(lines(body)).toEqual(['a', 'b', 'c'])
    undo.redo()
    expect(lines(body)).toEqual(['b', 'c', 'a'])
  })

  test('and what a partner writes at that moment stays where it is known that they are in it', () => {
    const mine = bodyOf(line('aa'), line('bb'), line('cc'))
    const partner = partnerOf(mine)
    type(partner.body, 0, '!')
    const place = Y.createRelativePositionFromTypeIndex((mine.get(0) as Y.XmlElement).get(0) as Y.XmlText, 1)
    moveBlocks(mine, top(0), { parent: [], index: 2 }, { isBusy: block => isIn(block, place), emptied })
    partner.meet()
    expect([lines(mine), lines(partner.body)]).toEqual([['bb', 'a!a', 'cc'], ['bb', 'a!a', 'cc']])
  })

  test.each(Array.from({ length: 40 }, (_, run) => run + 1))('and with blocks on both sides of it nothing is lost or doubled, run %i', seed => {
    const random = seeded(seed)
    const mine = bodyOf(...'abcdef'.split('').map(name => line(name.repeat(3))))
    const partner = partnerOf(mine)
    for (let round = 0; round < 6; round++) {
      const [writes, moves, to] = [random.below(6), random.below(6), random.below(7)]
      const there = partner.body.get(writes) as Y.XmlElement
      const place = Y.createRelativePositionFromTypeIndex(there.get(0) as Y.XmlText, 1)
      type(partner.body, writes, String(round))
      moveBlocks(mine, top(moves), { parent: [], index: to }, { isBusy: block => isIn(block, place), emptied })
      partner.meet()
    }
    expect(lines(mine)).toEqual(lines(partner.body))
    expect(lines(mine).join('').split('').toSorted().join('')).toBe('012345aaabbbcccdddeeefff')
  })

  test('by two people at once without becoming two', () => {
    const mine = bodyOf(line('aa'), line('bb'), line('cc'))
    const partner = partnerOf(mine)
    moveBlocks(mine, top(0), { parent: [], index: 3 }, { emptied })
    moveBlocks(partner.body, top(0), { parent: [], index: 2 }, { emptied })
    partner.meet()
    expect(lines(mine).filter(words => words === 'aa')).toHaveLength(2)
    for (const body of [mine, partner.body]) dropDoubles(body, new Set(['aa']))
    partner.meet()
    expect([lines(mine).toSorted(), lines(mine)]).toEqual([['aa', 'bb', 'cc'], lines(partner.body)])
  })
})
