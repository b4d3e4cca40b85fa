/** A block of cells as spreadsheets put it on the clipboard: rows by line, cells by tab; what has tabs, lines or quotes in it stands in quotes. */
export const writeBlock = (rows: readonly (readonly string[])[]): string => rows.map(cells => cells.map(quoted).join('\t')).join('\n')

const quoted = (text: string): string => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const mostRows = 10_000

export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)|[^\t\r\n]*/gy
  const source = text.replace(/\r?\n$/, '')
  for (let at = 0; at <= source.length && rows.length <= mostRows;) {
    cell.lastIndex = at
    const match = cell.exec(source)
    const found = match?.[0] ?? ''
    rows.at(-1)?.push(match?.[1] === undefined ? found : match[1].replaceAll('""', '"'))
    at += found.length
    if (source[at] === '\t') { at++; continue }
    if (at >= source.length) break
    at += source.startsWith('\r\n', at) ? 2 : 1
    rows.push([])
  }
  return rows
}
