import { expect, test } from 'vitest'
import { BoardUi } from './board-ui.ts'

const rows = ['1', '2', '3', '4', '5', '6']
const selected = (ui: BoardUi): string => [...ui.state().selected].toSorted().join(' ')

test('Shift selects from where one stands, and less again on the way back', () => {
  const ui = new BoardUi()
  ui.selectFrom('4')
  ui.extendTo('6', rows)
  expect(selected(ui)).toBe('4 5 6')
  ui.extendTo('5', rows)
  expect(selected(ui)).toBe('4 5')
  ui.extendTo('3', rows)
  expect(selected(ui)).toBe('3 4')
})

test('a selection with Shift keeps what was chosen one by one, and begins at the last of it', () => {
  const ui = new BoardUi()
  ui.toggle('1')
  ui.toggle('5')
  ui.extendTo('6', rows)
  ui.extendTo('4', rows)
  expect(selected(ui)).toBe('1 4 5')
})

test('a plain click lets go of what is selected elsewhere; a step without Shift only begins anew', () => {
  const ui = new BoardUi()
  ui.toggle('1')
  ui.startAt('3')
  ui.extendTo('4', rows)
  expect(selected(ui)).toBe('1 3 4')
  ui.selectFrom('4')
  expect(selected(ui)).toBe('1 3 4')
  ui.selectFrom('6')
  expect(selected(ui)).toBe('')
})

test('where a selection begins is only known of rows that are there', () => {
  const ui = new BoardUi({ focus: { cell: 'c', id: '2' } })
  ui.startAt('gone')
  ui.extendTo('3', rows)
  expect(selected(ui)).toBe('2 3')
})
