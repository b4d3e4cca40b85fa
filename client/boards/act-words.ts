import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { QuickTask } from '@kopa/shared/boards/quick-add.ts'
import { useMemo } from 'react'
import type { BoardStore } from './board-store.ts'
import { columnIn } from './board-context.ts'

type Ids = readonly string[]
export type ActWords = ReturnType<typeof useActWords>

/** What was done, in words: for the message, for what undo takes back, and for screen readers. */
export function useActWords() {
  const { t } = useLingui()
  const parts = usePartWords()
  return useMemo(() => {
    const untitled = t`Untitled`
    const titleOf = (board: BoardStore, id: string | undefined): string => board.task(id ?? '')?.title || untitled
    const about = (one: (title: string) => string, several: (count: number) => string) => (board: BoardStore, ids: Ids): string =>
      (ids.length === 1 ? one(titleOf(board, ids[0])) : several(ids.length))
    return {
      added: (tasks: readonly Pick<QuickTask, 'title'>[]): string => {
        const [title, count] = [tasks[0]?.title ?? '', tasks.length]
        return count === 1 ? t`“${title}” added` : t`${plural(count, { one: '# task added', other: '# tasks added' })}`
      },
      moved: about(title => t`“${title}” moved`, count => t`${plural(count, { one: '# task moved', other: '# tasks moved' })}`),
      changed: about(title => t`“${title}” changed`, count => t`${plural(count, { one: '# task changed', other: '# tasks changed' })}`),
      removed: about(title => t`“${title}” removed`, count => t`${plural(count, { one: '# task removed', other: '# tasks removed' })}`),
      /** A sentence of an act that could not be done to all that was meant. */
      stayed: (sentence: string, count: number): string =>
        (count === 0 ? sentence : `${sentence}. ${t`${plural(count, { one: '# task stays: its company decides.', other: '# tasks stay: their company decides.' })}`}`),
      duplicated: about(title => t`“${title}” duplicated`, count => t`${plural(count, { one: '# task duplicated', other: '# tasks duplicated' })}`),
      restored: about(title => t`“${title}” restored`, count => t`${plural(count, { one: '# task restored', other: '# tasks restored' })}`),
      shared: about(title => t`“${title}” shown to everybody`, count => t`${plural(count, { one: '# task shown to everybody', other: '# tasks shown to everybody' })}`),
      renamed: (board: BoardStore, id: string): string => { const title = titleOf(board, id); return t`“${title}” renamed` },
      isIn: (board: BoardStore, ids: Ids, column: string): string => {
        const cards = board.cards(column)
        const [name, position, of, count, title] = [columnIn(board.columns(), column)?.title || untitled, cards.indexOf(ids[0] ?? '') + 1, cards.length, ids.length, titleOf(board, ids[0])]
        return count === 1 ? t`${title} is now in ${name}, ${position} of ${of}.` : t`${plural(count, { one: '# task is now in', other: '# tasks are now in' })} ${name}.`
      },
      followed: (count: number): string => t`${plural(count, { one: 'It comes again: the next one has been added.', other: '# of them come again: the next ones have been added.' })}`,
      planned: about(title => t`“${title}” planned anew`, count => t`${plural(count, { one: '# task planned anew', other: '# tasks planned anew' })}`),
      linked: (board: BoardStore, from: string, to: string): string => {
        const [before, after] = [titleOf(board, from), titleOf(board, to)]
        return t`“${after}” waits for “${before}”`
      },
      linksChanged: about(title => t`Links of “${title}” changed`, count => t`${plural(count, { one: 'Links of # task changed', other: 'Links of # tasks changed' })}`),
      ...parts,
      filled: t`Template filled in`,
    }
  }, [t, parts])
}

/** How copies are called; what is done to a board's columns, labels, files, fields, views and baselines. */
function usePartWords() {
  const { t } = useLingui()
  return useMemo(() => ({
    /** null: there is no limit, or it is kept */
    isOver: (board: BoardStore, column: string): string | null => {
      const limit = columnIn(board.columns(), column)?.limit ?? Infinity
      const over = board.cards(column).length - limit
      return over > 0 ? t`${over} over the limit of ${limit}.` : null
    },
    columnAdded: (name: string): string => t`Column “${name}” added`,
    columnChanged: (name: string): string => t`Column “${name}” changed`,
    columnMoved: (name: string): string => t`Column “${name}” moved`,
    columnRemoved: (name: string): string => t`Column “${name}” removed`,
    labelAdded: (name: string): string => t`Label “${name}” added`,
    labelChanged: (name: string): string => t`Label “${name}” changed`,
    labelRemoved: (name: string): string => t`Label “${name}” removed`,
    copyOf: (title: string): string => { const name = title || t`Untitled`; return t`${name} (copy)` },
    fileAdded: (name: string): string => t`File “${name}” added`,
    fileRemoved: (name: string): string => t`File “${name}” removed`,
    fieldAdded: (name: string): string => t`Field “${name}” added`,
    fieldChanged: (name: string): string => t`Field “${name}” changed`,
    fieldRemoved: (name: string): string => t`Field “${name}” removed`,
    viewKept: (name: string): string => t`View “${name}” kept`,
    viewRemoved: (name: string): string => t`View “${name}” removed`,
    baselineKept: (name: string): string => t`Baseline “${name}” kept`,
    baselineRenamed: (name: string): string => t`Baseline renamed to “${name}”`,
    baselineRemoved: (name: string): string => t`Baseline “${name}” removed`,
    workingDaysChanged: (name: string): string => t`Working days of “${name}” changed`,
    theyDecide: (name: string): string => t`“${name}” decides about its working days`,
    zoneChanged: t`Time zone of the plan changed`,
    usualCalendarChanged: t`Working days of tasks without a company changed`,
  }), [t])
}
