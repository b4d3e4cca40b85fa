import { fold } from '../fold.ts'

/** What the order of hits depends on. changedAt: milliseconds. */
export interface Rankable { title: string, changedAt: number, isOwn: boolean, isSlip: boolean }

const day = 86_400_000

/** Title's beginning > a word of the title > the text; among equals what is one's own and what has changed lately; slips last. Higher is better. */
export function scoreOf({ title, changedAt, isOwn, isSlip }: Rankable, asked: readonly string[], now: number): number {
  const folded = fold(title)
  const age = Math.max(0, now - changedAt) / day
  return (isSlip ? 0 : 1000) + titleScore(folded, asked) + (isOwn ? 20 : 0) + 40 / (1 + age / 14)
}

function titleScore(folded: string, asked: readonly string[]): number {
  if (folded.startsWith(asked.join(' '))) return folded.length === asked.join(' ').length ? 400 : 300
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const found = asked.filter(one => words.some(word => word.startsWith(one))).length
  return 200 * found / asked.length
}
