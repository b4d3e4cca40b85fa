import { inflateSync } from 'node:zlib'

/** What somebody reads in a PDF as Chromium writes it: its pages with their sizes in points, and their text without breaks: a word may be of several fonts. */
export function readPdf(pdf: Buffer): { size: string, text: string }[] {
  const source = pdf.toString('latin1')
  const objects = new Map([...source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]))
  const pages = [...objects.values()].filter(body => /\/Type \/Page\n/.test(body))
  return pages.map(body => {
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(body) ?? []
    const fonts = new Map([...body.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, lettersOf(objects.get(id) ?? '', objects)]))
    const [, contents = ''] = /\/Contents (\d+) 0 R/.exec(body) ?? []
    return { size: `${Math.round(Number(width))} × ${Math.round(Number(height))}`, text: textOf(streamOf(objects.get(contents) ?? ''), fonts) }
  })
}

interface Letters { readonly digits: number, readonly of: ReadonlyMap<string, string> }

function streamOf(body: string): string {
  const [, head = '', rest = ''] = /^([\s\S]*?)stream\r?\n([\s\S]*)endstream$/.exec(body) ?? []
  // As long as it says: the last of the bytes may look like an end of line.
  const bytes = rest.slice(0, Number(/\/Length (\d+)/.exec(head)?.[1]))
  return /FlateDecode/.test(head) ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes
}

/** A font's codes, of two hexadecimal digits or four, and the letters they stand for (PDF 32000-1, 9.10.3). */
function lettersOf(font: string, objects: ReadonlyMap<string, string>): Letters {
  const map = streamOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '') ?? '')
  const of = new Map<string, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', letter = ''] of block.matchAll(/<(\w+)> <(\w+)>/g)) of.set(code.toUpperCase(), wordOf(letter))
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', until = '', letter = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let at = 0; at <= parseInt(until, 16) - parseInt(from, 16); at++) of.set((parseInt(from, 16) + at).toString(16).padStart(from.length, '0').toUpperCase(), String.fromCharCode(parseInt(letter, 16) + at))
    }
  }
  return { digits: /\/Subtype \/Type0/.test(font) ? 4 : 2, of }
}

const wordOf = (hex: string): string => (hex.match(/.{4}/g) ?? []).map(one => String.fromCharCode(parseInt(one, 16))).join('')

function textOf(content: string, fonts: ReadonlyMap<string, Letters>): string {
  let [font, text]: [Letters | undefined, string] = [undefined, '']
  for (const [, name, codes] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name)
    else text += (codes?.match(new RegExp(`.{${font?.digits ?? 4}}`, 'g')) ?? []).map(code => font?.of.get(code.toUpperCase()) ?? '').join('')
  }
  return text
}
