import { isAscii, isUtf8 } from 'node:buffer'
import { Refusal } from './refusal.ts'

/** How deep a value inside an update (attributes of a node, marks) may be nested. */
const valueDepth = 32
/** Bytes of a key, a node name or the name of a root. */
const nameBytes = 1000

/**
 * Reads lib0's encoding (the one Yjs updates are written in) without building what it reads.
 * Every read is bounded by the bytes that are there; anything that a client's decoder would throw on throws a Refusal here.
 */
export class ByteCursor {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new Refusal('truncated')
    return byte
  }

  /** @throws Refusal for more than 2^53 - 1, where numbers stop being exact */
  uint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new Refusal('number out of range')
      if (byte < 128) return value
    }
  }

  /** A count of things of at least one byte each: more than there are bytes is a lie told to make a server allocate. */
  count(): number {
    const count = this.uint()
    if (count > this.left) throw new Refusal('declared but not there')
    return count
  }

  slice(): Uint8Array {
    const length = this.count()
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  /** Passes over a string and answers how many UTF-16 units (clocks, for text) it has. */
  stringUnits(): number {
    const text = this.slice()
    if (isAscii(text)) return text.length
    if (!isUtf8(text)) throw new Refusal('broken text')
    let units = 0
    for (const byte of text) units += (byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1
    return units
  }

  /** A key or name; `__proto__` would change the prototype of the object a client puts it into. */
  name(): string {
    const bytes = this.slice()
    if (bytes.length > nameBytes) throw new Refusal('name too long')
    if (!isUtf8(bytes)) throw new Refusal('broken text')
    const name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    if (name === '__proto__') throw new Refusal('forbidden key')
    return name
  }

  json(): void {
    const bytes = this.slice()
    if (!isUtf8(bytes)) throw new Refusal('broken text')
    try {
      checkValue(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')), 0)
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('broken json')
    }
  }

  /** Passes over one value of lib0's `any` encoding. */
  any(depth = 0): void {
    if (depth > valueDepth) throw new Refusal('nested too deep')
    const tag = this.byte()
    if (tag === 125) return this.#signedInt()
    if (tag === 119) return void this.stringUnits()
    if (tag === 116) return void this.slice()
    if (tag === 117) return this.#list(depth)
    if (tag === 118) return this.#record(depth)
    const size = plainSizes[tag]
    if (size === undefined || size > this.left) throw new Refusal('unknown value')
    this.at += size
  }

  #list(depth: number): void {
    for (let left = this.count(); left > 0; left--) this.any(depth + 1)
  }

  #record(depth: number): void {
    for (let left = this.count(); left > 0; left--) {
      this.name()
      this.any(depth + 1)
    }
  }

  #signedInt(): void {
    let byte = this.byte()
    let value = byte & 63 // its second bit is the sign
    for (let factor = 64; byte >= 128; factor *= 128) {
      byte = this.byte()
      value += (byte & 127) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new Refusal('number out of range')
    }
  }
}

/** Bytes after the tag: undefined and null, booleans, float32, float64, bigint64. */
const plainSizes: Record<number, number> = { 127: 0, 126: 0, 121: 0, 120: 0, 124: 4, 123: 8, 122: 8 }

function checkValue(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > valueDepth) throw new Refusal('nested too deep')
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') throw new Refusal('forbidden key')
    checkValue(inner, depth + 1)
  }
}
