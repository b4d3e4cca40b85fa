import { ByteCursor } from './byte-cursor.ts'
import { clockGap, Refusal } from './refusal.ts'

/** Structs in one update; a returning client that wrote offline for weeks stays far below. */
const mostStructs = 250_000
/** Ranges of deletions in one update. All there are, in a document that says them in as few as it can (taking-away.ts), are half as many. */
const mostDeletions = 2_000_000
/** Clocks of a client id: two thousand million keystrokes. Beyond, JavaScript's bit operations would lie. */
const mostClocks = 2 ** 31
/** Client ids one update may bring new structs for: each makes every later exchange dearer for everybody. */
export const mostSections = 1000

export interface Id { client: number, clock: number }

/** What an update says about one struct, as far as the guard looks. */
export interface Struct {
  clock: number
  length: number
  origin: Id | null
  rightOrigin: Id | null
  parent: Id | null
  /** the name of the root type it is put into; null when parent or neighbours say where */
  root: string | null
  isKeyed: boolean
  content: number
  /** what kind of shared type it makes, when `content` is contentType.type */
  typeRef: number
}

/** The structs of one client id, without gaps: from..to in clocks, `to` excluded. */
export interface Section { client: number, from: number, to: number, structs: Struct[] }
export interface Deletion { client: number, clock: number, length: number }
/** `notes`: bytes that say what is deleted; 0 where nothing is. */
export interface ReadUpdate { sections: Section[], deletions: Deletion[], notes: number }

/** Content references of the Yjs V1 format (Item.js, `contentRefs`). */
export const contentType = { gc: 0, deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8, doc: 9, skip: 10 } as const
export const typeRef = { array: 0, map: 1, text: 2, xmlElement: 3, xmlFragment: 4, xmlHook: 5, xmlText: 6 } as const

/**
 * Reads a whole Yjs update (format V1), to the last byte, before anything is done with it.
 * @throws Refusal when a client's decoder would throw, loop, allocate or silently misread
 */
export function readUpdate(bytes: Uint8Array): ReadUpdate {
  const cursor = new ByteCursor(bytes)
  const sections = readSections(cursor)
  const { left } = cursor
  const deletions = readDeletions(cursor)
  // Bytes in format V2 look like an empty update followed by more.
  if (cursor.left > 0) throw new Refusal('bytes after the end')
  return { sections, deletions, notes: deletions.length > 0 ? left : 0 }
}

/** An update that says nothing: what a client answers that has nothing new. */
export const isEmptyUpdate = (update: ReadUpdate): boolean => update.sections.length === 0 && update.deletions.length === 0

function readSections(cursor: ByteCursor): Section[] {
  const count = cursor.count()
  if (count > mostSections) throw new Refusal('too many client ids')
  const sections: Section[] = []
  const clients = new Set<number>()
  let structs = 0
  for (let i = 0; i < count; i++) {
    const section = readSection(cursor)
    structs += section.structs.length
    if (structs > mostStructs) throw new Refusal('too many structs')
    // Yjs would silently keep only the last of two.
    if (clients.has(section.client)) throw new Refusal('client id twice')
    clients.add(section.client)
    sections.push(section)
  }
  return sections
}

function readSection(cursor: ByteCursor): Section {
  const count = cursor.count()
  if (count === 0) throw new Refusal('no structs')
  if (count > mostStructs) throw new Refusal('too many structs')
  const client = cursor.uint()
  const from = cursor.uint()
  const structs: Struct[] = []
  let to = from
  for (let i = 0; i < count; i++) {
    const struct = readStruct(cursor, to)
    if (struct.length === 0) throw new Refusal('zero length')
    structs.push(struct)
    to += struct.length
    if (to > mostClocks) throw new Refusal('number out of range')
  }
  return { client, from, to, structs }
}

const originBit = 0x80
const rightOriginBit = 0x40
const keyBit = 0x20

function readStruct(cursor: ByteCursor, clock: number): Struct {
  const info = cursor.byte()
  const content = info & 0x1f
  if (content === contentType.skip) throw new Refusal(clockGap)
  const struct: Struct = { clock, length: 0, origin: null, rightOrigin: null, parent: null, root: null, isKeyed: false, content, typeRef: -1 }
  if (content === contentType.gc) {
    if (info !== 0) throw new Refusal('unknown struct')
    struct.length = cursor.uint()
    return struct
  }
  readPlace(cursor, info, struct)
  readContent(cursor, struct)
  return struct
}

function readPlace(cursor: ByteCursor, info: number, struct: Struct): void {
  if (info & originBit) struct.origin = readId(cursor)
  if (info & rightOriginBit) struct.rightOrigin = readId(cursor)
  struct.isKeyed = (info & keyBit) !== 0
  if (struct.origin || struct.rightOrigin) return
  const isRoot = cursor.uint()
  if (isRoot > 1) throw new Refusal('unknown parent')
  if (isRoot === 1) struct.root = cursor.name()
  else struct.parent = readId(cursor)
  if (struct.isKeyed) cursor.name()
}

const readId = (cursor: ByteCursor): Id => ({ client: cursor.uint(), clock: cursor.uint() })

/** Sub-documents, hooks and the JSON content of Yjs before 2020 are never written by a page or board: they are refused. */
function readContent(cursor: ByteCursor, struct: Struct): void {
  struct.length = 1
  switch (struct.content) {
    case contentType.deleted: struct.length = cursor.uint(); return
    case contentType.binary: cursor.slice(); return
    case contentType.string: struct.length = cursor.stringUnits(); return
    case contentType.embed: cursor.json(); return
    case contentType.format: cursor.name(); cursor.json(); return
    case contentType.type: readType(cursor, struct); return
    case contentType.any: readValues(cursor, struct); return
    default: throw new Refusal('unknown content')
  }
}

function readType(cursor: ByteCursor, struct: Struct): void {
  struct.typeRef = cursor.uint()
  if (struct.typeRef > typeRef.xmlText || struct.typeRef === typeRef.xmlHook) throw new Refusal('unknown type')
  if (struct.typeRef === typeRef.xmlElement) cursor.name()
}

function readValues(cursor: ByteCursor, struct: Struct): void {
  struct.length = cursor.count()
  for (let left = struct.length; left > 0; left--) cursor.any()
}

function readDeletions(cursor: ByteCursor): Deletion[] {
  const deletions: Deletion[] = []
  const clients = new Set<number>()
  for (let left = cursor.count(); left > 0; left--) {
    const client = cursor.uint()
    if (clients.has(client)) throw new Refusal('client id twice')
    clients.add(client)
    for (let ranges = cursor.count(); ranges > 0; ranges--) {
      const deletion = { client, clock: cursor.uint(), length: cursor.uint() }
      if (deletion.length === 0) throw new Refusal('zero length')
      deletions.push(deletion)
      if (deletions.length > mostDeletions) throw new Refusal('too many deletions')
    }
  }
  return deletions
}
