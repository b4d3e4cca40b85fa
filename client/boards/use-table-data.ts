import type { BoardField } from '@kopa/shared/boards/field.ts'
import { groupings } from '@kopa/shared/boards/filter.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useCallback, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useBoardContext } from './board-context.ts'
import type { BoardSearch } from './board-search.ts'
import { shownPercent } from './board-store.ts'
import { type CellSource, rowKeyOf } from './table-cells.ts'
import { columnNamed, columnsIn, fieldIdOf, type TableColumn, type TableLayout } from './table-columns.ts'
import { compareValueGroups, groupKeys, linesOf, readSort, readTableGrouping, type TableGrouping, type TableLine } from './table-lines.ts'
import { useColumns, useFields, useLabels, useTasks } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { type CellWords, useCellWords } from './use-cell-words.ts'
import { useFormulas } from './use-formulas.ts'
import { useLaneOrder } from './use-lane-names.tsx'
import { useShownTasks } from './use-shown-tasks.ts'

export interface TableData {
  fields: readonly BoardField[]
  columns: readonly TableColumn[]
  tasks: ReadonlyMap<string, Task>
  lines: readonly TableLine[]
  /** ids of all tasks that are shown, once each */
  shown: readonly Task[]
  grouping: TableGrouping
  source: CellSource
  words: CellWords
}

export const tableGroupingIn = ({ group, by }: BoardSearch, fields: readonly BoardField[]): TableGrouping => readTableGrouping(group ?? by, fields)

/** What a table shows: filtered, grouped and sorted as the address says. */
export function useTableData(layout: TableLayout, closed: ReadonlySet<string>): TableData {
  const { board } = useBoardContext()
  const [search] = useBoardSearch()
  const fields = useFields(board)
  const tasks = useTasks(board)
  const columns = useMemo(() => columnsIn(layout, fields), [layout, fields])
  const words = useCellWords()
  const needsDates = columns.some(({ own }) => own === 'start' || own === 'finish') || readSort(search.sort).some(({ column }) => column === 'start' || column === 'finish')
  const source = useSource(tasks, fields, { needsDates })
  const grouping = tableGroupingIn(search, fields)
  const shown = useShownTasks(tasks, search)
  const lines = useLines({ shown, fields, source, words, grouping, sort: search.sort, closed })
  return useMemo(() => ({ fields, columns, tasks, lines, shown, grouping, source, words }), [fields, columns, tasks, lines, shown, grouping, source, words])
}

function useSource(tasks: ReadonlyMap<string, Task>, fields: readonly BoardField[], needs: { needsDates: boolean }): CellSource {
  const { board } = useBoardContext()
  const columns = useColumns(board)
  const labels = useLabels(board)
  const { formulas, dates } = useFormulas(tasks, fields, needs)
  return useMemo(() => {
    const known = new Set(columns.map(({ id }) => id))
    return { formulas, dates, labels, columnOf: ({ column }) => (known.has(column) ? column : columns[0]?.id ?? ''), percentOf: task => shownPercent(columns, task) }
  }, [formulas, dates, labels, columns])
}

interface LineParts { shown: readonly Task[], fields: readonly BoardField[], source: CellSource, words: CellWords, grouping: TableGrouping, sort: readonly string[] | undefined, closed: ReadonlySet<string> }

function useLines({ shown, fields, source, words, grouping, sort, closed }: LineParts): readonly TableLine[] {
  const { board, me: { timeZone } } = useBoardContext()
  const { locale } = useLocale()
  const compareGroups = useGroupOrder(grouping, fields)
  const boardColumns = useColumns(board)
  return useMemo(() => {
    const compareText = new Intl.Collator(locale, { numeric: true }).compare
    const ranks = new Map(boardColumns.map(({ id }, at) => [id, at]))
    const sorts = readSort(sort).flatMap(({ column: id, isDown }) => {
      const column = columnNamed(id, fields)
      return column ? [{ isDown, keyOf: (task: Task) => rowKeyOf(column, task, source, words.names, { timeZone, columnRank: key => ranks.get(key) ?? 0 }) }] : []
    })
    return linesOf({ tasks: shown, groupsOf: task => groupKeys(task, grouping, { fields, source }), compareGroups, sorts, compareText, closed })
  }, [shown, fields, source, words, grouping, sort, closed, timeZone, locale, boardColumns, compareGroups])
}

/** As lanes are ordered; columns and options as they lie; what belongs to nobody last. */
function useGroupOrder(grouping: TableGrouping, fields: readonly BoardField[]): ((one: string, other: string) => number) | null {
  const { board, people, companies } = useBoardContext()
  const columns = useColumns(board)
  const field = fields.find(({ id }) => id === fieldIdOf(grouping))
  const { locale } = useLocale()
  const lanes = useLaneOrder(field?.kind === 'person' ? 'assignee' : field?.kind === 'company' ? 'company' : groupings.find(known => known === grouping) ?? 'none', { people, companies })
  const rankOf = useCallback((group: string): number => {
    if (group === '') return Infinity
    if (grouping === 'column') return columns.findIndex(({ id }) => id === group)
    const option = field?.options.findIndex(({ id }) => id === group) ?? -1
    return option >= 0 ? option : lanes.get(group) ?? 1e9
  }, [grouping, columns, field, lanes])
  return useMemo(() => {
    if (grouping === 'none') return null
    const compareText = new Intl.Collator(locale, { numeric: true }).compare
    const titleOf = (group: string): string => (grouping === 'parent' ? board.task(group)?.title ?? '' : '')
    return (one, other) => { const [left, right] = [rankOf(one), rankOf(other)]; return left === right ? compareText(titleOf(one), titleOf(other)) || compareValueGroups(one, other, compareText) : left - right }
  }, [grouping, rankOf, board, locale])
}
