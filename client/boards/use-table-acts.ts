import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { priorities } from '@kopa/shared/boards/task.ts'
import type { ClipboardEvent } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { readBlock, writeBlock } from './table-block.ts'
import { cellOf } from './table-cells.ts'
import type { TableColumn } from './table-columns.ts'
import { type CellReading, type CellWrite, readCell } from './table-write.ts'
import { useActWords } from './act-words.ts'
import { usePriorityNames } from './use-board-words.ts'
import { writingOf } from './use-cell-words.ts'
import type { TableData } from './use-table-data.ts'
import type { Block, TableGrid } from './use-table-grid.ts'

/** How texts are read into this board's cells. */
export function useCellReading(): CellReading {
  const { locale } = useLocale()
  const { board, people, companies, me, consent, whatIf } = useBoardContext()
  const names = usePriorityNames()
  return {
    ...writingOf(locale), board, companies, timeZone: me.timeZone, userId: me.id, giveTo: whatIf.sandbox ? ids => ids : consent.giveTo, columns: board.columns(), labels: board.labels(),
    people: people.map(({ userId, name }) => ({ id: userId, name })), priorities: priorities.map(id => ({ id, name: names[id] })),
  }
}

/** What is written into many cells at once: pasted, cleared; each one act. */
export function useTableActs(data: TableData, { block }: TableGrid) {
  const { mayEdit } = useBoardContext()
  const reading = useCellReading()
  const writeAll = useWriteAll()
  const { columns, tasks, source, words } = data
  const rows = block === null ? [] : data.lines.slice(block.top, block.bottom + 1).flatMap(line => (line.kind === 'task' ? [line.id] : []))
  function clear(): void {
    if (block === null) return
    const cleared = columns.slice(block.left, block.right + 1).filter(({ own }) => own !== 'title' && own !== 'column').flatMap(column => readCell(column, '', reading) ?? [])
    writeAll({ written: rows.flatMap(id => cleared.map(write => ({ write, id }))), refused: 0 })
  }
  function copy(event: ClipboardEvent): boolean {
    if (block === null || isText(event.target)) return false
    const marked = columns.slice(block.left, block.right + 1)
    event.clipboardData.setData('text/plain', writeBlock(rows.flatMap(id => { const task = tasks.get(id); return task ? [marked.map(column => words.editable(cellOf(column, task, source)))] : [] })))
    event.preventDefault()
    return true
  }
  return {
    /** the tasks of the rows that are marked */
    rows, clear, copy,
    cut: (event: ClipboardEvent) => { if (mayEdit && copy(event)) clear() },
    paste: (event: ClipboardEvent) => {
      if (!mayEdit || block === null || isText(event.target)) return
      event.preventDefault()
      writeAll(pastedInto(block, data, readBlock(event.clipboardData.getData('text/plain')), reading))
    },
    /** false: it cannot be meant, and nothing was written */
    write: (column: TableColumn, ids: readonly string[], text: string): boolean => {
      const write = readCell(column, text, reading)
      if (write) writeAll({ written: ids.map(id => ({ write, id })), refused: 0 })
      return write !== undefined
    },
  }
}

interface Written { written: { write: CellWrite, id: string }[], /** how many cells could not be meant */ refused: number }

function useWriteAll(): (all: Written) => void {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const words = useActWords()
  return ({ written, refused }) => {
    const ids = [...new Set(written.map(({ id }) => id))]
    if (ids.length > 0) board.act(() => written.forEach(({ write, id }) => { const task = board.task(id); if (task) write(board.docOf(id), task) }), words.changed(board, ids))
    if (refused > 0) showToast({ text: t`${plural(refused, { one: '# cell was not understood and stays as it was.', other: '# cells were not understood and stay as they were.' })}` })
    else if (written.length > 1) announce(t`${plural(written.length, { one: '# cell written', other: '# cells written' })}`)
  }
}

/** From the corner of what is marked on; what reaches beyond the table is left out. */
function pastedInto(block: Block, { lines, columns }: Pick<TableData, 'lines' | 'columns'>, pasted: readonly (readonly string[])[], reading: CellReading): Written {
  const [height, width] = sizeOf(pasted, block)
  const all: Written = { written: [], refused: 0 }
  for (let row = 0; row < height; row++) {
    const [line, cells] = [lines[block.top + row], pasted[row % pasted.length] ?? []]
    if (line?.kind !== 'task') continue
    for (let at = 0; at < width; at++) {
      const column = columns[block.left + at]
      const write = column && readCell(column, cells[at % cells.length] ?? '', reading)
      if (write) all.written.push({ write, id: line.id })
      else all.refused++
    }
  }
  return all
}

export type TableActs = ReturnType<typeof useTableActs>

const isText = (target: EventTarget): boolean => target instanceof HTMLElement && target.matches('input, textarea')

/** What is pasted is laid out from the corner; into a larger block that it fits into a whole number of times it is repeated. */
function sizeOf(pasted: readonly (readonly string[])[], { top, bottom, left, right }: Block): [number, number] {
  const [height, width] = [pasted.length, Math.max(1, ...pasted.map(({ length }) => length))]
  const [high, wide] = [bottom - top + 1, right - left + 1]
  return [high > height && high % height === 0 ? high : height, wide > width && wide % width === 0 ? wide : width]
}
