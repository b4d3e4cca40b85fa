import { Value } from 'typebox/value'
import { isTimeZone } from '@kopa/shared/time.ts'
import { BoardFile, type PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { cleanBlocks, writable } from '@kopa/shared/transfer/blocks.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { ImportFault } from './import-fault.ts'
import { inOrder } from './table-outline.ts'

/** Any JSON; a key that would reach into the objects of the program is none of a file that somebody wrote for us. @throws ImportFault */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new ImportFault('importUnsafe')
      return typeof value === 'string' ? writable(value) : value
    })
  } catch (error) {
    if (error instanceof ImportFault) throw error
    // Nested deeper than the program can follow.
    if (error instanceof RangeError) throw new ImportFault('importUnsafe')
    throw new ImportFault('importNotWhole', { line: lineOf(text, error) })
  }
}

/** The runtime tells the place of a fault in its message. */
function lineOf(text: string, error: unknown): number {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  return text.slice(0, at === undefined ? text.length : Number(at)).split('\n').length
}

/** A board in Kopa's own format, exactly as its schema says. @throws ImportFault */
export function readKopaJson(value: unknown, report: Report): PortableBoard {
  if (!Value.Check(BoardFile, value)) {
    const [fault] = Value.Errors(BoardFile, value)
    throw new ImportFault('importBadFormat', { place: fault?.instancePath.slice(0, 100) || '/' })
  }
  if (value.tasks.length === 0 && value.columns.length === 0) throw new ImportFault('importNothing')
  for (const { files = [] } of value.tasks) for (const { name } of files) report.add('attachments', name)
  const zone = isTimeZone(value.settings.zone) ? value.settings.zone : 'UTC'
  return { ...value, settings: { ...value.settings, zone }, tasks: inOrder(value.tasks).map(task => ({ ...task, description: cleanBlocks(task.description) })) }
}

export const writeJson = (board: PortableBoard): string => `${JSON.stringify(board, null, 1)}\n`
