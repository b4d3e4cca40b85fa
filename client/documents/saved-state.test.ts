import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { expect, test } from 'vitest'
import { type Facts, savedStateOf } from './saved-state.ts'

const quiet: Facts = { connection: 'open', refusedWith: null, refusedFor: '', isUnacknowledged: false, unacknowledgedSince: null, copy: 'kept' }
const written = { isUnacknowledged: true, unacknowledgedSince: 1_000 }
const stateOf = (facts: Partial<Facts>, now = 1_000) => savedStateOf({ ...quiet, ...facts }, now)

test('saved is said only when everything is acknowledged', () => {
  expect(stateOf({})).toEqual({ state: 'saved' })
  expect(stateOf({ copy: 'failed' })).toEqual({ state: 'saved' })
  expect(stateOf(written)).toEqual({ state: 'saving', isLate: false })
})

test('a server that answers but acknowledges nothing is late after five seconds', () => {
  expect(stateOf(written, 5_999)).toEqual({ state: 'saving', isLate: false })
  expect(stateOf(written, 6_000)).toEqual({ state: 'saving', isLate: true })
  expect(stateOf({ ...written, copy: 'failed' }, 6_000)).toEqual({ state: 'notStored' })
})

test('without a connection, what was written is kept or lost with the window, and no key changes what is said', () => {
  expect(stateOf({ connection: 'closed' })).toEqual({ state: 'offline', isWaiting: false })
  expect(stateOf({ connection: 'closed', ...written })).toEqual({ state: 'offline', isWaiting: true })
  expect(stateOf({ connection: 'closed', ...written, copy: 'writing' })).toEqual({ state: 'offline', isWaiting: true })
  expect(stateOf({ connection: 'closed', ...written, copy: 'failed' })).toEqual({ state: 'notStored' })
})

test('a page opened again with something unsent never claims to be saved', () => {
  expect(stateOf({ connection: 'opening' })).toEqual({ state: 'opening' })
  expect(stateOf({ connection: 'opening', ...written })).toEqual({ state: 'offline', isWaiting: true })
})

test('a closed door is named, and whether something was left behind it', () => {
  expect(stateOf({ connection: 'closed', refusedWith: closeCode.noAccess })).toEqual({ state: 'refused', reason: 'noAccess', term: '', isWaiting: false, isKept: true })
  expect(stateOf({ refusedWith: closeCode.refusedUpdate, refusedFor: 'clock gap', ...written, copy: 'failed' })).toEqual({ state: 'refused', reason: 'refusedUpdate', term: 'clock gap', isWaiting: true, isKept: false })
  expect(stateOf({ refusedWith: closeCode.otherEpoch, ...written })).toMatchObject({ isWaiting: true, isKept: false })
  expect(stateOf({ refusedWith: 4499 })).toMatchObject({ reason: 'other' })
})
