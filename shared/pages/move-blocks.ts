import * as Y from 'yjs'

/** Marks the transaction as this person's own, for undo. */
export const movedBlocks = Symbol('moved blocks')

/** A place between blocks. parent: indexes from the body down to what holds them; empty: the body itself. */
export interface BlockPlace { parent: readonly number[], index: number }
export interface BlockRun extends BlockPlace { count: number }

type Holder = Y.XmlFragment | Y.XmlElement

/** More are never written anew to spare a few. */
const mostSpared = 40

/**
 * Moves blocks that stand beside one another to another place. Yjs knows no moving: what moves is written anew, with its ids, and what others
 * write into the old at that very moment goes with it. So where blocks only pass one another, those are written anew in which nobody is.
 * `to.index` counts the blocks as they stand before. Throws nothing; must not be called within a transaction of others.
 * @param isBusy is somebody else in this block?
 * @param wrap name of the list that items get around them where they come to stand outside one; null: as they are
 * @returns false, and nothing happens: there is no such place, or it lies within what moves
 */
export function moveBlocks(body: Y.XmlFragment, from: BlockRun, to: BlockPlace, { isBusy = nobodyIsIn, wrap = null, emptied }: Moving): boolean {
  const [source, target] = [holderAt(body, from.parent), holderAt(body, to.parent)]
  if (!source || !target) return false
  const blocks = blocksIn(source).slice(from.index, from.index + from.count)
  if (blocks.length !== from.count || to.index > blocksIn(target).length || blocks.some(block => isWithin(target, block))) return false
  if (source === target && wrap === null) return passBy(source, from, to.index, isBusy)
  body.doc?.transact(() => {
    const copies = blocks.map(copyOf)
    const before = blocksIn(target)[to.index]
    insertBefore(target, before, wrap === null ? copies : [wrapped(wrap, copies)])
    removeRun(source, blocks)
    fillEmptied(source, emptied)
  }, movedBlocks)
  return true
}

/** emptied: id of the line that is put where the last block went away */
export interface Moving { isBusy?: (block: Y.XmlElement) => boolean, wrap?: string | null, emptied: string }

const nobodyIsIn = (): boolean => false

function passBy(holder: Holder, { index, count }: BlockRun, to: number, isBusy: (block: Y.XmlElement) => boolean): boolean {
  if (to >= index && to <= index + count) return false
  const all = blocksIn(holder)
  const moved = all.slice(index, index + count)
  const passed = to < index ? all.slice(to, index) : all.slice(index + count, to)
  const isSpared = moved.some(isBusy) && !passed.some(isBusy) && passed.length <= mostSpared
  // Upwards, what moves comes before the first that is passed; what is passed comes behind the last that moves.
  const [written, before] = isSpared ? [passed, to < index ? all[index + count] : moved[0]] : [moved, all[to]]
  holder.doc?.transact(() => {
    insertBefore(holder, before, written.map(copyOf))
    removeRun(holder, written)
  }, movedBlocks)
  return true
}

/** An empty text between blocks is nothing: editors leave them behind. */
const blocksIn = (holder: Holder): Y.XmlElement[] => holder.toArray().filter(child => child instanceof Y.XmlElement)

function holderAt(body: Y.XmlFragment, path: readonly number[]): Holder | null {
  let holder: Holder | undefined = body
  for (const index of path) holder = holder && blocksIn(holder)[index]
  return holder ?? null
}

function isWithin(holder: Holder, block: Y.XmlElement): boolean {
  for (let at: unknown = holder; at instanceof Y.XmlFragment; at = at.parent) if (at === block) return true
  return false
}

/** With everything in it, and its id. */
const copyOf = (block: Y.XmlElement): Y.XmlElement => block.clone()

function insertBefore(holder: Holder, before: Y.XmlElement | undefined, blocks: Y.XmlElement[]): void {
  const at = before ? holder.toArray().indexOf(before) : holder.length
  holder.insert(at < 0 ? holder.length : at, blocks)
}

function removeRun(holder: Holder, blocks: readonly Y.XmlElement[]): void {
  for (const block of blocks) holder.delete(holder.toArray().indexOf(block), 1)
}

const itemOf: Readonly<Record<string, string>> = { bulletList: 'listItem', orderedList: 'listItem', taskList: 'taskItem' }

function wrapped(name: string, items: Y.XmlElement[]): Y.XmlElement {
  const list = new Y.XmlElement(name)
  list.insert(0, items)
  return list
}

/** A list without items goes, too; anything else that holds blocks gets an empty line. */
function fillEmptied(holder: Holder, id: string): void {
  if (blocksIn(holder).length > 0) return
  const around = holder.parent
  if (holder instanceof Y.XmlElement && holder.nodeName in itemOf && around instanceof Y.XmlFragment) {
    around.delete(around.toArray().indexOf(holder), 1)
    return fillEmptied(around, id)
  }
  const line = new Y.XmlElement('paragraph')
  line.setAttribute('id', id)
  holder.insert(holder.length, [line])
}

/**
 * Two people who move one block at the same moment leave two of it. Takes away all but one of those with one of these ids that say the same;
 * everybody who does so takes away the same ones. What differs stays: somebody has written in it.
 */
export function dropDoubles(body: Y.XmlFragment, ids: ReadonlySet<string>): void {
  const alike = new Map<string, Y.XmlElement[]>()
  gather(body, ids, alike)
  const doubles = [...alike.values()].flatMap(blocks => {
    const [first, ...others] = blocks.toSorted(byAge)
    return first ? others.filter(other => other.toJSON() === first.toJSON()) : []
  })
  if (doubles.length > 0) body.doc?.transact(() => doubles.forEach(block => { if (block.parent instanceof Y.XmlFragment) removeRun(block.parent, [block]) }))
}

function gather(holder: Holder, ids: ReadonlySet<string>, found: Map<string, Y.XmlElement[]>): void {
  for (const block of blocksIn(holder)) {
    const id = block.getAttribute('id')
    if (id !== undefined && ids.has(id)) found.set(id, [...found.get(id) ?? [], block])
    else if (block.firstChild instanceof Y.XmlElement) gather(block, ids, found)
  }
}

function byAge(a: Y.XmlElement, b: Y.XmlElement): number {
  const [one, other] = [a._item?.id, b._item?.id]
  if (!one || !other) return 0
  return one.client - other.client || one.clock - other.clock
}

/** The block of the body, or within a list, in which a place lies that another person's caret is said by. */
export function isIn(block: Y.XmlElement, place: Y.RelativePosition): boolean {
  const { doc } = block
  const type = doc && Y.createAbsolutePositionFromRelativePosition(place, doc)?.type
  for (let at: Y.AbstractType<unknown> | null | undefined = type; at; at = at.parent) if (at === block) return true
  return false
}
