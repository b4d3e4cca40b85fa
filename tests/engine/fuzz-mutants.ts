import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Random } from '../support/random.ts'

/** An update taken apart, so that each part of it can be made wrong by itself. */
interface LooseId { client: number, clock: number }
interface LooseStruct { ref: number, origin: LooseId | null, rightOrigin: LooseId | null, parent: LooseId | string | null, key: string | null, content: Uint8Array }
interface LooseSection { client: number, clock: number, count: number, structs: LooseStruct[] }
interface LooseDeletion { client: number, clock: number, length: number }
export interface LooseUpdate { sections: LooseSection[], deletions: LooseDeletion[] }

export function takeApart(bytes: Uint8Array): LooseUpdate {
  const { structs, ds } = Y.decodeUpdate(bytes)
  const sections: LooseSection[] = []
  for (const struct of structs) {
    const last = sections.at(-1)
    const section = last?.client === struct.id.client ? last : { client: struct.id.client, clock: struct.id.clock, count: 0, structs: [] }
    if (section !== last) sections.push(section)
    section.structs.push(loosen(struct))
    section.count++
  }
  const deletions = [...ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => ({ client, clock, length: len })))
  return { sections, deletions }
}

function loosen(struct: Y.Item | Y.GC | { length: number }): LooseStruct {
  if (!(struct instanceof Y.Item)) return { ref: 0, origin: null, rightOrigin: null, parent: null, key: null, content: number(struct.length) }
  const encoder = new Y.UpdateEncoderV1()
  struct.content.write(encoder, 0)
  const parent = struct.parent as unknown as LooseId | string | null // a decoded item has not looked up its parent yet
  return { ref: struct.content.getRef(), origin: struct.origin, rightOrigin: struct.rightOrigin, parent, key: struct.parentSub, content: encoding.toUint8Array(encoder.restEncoder) }
}

const number = (value: number): Uint8Array => encoding.encode(encoder => encoding.writeVarUint(encoder, value))

export function putTogether({ sections, deletions }: LooseUpdate): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, sections.length)
    for (const section of sections) writeSection(encoder, section)
    const byClient = Map.groupBy(deletions, ({ client }) => client)
    encoding.writeVarUint(encoder, byClient.size)
    for (const [client, ranges] of byClient) {
      for (const value of [client, ranges.length, ...ranges.flatMap(({ clock, length }) => [clock, length])]) encoding.writeVarUint(encoder, value)
    }
  })
}

function writeSection(encoder: encoding.Encoder, { client, clock, count, structs }: LooseSection): void {
  for (const value of [count, client, clock]) encoding.writeVarUint(encoder, value)
  for (const struct of structs) writeStruct(encoder, struct)
}

function writeStruct(encoder: encoding.Encoder, { ref, origin, rightOrigin, parent, key, content }: LooseStruct): void {
  encoding.writeUint8(encoder, ref | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (key === null ? 0 : 0x20))
  if (ref !== 0) {
    for (const id of [origin, rightOrigin]) if (id) writeId(encoder, id)
    if (!origin && !rightOrigin) writeParent(encoder, parent, key)
  }
  encoding.writeUint8Array(encoder, content)
}

function writeParent(encoder: encoding.Encoder, parent: LooseId | string | null, key: string | null): void {
  encoding.writeVarUint(encoder, typeof parent === 'object' ? 0 : 1)
  if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
  else writeId(encoder, parent ?? { client: 1, clock: 0 })
  if (key !== null) encoding.writeVarString(encoder, key)
}

function writeId(encoder: encoding.Encoder, { client, clock }: LooseId): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

const clients = [1, 2, 3, 9, 10]
const roots = ['title', 'content', 'map', 'list', 'other', '__proto__']
const keys = ['a', 'b', 'align', '__proto__']
const edges = [0, 1, 2, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53 - 1]

/** One to three things about `update` made wrong (or only different); `donor` gives structs to splice in. */
export function mutated(random: Random, update: Uint8Array, donor: Uint8Array): Uint8Array {
  const loose = takeApart(update)
  for (let left = 1 + random.below(3); left > 0; left--) random.pick(mutations)(random, loose, takeApart(donor))
  const bytes = putTogether(loose)
  if (random.chance(0.15) && bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256)
  return random.chance(0.02) ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes
}

type Mutation = (random: Random, update: LooseUpdate, donor: LooseUpdate) => void

/** Mostly something near what is there; sometimes a number at an edge. */
const near = (random: Random, value: number) => (random.chance(0.1) ? random.pick(edges) : Math.max(0, value + random.below(7) - 3))
const anyId = (random: Random): LooseId => ({ client: random.pick(clients), clock: random.chance(0.05) ? random.pick(edges) : random.below(40) })

const ofSection = (change: (random: Random, section: LooseSection) => void): Mutation => (random, { sections }) => {
  if (sections.length > 0) change(random, random.pick(sections))
}
const ofStruct = (change: (random: Random, struct: LooseStruct, donor: LooseUpdate) => void): Mutation => (random, { sections }, donor) => {
  const structs = sections.flatMap(section => section.structs)
  if (structs.length > 0) change(random, random.pick(structs), donor)
}
const ofDeletion = (change: (random: Random, deletion: LooseDeletion) => void): Mutation => (random, { deletions }) => {
  if (deletions.length > 0) change(random, random.pick(deletions))
}

const recount = (section: LooseSection) => { section.count = section.structs.length }

const contents: [ref: number, content: (random: Random) => Uint8Array][] = [
  [0, random => number(near(random, 2))],
  [1, random => number(near(random, 2))],
  [2, () => Uint8Array.of(1, 1, 49)],
  [3, () => Uint8Array.of(2, 7, 7)],
  [4, random => encoding.encode(encoder => encoding.writeVarString(encoder, random.pick(['', 'x', 'ā🐦', '\ud83d'])))],
  [5, random => encoding.encode(encoder => encoding.writeVarString(encoder, random.pick(['{"a":1}', 'null', '7', '{', '{"__proto__":1}'])))],
  [6, random => encoding.encode(encoder => { encoding.writeVarString(encoder, random.pick(keys)); encoding.writeVarString(encoder, random.pick(['true', 'null', '{}', 'x'])) })],
  [7, random => { const type = random.below(8); return type === 3 || type === 5 ? Uint8Array.of(type, 1, 112) : number(type) }],
  [8, random => random.pick([Uint8Array.of(1, 120), Uint8Array.of(2, 126, 125, 5), Uint8Array.of(0), Uint8Array.of(1, 118, 1, 1, 97, 127), Uint8Array.of(9, 120), Uint8Array.of(1, 125, 0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)])],
  [9, () => Uint8Array.of(1, 103, 126)],
  [10, random => number(random.below(5))],
]

const mutations: Mutation[] = [
  ofSection((random, section) => { section.clock = near(random, section.clock) }),
  ofSection((random, section) => { section.client = random.chance(0.1) ? random.pick(edges) : random.pick(clients) }),
  ofSection((random, section) => { section.count = near(random, section.count) }),
  ofSection((random, section) => { section.structs.splice(random.below(section.structs.length + 1), 1); recount(section) }),
  ofSection((random, section) => { if (section.structs[0]) section.structs.push({ ...random.pick(section.structs) }); recount(section) }),
  ofSection((random, section) => { section.structs = random.shuffled(section.structs) }),
  ofStruct((random, struct) => { struct.origin = random.chance(0.2) ? null : anyId(random) }),
  ofStruct((random, struct) => { struct.rightOrigin = random.chance(0.2) ? null : anyId(random) }),
  ofStruct((_random, struct) => { [struct.origin, struct.rightOrigin] = [struct.rightOrigin, struct.origin] }),
  ofStruct((random, struct) => { struct.parent = random.chance(0.5) ? random.pick(roots) : anyId(random); struct.origin = null; struct.rightOrigin = null }),
  ofStruct((random, struct) => { struct.key = random.chance(0.4) ? null : random.pick(keys) }),
  ofStruct((random, struct) => { const [ref, content] = random.pick(contents); struct.ref = ref; struct.content = content(random) }),
  ofStruct((random, struct) => { struct.ref = random.below(32) }),
  ofStruct((random, struct, donor) => { const structs = donor.sections.flatMap(section => section.structs); if (structs.length > 0) Object.assign(struct, random.pick(structs)) }),
  (random, update, donor) => { if (donor.sections.length > 0) update.sections.splice(random.below(update.sections.length + 1), 0, random.pick(donor.sections)) },
  ofDeletion((random, deletion) => { deletion.clock = near(random, deletion.clock) }),
  ofDeletion((random, deletion) => { deletion.length = near(random, deletion.length) }),
  ofDeletion((random, deletion) => { deletion.client = random.pick(clients) }),
  (random, update) => { update.deletions.push({ ...anyId(random), length: random.below(6) }) },
]
