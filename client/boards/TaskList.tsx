import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { Plus } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useShownCards, useUi } from './board-context.ts'
import { cellKey, cellOf } from './board-ui.ts'
import { QuickAdd } from './QuickAdd.tsx'
import styles from './TaskList.module.css'
import { TaskRow } from './TaskRow.tsx'
import { useCards, useColumns, useTasks } from './use-board.ts'
import { stageIcons } from './use-board-words.ts'
import { useLaneNames } from './use-lane-names.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useTidyFocus } from './use-tidy-focus.ts'

export type ListLine = { kind: 'head', cell: string } | { kind: 'task', cell: string, id: string } | { kind: 'add', cell: string }

/** The same board as rows, grouped by column: the same selection, the same keys. Only rows in sight are in the document. */
export function TaskList() {
  const { t } = useLingui()
  const { ui } = useBoardContext()
  const root = useRef<HTMLDivElement>(null)
  const lines = useLines()
  const onKeyDown = useListKeys(lines)
  useTidyFocus(root)
  const focus = useUi(state => state.focus)
  const kept = lines.findIndex(line => line.kind === 'task' && line.id === focus?.id && line.cell === focus.cell)
  // oxlint-disable-next-line react/incompatible-library -- its answers are read while rendering and never kept
  const virtual = useVirtualizer({
    count: lines.length, getScrollElement: () => root.current, estimateSize: index => (lines[index]?.kind === 'head' ? 44 : 38), overscan: 10,
    getItemKey: index => keyOf(lines[index]),
    rangeExtractor: (range: Range) => (kept < 0 ? defaultRangeExtractor(range) : [...new Set([...defaultRangeExtractor(range), kept])].sort((a, b) => a - b)),
  })
  useLayoutEffect(() => { if (kept >= 0 && ui.isAwaitingFocus) virtual.scrollToIndex(kept, { align: 'auto' }) }, [kept, ui, virtual])
  return (
    // Rows and buttons inside are what one comes to; this only hears their keys.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} data-board className={styles['list']} onKeyDown={onKeyDown}>
      <div role="grid" aria-label={t`Tasks`} aria-rowcount={lines.length} aria-multiselectable className={styles['rows']} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => {
          const line = lines[item.index]
          return line && (
            <div key={item.key} ref={virtual.measureElement} data-index={item.index} data-cell={line.cell} role="none" className={styles['slot']} style={{ transform: `translateY(${item.start}px)` }}>
              {line.kind === 'head' && <Head cell={line.cell} index={item.index} />}
              {line.kind === 'task' && <TaskRow cell={line.cell} id={line.id} index={item.index} />}
              {line.kind === 'add' && <AddRow cell={line.cell} index={item.index} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const keyOf = (line: ListLine | undefined): string => (line === undefined ? '' : line.kind === 'task' ? `${line.cell} ${line.id}` : `${line.kind} ${line.cell}`)

function useLines(): readonly ListLine[] {
  const { board, mayEdit } = useBoardContext()
  const columns = useColumns(board)
  const tasks = useTasks(board)
  const shown = useShownCards()
  return useMemo(() => shown.lanes.flatMap(lane => columns.flatMap((column): ListLine[] => {
    const cell = cellKey({ column: column.id, lane })
    const cards = shown.cards(cell).filter(id => tasks.has(id))
    if (cards.length === 0 && (shown.isFiltered || lane !== '')) return []
    return [{ kind: 'head', cell }, ...cards.map((id): ListLine => ({ kind: 'task', cell, id })), ...mayEdit && !shown.isFiltered ? [{ kind: 'add', cell } as const] : []]
  })), [columns, tasks, shown, mayEdit])
}

function Head({ cell, index }: { cell: string, index: number }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const { grouping, cards } = useShownCards()
  const tellLane = useLaneNames()
  const { column: id, lane } = cellOf(cell)
  const column = useColumns(board).find(one => one.id === id)
  const whole = useCards(board, id).length
  const laneName = grouping === 'none' ? null : tellLane(lane)
  if (!column) return null
  const count = cards(cell).length
  return (
    <div role="row" aria-rowindex={index + 1} className={styles['head']}>
      <span role="rowheader">
        {laneName && <>{laneName.mark}<span>{laneName.name}</span><i aria-hidden="true">/</i></>}
        <Icon of={stageIcons[column.stage]} /><span>{column.title || t`Untitled`}</span>
        <small><Filled count={count} whole={whole} limit={column.limit} /></small>
      </span>
    </div>
  )
}

/** How many there are; the limit is one of the column as a whole, of which a lane, or what a filter leaves, is a part. */
function Filled({ count, whole, limit }: { count: number, whole: number, limit: number | null }) {
  const tasks = <Plural value={count} one="# task" other="# tasks" />
  if (limit === null) return tasks
  return <>{count === whole ? <>{count} / {limit}</> : <>{tasks} · <Trans>{whole} / {limit} in the whole column</Trans></>}{whole > limit && <> · <Trans>over the limit</Trans></>}</>
}

function AddRow({ cell, index }: { cell: string, index: number }) {
  const { t } = useLingui()
  const { board, ui } = useBoardContext()
  const adding = useUi(state => state.adding?.cell === cell)
  const name = useColumns(board).find(({ id }) => id === cellOf(cell).column)?.title || t`Untitled`
  return (
    <div role="row" aria-rowindex={index + 1}>
      <div role="gridcell">
        {adding ? <QuickAdd cell={cell} place="bottom" /> : <button type="button" data-add={cell} aria-label={t`Add a task to ${name}`} className={styles['add']} onClick={() => ui.change({ adding: { cell, place: 'bottom' } })}><Icon of={Plus} /><Trans>Add a task</Trans></button>}
      </div>
    </div>
  )
}
