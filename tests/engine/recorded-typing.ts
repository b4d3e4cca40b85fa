import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Two people's recorded typing. See the README beside the data: positions are Unicode code points. */
export interface RecordedEdit { agent: number, parents: number[], patches: [position: number, deleted: number, inserted: string][] }
export interface Recording { edits: RecordedEdit[], endContent: string }

const folder = path.join(import.meta.dirname, '../../../shared/data/traces')

/** null when the recordings are not beside this repository. */
export function readRecording(name: string): Recording | null {
  const file = path.join(folder, name)
  if (!existsSync(file)) return null
  const { txns, endContent } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))
  return { edits: txns, endContent }
}

/** For each edit, how many edits of each person had been seen when it was made: that and nothing else is its state. */
export function statesBefore({ edits }: Recording): number[][] {
  const after: number[][] = []
  return edits.map(({ agent, parents }) => {
    const before = [0, 1].map(person => Math.max(0, ...parents.map(parent => after[parent]?.[person] ?? 0)))
    after.push(before.map((count, person) => (person === agent ? count + 1 : count)))
    return before
  })
}

/** Code point position -> UTF-16 position, which is what Yjs counts in. */
export function unitsBefore(text: string, codePoints: number): number {
  let units = 0
  for (let left = codePoints; left > 0; left--) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1
  return units
}
