import { SaxesParser } from 'saxes'
import { UnreadableFile } from './xml-records.ts'

/** Names come without their prefixes. */
export interface XmlEvents {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  /** a piece of the text of the element `name` */
  text?: (name: string, text: string) => void
  close?: (name: string) => void
}

const [piece, mostDepth] = [1 << 16, 100]

/** Reads XML in UTF-8, piece by piece, without keeping any of it. What is not there says nothing. @throws UnreadableFile */
export function readXmlEvents(bytes: Uint8Array | undefined, { open, text, close }: XmlEvents): void {
  if (bytes === undefined || bytes.length === 0) return
  const parser = new SaxesParser()
  const names: string[] = []
  let fault: UnreadableFile | null = null
  const complain = (why: string, reason: UnreadableFile['reason']) => { fault ??= new UnreadableFile(why, reason, parser.line) }
  const say = (value: string) => { const name = names.at(-1); if (name !== undefined) text?.(name, value) }
  parser.on('doctype', () => complain('it has a document type, which may hide anything', 'unsafe'))
  parser.on('error', ({ message }) => complain(`it is not whole XML (${message})`, 'broken'))
  parser.on('opentag', ({ name, attributes }) => {
    names.push(own(name))
    if (names.length > mostDepth) complain('its elements lie too deep in each other', 'unsafe')
    open?.(own(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [own(key), value])))
  })
  parser.on('text', say)
  parser.on('cdata', say)
  parser.on('closetag', ({ name }) => {
    close?.(own(name))
    names.pop()
  })
  const decoder = new TextDecoder()
  const check = () => { if (fault) throw fault as Error }
  for (let at = 0; at < bytes.length; at += piece) {
    parser.write(decoder.decode(bytes.subarray(at, at + piece), { stream: true }))
    check()
  }
  parser.close()
  check()
}

const own = (name: string): string => name.slice(name.indexOf(':') + 1)
