import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seeded } from '../../tests/support/random.ts'
import { hashOf, packVersion, readVersion, unpackVersion } from './version-bytes.ts'

/** A document that grows by typing and deleting, with what it says after every hundred changes. */
function history(rounds: number, seed: number): { doc: Y.Doc, write: () => void } {
  const random = seeded(seed)
  const doc = new Y.Doc()
  const text = doc.getText('title')
  const write = () => {
    for (let i = 0; i < rounds; i++) {
      const at = random.below(text.length + 1)
      if (random.below(5) === 0 && at < text.length) text.delete(at, Math.min(3, text.length - at))
      else text.insert(at, `${random.next().toString(36).slice(2, 7)} `)
    }
  }
  return { doc, write }
}

describe('a version in storage', () => {
  test('says later what the document said, from its own bytes and its keyframe', () => {
    const { doc, write } = history(100, 7)
    let keyframe: Uint8Array | null = null
    for (let round = 0; round < 20; round++) {
      write()
      const said = doc.getText('title').toJSON()
      const packed = packVersion(doc, 'page', keyframe)
      const version = { bytes: packed.bytes, keyframe: packed.hasKeyframe ? keyframe : null, stateSize: packed.stateSize }
      expect(readVersion('page', version)).toEqual({ content: { title: said, content: [] }, hash: packed.hash })
      expect(Y.encodeStateVector(unpackVersion(version))).toEqual(Y.encodeStateVector(doc))
      keyframe = packed.hasKeyframe ? keyframe : packed.bytes
    }
  })

  test('fifty versions take a small part of what they would take alone', () => {
    const { doc, write } = history(20, 11)
    for (let round = 0; round < 100; round++) write()
    let keyframe: Uint8Array | null = null
    let [together, alone] = [0, 0]
    for (let version = 0; version < 50; version++) {
      write()
      const packed = packVersion(doc, 'page', keyframe)
      together += packed.bytes.length
      alone += packVersion(doc, 'page', null).bytes.length
      keyframe = packed.hasKeyframe ? keyframe : packed.bytes
    }
    console.info(`50 versions: ${together} bytes against their keyframes, ${alone} alone`)
    expect(together).toBeLessThan(alone / 3)
  })

  test('has the hash of its words, however they came about', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()]
    one.getText('title').insert(0, 'Plan')
    other.getText('title').insert(0, 'Pxlan')
    other.getText('title').delete(1, 1)
    expect(hashOf('page', other)).toEqual(hashOf('page', one))
    one.getText('title').insert(4, '!')
    expect(hashOf('page', other)).not.toEqual(hashOf('page', one))
  })

  test('that is damaged says so instead of showing something else', () => {
    const { doc, write } = history(300, 3)
    write()
    const { bytes, stateSize } = packVersion(doc, 'page', null)
    const random = seeded(5)
    for (let round = 0; round < 200; round++) {
      const damaged = Uint8Array.from(bytes)
      const at = random.below(damaged.length)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random.below(8))
      const read = () => readVersion('page', { bytes: damaged, keyframe: null, stateSize })
      try {
        expect(read()).toEqual({ content: { title: doc.getText('title').toJSON(), content: [] }, hash: hashOf('page', doc) })
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }
    expect(() => readVersion('page', { bytes: bytes.subarray(0, -3), keyframe: null, stateSize })).toThrow()
  })
})
