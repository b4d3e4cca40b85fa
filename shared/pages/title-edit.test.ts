import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { titleOf } from './page.ts'
import { movedCaret, oneLine, typeTitle } from './title-edit.ts'

function twoPeople() {
  const [ana, bo] = [new Y.Doc(), new Y.Doc()]
  const sync = () => {
    const [fromAna, fromBo] = [Y.encodeStateAsUpdate(ana), Y.encodeStateAsUpdate(bo)]
    Y.applyUpdate(bo, fromAna)
    Y.applyUpdate(ana, fromBo)
  }
  return { ana: titleOf(ana), bo: titleOf(bo), sync }
}

test('two people typing in one title lose nothing', () => {
  const { ana, bo, sync } = twoPeople()
  typeTitle(ana, 'Plan', 4)
  sync()
  typeTitle(ana, 'Joint Plan', 6)
  typeTitle(bo, 'Plan 2027', 9)
  sync()
  expect(ana.toJSON()).toBe('Joint Plan 2027')
  expect(bo.toJSON()).toBe('Joint Plan 2027')
})

test('a letter among equal letters goes where the caret says', () => {
  const { ana } = twoPeople()
  typeTitle(ana, 'aaa', 3)
  const changes: unknown[] = []
  ana.observe(({ delta }) => changes.push(delta))
  typeTitle(ana, 'aaaa', 2)
  expect(changes).toEqual([[{ retain: 1 }, { insert: 'a' }]])
})

test.each([
  [3, [{ insert: 'ab' }], 5],
  [3, [{ retain: 3 }, { insert: 'ab' }], 3],
  [3, [{ retain: 5 }, { insert: 'ab' }], 3],
  [3, [{ delete: 2 }], 1],
  [3, [{ retain: 1 }, { delete: 9 }], 1],
  [6, [{ retain: 1 }, { delete: 2 }, { retain: 1 }, { insert: 'xyz' }], 7],
])('a caret at %i after %j stands at %i', (position, changes, moved) => expect(movedCaret(position, changes)).toBe(moved))

test('a pasted title is one line', () => expect(oneLine('Joint \r\n launch\nplan')).toBe('Joint launch plan'))
