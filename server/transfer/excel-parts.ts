import { readXmlEvents } from './xml-events.ts'

/** What stands beside the sheets of a workbook (ECMA-376, part 1, 18): texts, looks, the list of sheets. */
type Parts = Readonly<Record<string, Uint8Array>>

/** Texts that cells point at. How they are to be pronounced is passed over. */
export function sharedStringsOf(parts: Parts): string[] {
  const strings: string[] = []
  let isPronounced = false
  readXmlEvents(parts['xl/sharedStrings.xml'], {
    open(name) {
      if (name === 'si') strings.push('')
      if (name === 'rPh') isPronounced = true
    },
    text(name, value) { if (name === 't' && !isPronounced && strings.length > 0) strings[strings.length - 1] += value },
    close(name) { if (name === 'rPh') isPronounced = false },
  })
  return strings
}

/** The looks under which a number is a date. */
export function dateStylesOf(parts: Parts): Set<number> {
  const formats = new Map<number, string>()
  const styles = new Set<number>()
  let [isInCells, at] = [false, 0]
  readXmlEvents(parts['xl/styles.xml'], {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells && isDate(Number(attributes['numFmtId'] ?? 0), formats)) styles.add(at)
      if (name === 'xf' && isInCells) at++
    },
    close(name) { if (name === 'cellXfs') isInCells = false },
  })
  return styles
}

/** Of Excel's own (18.8.30), those with a day, a month or a year; of others, what says so outside quotes and brackets. */
function isDate(id: number, formats: ReadonlyMap<number, string>): boolean {
  const code = formats.get(id)
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/General/gi, ''))
}

export function partsOfWorkbook(parts: Parts): { sheets: string[], countsFrom1904: boolean } {
  const targets = new Map<string, string>()
  readXmlEvents(parts['xl/_rels/workbook.xml.rels'], { open(name, { Id = '', Target = '' }) { if (name === 'Relationship') targets.set(Id, Target.replace(/^\/?(xl\/)?/, 'xl/')) } })
  const sheets: string[] = []
  let countsFrom1904 = false
  readXmlEvents(parts['xl/workbook.xml'], {
    open(name, attributes) {
      if (name === 'workbookPr') countsFrom1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      const target = targets.get(attributes['id'] ?? '')
      if (name === 'sheet' && target !== undefined && (attributes['state'] ?? 'visible') === 'visible') sheets.push(target)
    },
  })
  const found = sheets.length > 0 ? sheets : Object.keys(parts).filter(name => name.startsWith('xl/worksheets/')).toSorted()
  return { sheets: found.slice(0, 50), countsFrom1904 }
}
