import type { LucideIcon } from 'lucide-react'
import { fold } from '@kopa/shared/fold.ts'
import { marksOf, type Range, wantedOf } from '@kopa/shared/search/snippet.ts'

/** A text, and what in it was looked for. */
export interface MarkedText { text: string, marks: readonly Range[] }

/** One line of the command menu. */
export interface MenuOption {
  id: string
  title: string
  /** Other words by which people look for it. */
  also?: string
  /** The server found it. */
  isFound?: true
  /** What was looked for, in the title; and the words around it. */
  marks?: readonly Range[]
  excerpt?: MarkedText
  /** What it lies in: its board, its workspace. */
  where?: string
  icon?: LucideIcon
  /** What the icon says, where it is not told by anything else. */
  iconLabel?: string
  /** A page's own. */
  emoji?: string | null
  /** The company that alone sees it. */
  privateTo?: { name: string, color: number } | null
  /** The keys that do the same: 'Ctrl \\'. */
  shortcut?: string
  go: () => void
}

export interface MenuGroup { id: string, heading: string, options: readonly MenuOption[] }

/** How well a name answers what was asked for (folded words): 3 it begins so, 2 its words do, 1 other words for it do, 0 not at all. */
export function matchOf({ title, also = '' }: Pick<MenuOption, 'title' | 'also'>, asked: readonly string[]): number {
  if (asked.length === 0) return 0
  const name = fold(title)
  if (name.startsWith(asked.join(' '))) return 3
  if (hasAll(name, asked)) return 2
  return hasAll(`${name} ${fold(also)}`, asked) ? 1 : 0
}

const hasAll = (text: string, asked: readonly string[]): boolean => {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return asked.every(one => words.some(word => word.startsWith(one)))
}

/** Those that answer, the best first, as many as `most`. */
export const matching = (options: readonly MenuOption[], asked: readonly string[], most = options.length): MenuOption[] =>
  options.map(option => ({ option, score: matchOf(option, asked) })).filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score).slice(0, most).map(({ option }) => option)

export function withMarks(options: readonly MenuOption[], asked: readonly string[]): MenuOption[] {
  const wanted = wantedOf(asked)
  return options.map(option => ({ ...option, marks: marksOf(option.title, wanted) }))
}
