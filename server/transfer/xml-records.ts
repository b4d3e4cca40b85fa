import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import { SaxesParser } from 'saxes'

/** A file that cannot be read as what it should be; the message is a sentence for whoever brought it. */
export class UnreadableFile extends Error {
  /** what an import tells instead, in the person's language */
  readonly reason: 'broken' | 'unsafe' | 'encoding' | 'empty' | 'other'
  /** near which line; 0: not known */
  readonly line: number
  constructor(message: string, reason: UnreadableFile['reason'] = 'other', line = 0) {
    super(message)
    this.reason = reason
    this.line = line
  }
}

/** An element of which only parts were kept: texts by name, and records by name. */
export class XmlRecord {
  readonly #texts = new Map<string, string>()
  /** those after the first of their name */
  readonly #further = new Map<string, string[]>()
  readonly #records = new Map<string, XmlRecord[]>()

  putText(name: string, text: string): void {
    if (!this.#texts.has(name)) this.#texts.set(name, text)
    else if (this.#further.has(name)) this.#further.get(name)?.push(text)
    else this.#further.set(name, [text])
  }

  putRecord(name: string, record: XmlRecord): void {
    const others = this.#records.get(name)
    if (others) others.push(record)
    else this.#records.set(name, [record])
  }

  /** All texts of this name, empty ones too. */
  texts(name: string): readonly string[] {
    const first = this.#texts.get(name)
    return first === undefined ? [] : [first, ...this.#further.get(name) ?? []]
  }

  /** The first of this name. Null: missing or empty. */
  text(name: string): string | null {
    return this.#texts.get(name) || null
  }

  first(name: string): XmlRecord | null {
    return this.#records.get(name)?.[0] ?? null
  }

  all(name: string): readonly XmlRecord[] {
    return this.#records.get(name) ?? []
  }

  /** `path('Tasks', 'Task')`: all tasks, wherever they are listed. */
  path(...names: readonly string[]): readonly XmlRecord[] {
    return names.reduce<readonly XmlRecord[]>((records, name) => records.flatMap(record => record.all(name)), [this])
  }
}

export interface XmlLimits { readonly bytes: number, readonly depth: number }

/**
 * Reads the root of an XML file, piece by piece, leaving out all elements named in `ignored`. Names are taken without their
 * prefixes. A file with a document type, and so with entities of its own, is not read at all: what they unfold to has no limit.
 * @throws UnreadableFile
 */
export async function readXmlFile(file: string, ignored: ReadonlySet<string>, limits: XmlLimits): Promise<{ name: string, root: XmlRecord }> {
  const { size } = await fs.stat(file)
  if (size > limits.bytes) throw new UnreadableFile(`it has ${Math.ceil(size / 1_000_000)} MB, and no more than ${Math.floor(limits.bytes / 1_000_000)} are read`)
  if (size === 0) throw new UnreadableFile('it is empty', 'empty')
  const building = new Building(ignored, limits)
  const decoder = await decoderOf(file)
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) building.write(decode(() => decoder.decode(bytes, { stream: true })))
  building.write(decode(() => decoder.decode()))
  return building.end()
}

function decode(read: () => string): string {
  try {
    return read()
  } catch {
    throw new UnreadableFile('its letters are not in the encoding that it says', 'encoding')
  }
}

/** By its byte order mark, else by how its first two letters look, else by what it says of itself, else UTF-8. */
async function decoderOf(file: string): Promise<TextDecoder> {
  const opened = await fs.open(file)
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(200), 0, 200, 0)
    return decoderFor(buffer.subarray(0, bytesRead))
  } finally {
    await opened.close()
  }
}

function decoderFor(head: Buffer): TextDecoder {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le')
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be')
  const said = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))?.[1]
  // What says UTF-16 in single bytes is mistaken about itself.
  const encoding = !said || /^utf-?16/i.test(said) ? 'utf-8' : said
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new UnreadableFile(`its encoding "${encoding}" is not known`, 'encoding')
  }
}

/** The elements that are open, and what has been kept of them. */
class Building {
  readonly #parser = new SaxesParser()
  readonly #ignored: ReadonlySet<string>
  readonly #limits: XmlLimits
  readonly #open: { name: string, record: XmlRecord, text: string, hasElements: boolean }[] = []
  #ignoredDepth = 0
  #root: { name: string, root: XmlRecord } | null = null
  #fault: UnreadableFile | null = null

  constructor(ignored: ReadonlySet<string>, limits: XmlLimits) {
    this.#ignored = ignored
    this.#limits = limits
    this.#parser.on('doctype', () => this.#complain('it has a document type, which may hide anything', 'unsafe'))
    this.#parser.on('opentag', ({ name }) => this.#openElement(name.slice(name.indexOf(':') + 1)))
    this.#parser.on('text', text => this.#addText(text))
    this.#parser.on('cdata', text => this.#addText(text))
    this.#parser.on('closetag', () => this.#closeElement())
    // The first fault is told; the parser would go on.
    this.#parser.on('error', error => this.#complain(`it is not whole XML (at line ${error.message.replace(/\.$/, '')})`, 'broken'))
  }

  write(text: string): void {
    this.#parser.write(text)
    if (this.#fault) throw this.#fault
  }

  end(): { name: string, root: XmlRecord } {
    this.#parser.close()
    if (this.#fault) throw this.#fault
    if (!this.#root) throw new UnreadableFile('it is not whole XML (nothing is in it)', 'broken')
    return this.#root
  }

  #complain(why: string, reason: UnreadableFile['reason']): void {
    this.#fault ??= new UnreadableFile(why, reason, this.#parser.line)
  }

  #openElement(name: string): void {
    if (this.#ignoredDepth > 0 || this.#ignored.has(name)) {
      this.#ignoredDepth++
      return
    }
    const parent = this.#open.at(-1)
    if (parent) parent.hasElements = true
    this.#open.push({ name, record: new XmlRecord(), text: '', hasElements: false })
    if (this.#open.length > this.#limits.depth) this.#complain('its elements lie too deep in each other', 'unsafe')
  }

  #addText(text: string): void {
    const element = this.#open.at(-1)
    if (this.#ignoredDepth === 0 && element && element.text.length < longestText) element.text += text
  }

  #closeElement(): void {
    if (this.#ignoredDepth > 0) {
      this.#ignoredDepth--
      return
    }
    const closed = this.#open.pop()
    if (!closed) return
    const parent = this.#open.at(-1)
    if (!parent) this.#root = { name: closed.name, root: closed.record }
    else if (closed.hasElements) parent.record.putRecord(closed.name, closed.record)
    else parent.record.putText(closed.name, closed.text.trim())
  }
}

/** Dates, numbers and names are shorter. */
const longestText = 10_000
