import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useLayoutEffect, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useShownCards, useUi } from './board-context.ts'
import { cellOf } from './board-ui.ts'
import styles from './BoardColumns.module.css'
import { Card } from './Card.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { withLift } from './shown.ts'
import { useCards } from './use-board.ts'

interface Props { cell: string, name: string, isCompact: boolean }

/** The cards of a column (in one lane): only those in sight are in the document, and the one that the keyboard is at. */
export function CardCell({ cell, name, isCompact }: Props) {
  const { board, mayEdit } = useBoardContext()
  const shown = useShownCards()
  useCards(board, cellOf(cell).column)
  const lift = useUi(state => state.lift)
  const adding = useUi(state => (state.adding?.cell === cell ? state.adding.place : null))
  const ids = withLift(shown.cards(cell), cell, lift)
  // Not a ref: cards that are drawn in the same moment would ask for it before it is there, and then show nothing.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  return (
    <div className={styles['cell']}>
      {adding === 'top' && <QuickAdd cell={cell} place="top" />}
      <div ref={setScroller} data-scroller className={styles['scroller']}>
        {ids.length > 0 ? scroller && <Cards cell={cell} name={name} ids={ids} isCompact={isCompact} scroller={scroller} /> : <NoCards cell={cell} isFiltered={shown.isFiltered} />}
      </div>
      {adding === 'bottom' && <QuickAdd cell={cell} place="bottom" />}
      {adding === null && mayEdit && <AddButton cell={cell} name={name} />}
    </div>
  )
}

function AddButton({ cell, name }: { cell: string, name: string }) {
  const { t } = useLingui()
  const { ui } = useBoardContext()
  return (
    <button type="button" data-add={cell} aria-label={t`Add a task to ${name}`} className={styles['add']} onClick={() => ui.change({ adding: { cell, place: 'bottom' } })}>
      <Icon of={Plus} /><Trans>Add a task</Trans>
    </button>
  )
}

function NoCards({ cell, isFiltered }: { cell: string, isFiltered: boolean }) {
  const isLanding = useUi(({ landing }) => landing?.cell === cell)
  return <p className={styles['none']} data-landing={isLanding || undefined}>{isFiltered ? <Trans>Nothing here matches</Trans> : <Trans>No tasks</Trans>}</p>
}

interface CardsProps extends Props { ids: readonly string[], scroller: HTMLDivElement }

/** pixels between cards, and above the first: who is at a card is seen over its edge */
const gap = 8

function Cards({ cell, name, ids, isCompact, scroller }: CardsProps) {
  const { ui } = useBoardContext()
  const focus = useUi(state => (state.focus?.cell === cell ? state.focus.id : null))
  const after = useUi(({ landing }) => (landing?.cell === cell ? landing.after ?? '' : null))
  const kept = focus === null ? -1 : ids.indexOf(focus)
  // oxlint-disable-next-line react/incompatible-library -- its answers are read while rendering and never kept
  const virtual = useVirtualizer({
    count: ids.length, getScrollElement: () => scroller, estimateSize: () => (isCompact ? 60 : 88), overscan: 5, gap, paddingStart: gap, paddingEnd: 3,
    getItemKey: index => ids[index] ?? index,
    rangeExtractor: (range: Range) => (kept < 0 ? defaultRangeExtractor(range) : [...new Set([...defaultRangeExtractor(range), kept])].sort((a, b) => a - b)),
  })
  useLayoutEffect(() => { if (kept >= 0 && ui.isAwaitingFocus) virtual.scrollToIndex(kept, { align: 'auto' }) }, [kept, ui, virtual])
  const items = virtual.getVirtualItems()
  const line = after === null ? null : after === '' ? gap / 2 - 1 : (items.find(({ key }) => key === after)?.end ?? -gap) + gap / 2 - 1
  return (
    <div role="grid" aria-label={name} aria-rowcount={ids.length} aria-multiselectable className={styles['cards']} style={{ blockSize: virtual.getTotalSize() }}>
      {items.map(item => (
        <div key={item.key} ref={virtual.measureElement} data-index={item.index} role="none" className={styles['slot']} style={{ transform: `translateY(${item.start}px)` }}>
          <Card cell={cell} id={String(item.key)} index={item.index} isCompact={isCompact} />
        </div>
      ))}
      {line !== null && <div aria-hidden="true" className={styles['line']} style={{ transform: `translateY(${line}px)` }} />}
    </div>
  )
}
