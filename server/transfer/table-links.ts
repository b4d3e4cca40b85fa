import { type LinkType, linkTypes } from '@kopa/shared/boards/link.ts'
import { readDuration } from '@kopa/shared/boards/duration-words.ts'
import { most, type PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { partsOf } from './names.ts'
import { finderOf, type RowTask } from './table-outline.ts'

type PortableLink = PortableBoard['links'][number]

/** '3', '3SS', '3FS+2 days', '12FF-50%', a title: as Microsoft Project writes predecessors, and by name as others do. */
export function linksOfTable(rows: readonly RowTask[], report: Report): PortableLink[] {
  const find = finderOf(rows)
  const numbered = rows.some(({ words }) => words('id') !== '') ? () => null : (words: string) => (/^\d{1,6}$/.test(words) ? rows[Number(words) - 1]?.task.id ?? null : null)
  return rows.flatMap(({ task, words, line }) => partsOf(words('predecessors')).flatMap((part): PortableLink[] => {
    const whole = find(part) ?? numbered(part)
    const { name, type, lag } = whole === null ? readPredecessor(part) : { name: part, ...plain }
    const from = whole ?? find(name) ?? numbered(name)
    if (from === null || from === task.id) {
      report.add('unknownPredecessors', line)
      return []
    }
    return [{ from, to: task.id, type, lag }]
  })).slice(0, most.links)
}

const plain: Pick<PortableLink, 'type' | 'lag'> = { type: 'FS', lag: { kind: 'working', amount: 0 } }

/** Project abbreviates in the language of its user; ours are English. 'e' before the unit: of the clock. */
function readPredecessor(words: string): { name: string } & Pick<PortableLink, 'type' | 'lag'> {
  const parts = /^(.+?)\s*(FS|SS|FF|SF)?\s*(?:([+-])\s*(\d+(?:[.,]\d+)?)\s*(e?)\s*(\p{L}+\.?|%)\??)?$/u.exec(words)
  const [, name = words, said, sign, amount = '', elapsed, unit = ''] = parts ?? []
  const type = linkTypes.find(known => known === said) ?? 'FS' satisfies LinkType
  if (sign === undefined) return { ...plain, name, type }
  const factor = sign === '-' ? -1 : 1
  if (unit === '%') return { name, type, lag: { kind: elapsed ? 'elapsedPercent' : 'percent', amount: factor * Number(amount.replace(',', '.')) } }
  const minutes = readDuration(`${amount} ${unit}`) ?? 0
  // A day of the clock has 24 hours, a week of it seven days; of work eight and five.
  return { name, type, lag: elapsed ? { kind: 'elapsed', amount: Math.round(factor * minutes * (unit.startsWith('d') ? 3 : /^(w|n)/.test(unit) ? 4.2 : 1)) } : { kind: 'working', amount: factor * minutes } }
}
