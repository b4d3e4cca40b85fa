import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readPage, revertPage } from './page-content.ts'
import { choosePageSettings, isEmoji, readPageSettings, settingsOf } from './page-settings.ts'
import { fillPage } from './page-verbs.ts'
import { projectPage } from './projection.ts'

const nothingChosen = { icon: null, cover: null, width: 'narrow', language: null, direction: null }
const fileId = '0b9f3a52-31f5-4f9c-9d57-3a3a7b1c2d4e'

test('what is chosen is read again, and taken back it is as if it had never been', () => {
  const doc = new Y.Doc()
  expect(readPageSettings(doc)).toEqual(nothingChosen)
  choosePageSettings(doc, { icon: '🚀', cover: { fileId, position: 20 }, width: 'full', language: 'lv', direction: 'rtl' })
  expect(readPageSettings(doc)).toEqual({ icon: '🚀', cover: { fileId, position: 20 }, width: 'full', language: 'lv', direction: 'rtl' })
  expect(projectPage(doc).icon).toBe('🚀')
  choosePageSettings(doc, { icon: null, cover: null, width: 'narrow', language: null, direction: null })
  expect(settingsOf(doc).size).toBe(0)
})

test.each<[unknown, boolean]>([
  ['🚀', true], ['👩‍💻', true], ['🇱🇻', true], ['❤️', true], ['1️⃣', true], ['👍🏽', true], ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', true],
  ['', false], ['a', false], ['1', false], ['🚀🚀', false], ['<b>', false], ['🚀x', false], [7, false], [null, false], [{}, false], ['👨‍👩‍👧‍👦'.repeat(9), false],
])('%j as an icon: %s', (value, is) => {
  expect(isEmoji(value)).toBe(is)
})

test('whatever somebody writes there by hand is either a setting or nothing', () => {
  const doc = new Y.Doc()
  const map = settingsOf(doc)
  for (const hostile of ['"><script>', 7, {}, { fileId: '../../etc', position: 1 }, [], new Uint8Array(3), new Y.Map(), { fileId, position: { valueOf: 1 } }]) {
    for (const key of ['icon', 'cover', 'width', 'language', 'direction']) map.set(key, hostile instanceof Y.Map ? new Y.Map() : hostile)
    expect({ ...readPageSettings(doc), cover: null }).toEqual(nothingChosen)
    expect(readPageSettings(doc).cover ?? { fileId, position: 50 }).toEqual({ fileId, position: 50 })
    expect(() => JSON.stringify(readPage(doc))).not.toThrow()
  }
})

test('a version keeps all settings, those of a newer Kopa too, and going back to it brings them back', () => {
  const doc = new Y.Doc()
  const before = readPage(doc)
  expect(before).not.toHaveProperty('settings')
  choosePageSettings(doc, { icon: '🚀' })
  settingsOf(doc).set('verifiedUntil', '2027-01-31')
  const kept = readPage(doc)
  expect(kept.settings).toEqual({ icon: '🚀', verifiedUntil: '2027-01-31' })
  choosePageSettings(doc, { icon: '🎯', width: 'full' })
  revertPage(doc, kept)
  expect(readPage(doc)).toEqual(kept)
  const copy = new Y.Doc()
  fillPage(copy, kept)
  expect(readPage(copy)).toEqual(kept)
  revertPage(doc, before)
  expect(readPage(doc)).toEqual(before)
})
