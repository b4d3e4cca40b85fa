import * as Y from 'yjs'
import type { Random } from '../support/random.ts'
import type { Subject } from './convergence-story.ts'

/** What people do to a document, by chance that a seed repeats. Each change says what it was. */

const titleOf = (doc: Y.Doc): Y.Text => doc.getText('title')
const bodyOf = (doc: Y.Doc): Y.Text => doc.getText('body')
const contentOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('content')
const notesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('notes')
const listOf = (doc: Y.Doc): Y.Array<unknown> => doc.getArray('list')

/** Every root there is; also makes them, for whoever only reads. */
const rootsOf = (doc: Y.Doc): Y.AbstractType<unknown>[] => [titleOf(doc), bodyOf(doc), contentOf(doc), notesOf(doc), listOf(doc)] as Y.AbstractType<unknown>[]

type Change = (doc: Y.Doc, random: Random) => string

const words = ['a', 'bc', ' ', 'ķēķis', 'several words at once, ', '\n'] as const
const marks = [{ bold: true }, { bold: null }, { italic: true }, { italic: null }, { link: { href: 'https://example.com' } }, { bold: true, italic: null }] as const

function write(text: Y.Text, random: Random): string {
  const [at, piece] = [random.below(text.length + 1), random.pick(words)]
  text.insert(at, piece)
  return `writes ${JSON.stringify(piece)} at ${at}`
}

function erase(text: Y.Text, random: Random): string {
  if (text.length === 0) return write(text, random)
  const at = random.below(text.length)
  const count = 1 + random.below(Math.min(6, text.length - at))
  text.delete(at, count)
  return `erases ${count} at ${at}`
}

function mark(text: Y.Text, random: Random): string {
  if (text.length === 0) return write(text, random)
  const at = random.below(text.length)
  const [count, attributes] = [1 + random.below(text.length - at), random.pick(marks)]
  text.format(at, count, attributes)
  return `marks ${count} at ${at} with ${JSON.stringify(attributes)}`
}

function embed(text: Y.Text, random: Random): string {
  const at = random.below(text.length + 1)
  text.insertEmbed(at, { image: random.below(9) })
  return `puts an image at ${at}`
}

const inText = (text: Y.Text, random: Random): string => random.pick([write, write, erase, mark, embed])(text, random)
/** Objects have no place there: the keeper takes them out again. */
const inBlockText = (text: Y.Text, random: Random): string => random.pick([write, write, erase, mark])(text, random)

/** An emoji is two units; no editor cuts it in half. */
function changeTitle(doc: Y.Doc, random: Random): string {
  const title = titleOf(doc)
  const letters = title.toJSON()
  const edge = (at: number) => (/[\udc00-\udfff]/.test(letters[at] ?? '') ? at - 1 : at)
  const at = edge(random.below(title.length + 1))
  if (random.chance(0.4) && at < title.length) title.delete(at, edge(Math.min(title.length, at + 2 + random.below(4))) - at)
  else title.insert(at, random.pick([...words, '🐦']))
  return `title at ${at}`
}

function block(words_: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words_)])
  return paragraph
}

function row(cells: number, random: Random): Y.XmlElement {
  const made = new Y.XmlElement('tableRow')
  made.insert(0, Array.from({ length: cells }, () => cell(random)))
  return made
}

function cell(random: Random): Y.XmlElement {
  const made = new Y.XmlElement('tableCell')
  made.insert(0, [block(random.pick(words))])
  return made
}

const elementsIn = (parent: Y.XmlFragment | Y.XmlElement, name?: string): Y.XmlElement[] =>
  parent.toArray().filter(child => child instanceof Y.XmlElement).filter(({ nodeName }) => name === undefined || nodeName === name)

const textsIn = (parent: Y.XmlFragment | Y.XmlElement): Y.XmlText[] =>
  parent.toArray().flatMap(child => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []))

function addBlock(doc: Y.Doc, random: Random): string {
  const at = random.below(contentOf(doc).length + 1)
  const table = random.chance(0.3)
  const made = table ? new Y.XmlElement('table') : block(random.pick(words))
  if (table) made.insert(0, [row(2, random), row(2, random)])
  contentOf(doc).insert(at, [made])
  return `a ${made.nodeName} at ${at}`
}

function removeBlock(doc: Y.Doc, random: Random): string {
  const content = contentOf(doc)
  if (content.length === 0) return addBlock(doc, random)
  const at = random.below(content.length)
  content.delete(at, 1)
  return `removes block ${at}`
}

function editBlock(doc: Y.Doc, random: Random): string {
  const texts = textsIn(contentOf(doc))
  if (texts.length === 0) return addBlock(doc, random)
  const at = random.below(texts.length)
  const text = texts[at]
  return text ? `in block text ${at} ${inBlockText(text, random)}` : ''
}

function setAttribute(doc: Y.Doc, random: Random): string {
  const elements = elementsIn(contentOf(doc))
  if (elements.length === 0) return addBlock(doc, random)
  const [at, name, value] = [random.below(elements.length), random.pick(['align', 'level']), `${random.below(4)}`]
  if (random.chance(0.2)) elements[at]?.removeAttribute(name)
  else elements[at]?.setAttribute(name, value)
  return `block ${at} has ${name} ${value} or none`
}

/** Rows and columns, as an editor's table commands change them: a column is a cell in every row. */
function changeTable(doc: Y.Doc, random: Random): string {
  const tables = elementsIn(contentOf(doc), 'table')
  const table = tables.length > 0 ? random.pick(tables) : null
  const rows = table ? elementsIn(table) : []
  const [first] = rows
  if (!table || !first) return addBlock(doc, random)
  const act = random.below(5)
  const at = random.below(rows.length)
  if (act === 0) table.insert(at, [row(first.length, random)])
  if (act === 1) table.delete(at, 1)
  const column = random.below(first.length + 1)
  if (act === 2) for (const each of rows) each.insert(Math.min(column, each.length), [cell(random)])
  if (act === 3) for (const each of rows) if (column < each.length) each.delete(column, 1)
  const cells = rows.flatMap(each => elementsIn(each))
  if (act === 4 && cells.length > 0) random.pick(cells).setAttribute('colspan', `${1 + random.below(3)}`)
  return `table act ${act} at row ${at}, column ${column}`
}

/** Plain values, and types within types. */
function value(random: Random): unknown {
  const inner = new Y.Map<unknown>()
  inner.set('n', random.below(9))
  return random.pick([() => random.below(100), () => null, () => ({ deep: [true, 'x', { y: 1.5 }] }), () => inner, () => Y.Array.from([1, 2, 3]), () => new Y.Text('inner')])()
}

function changeNotes(doc: Y.Doc, random: Random): string {
  const [notes, key] = [notesOf(doc), random.pick(['a', 'b', 'c'])]
  const there = notes.get(key)
  if (there instanceof Y.Text) return `in note ${key} ${inText(there, random)}`
  if (there instanceof Y.Map && random.chance(0.7)) there.set(random.pick(['m', 'n']), value(random))
  else if (there instanceof Y.Array && random.chance(0.7)) changeArray(there, random)
  else if (random.chance(0.2)) notes.delete(key)
  else notes.set(key, value(random))
  return `note ${key}`
}

function changeArray(list: Y.Array<unknown>, random: Random): string {
  const at = random.below(list.length + 1)
  const there = list.length > at ? list.get(at) : undefined
  if (there instanceof Y.Map && random.chance(0.6)) there.set('n', random.below(9))
  else if (there !== undefined && random.chance(0.4)) list.delete(at, 1)
  else list.insert(at, [value(random)])
  return `list at ${at}`
}

const changes: readonly Change[] = [
  changeTitle, changeTitle,
  (doc, random) => `body: ${inText(bodyOf(doc), random)}`, (doc, random) => `body: ${inText(bodyOf(doc), random)}`,
  addBlock, removeBlock, editBlock, editBlock, editBlock, setAttribute, changeTable, changeTable,
  changeNotes, changeNotes, (doc, random) => changeArray(listOf(doc), random),
]

/** One change; several of them in one transaction are one step for undo and one update. */
const change = (doc: Y.Doc, random: Random): string => random.pick(changes)(doc, random)

/** A document of every shape there may be. */
export const anyPage: Subject = { rootsOf, change, faultIn: () => null }
