import { ChevronDown, ChevronRight, Plus } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Column } from '@kopa/shared/boards/column.ts'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useShownCards, useUi } from './board-context.ts'
import { cellKey } from './board-ui.ts'
import styles from './BoardColumns.module.css'
import { CardCell } from './CardCell.tsx'
import { ColumnHead } from './ColumnHead.tsx'
import { useColumns } from './use-board.ts'
import { useBoardKeys } from './use-board-keys.ts'
import { useCardDrag } from './use-card-drag.ts'
import { CardWordsContext, useCardWords } from './use-card-lines.ts'
import { useLaneNames } from './use-lane-names.tsx'
import { useTidyFocus } from './use-tidy-focus.ts'

/** The board as columns of cards, in lanes when they are grouped. */
export function BoardColumns({ isCompact }: { isCompact: boolean }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const root = useRef<HTMLDivElement>(null)
  const columns = useColumns(board)
  const shown = useShownCards()
  useTidyFocus(root)
  const onKeyDown = useBoardKeys()
  const onPointerDown = useCardDrag(root)
  const isDragging = useUi(({ dragged }) => dragged.size > 0)
  const told = useCardWords()
  const isLaned = shown.grouping !== 'none'
  return (
    <CardWordsContext value={told}>
      {/* Cards and buttons inside are what one comes to; this only hears their keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={root} data-board data-scroller data-dragging={isDragging || undefined} className={isLaned ? styles['lanes'] : styles['columns']} onKeyDown={onKeyDown} onPointerDown={onPointerDown}>
        {isLaned ? <Lanes columns={columns} isCompact={isCompact} /> : columns.map(column => (
          <section key={column.id} aria-label={column.title || t`Untitled`} data-cell={cellKey({ column: column.id, lane: '' })} className={styles['column']}>
            <ColumnHead column={column} columns={columns} />
            <CardCell cell={cellKey({ column: column.id, lane: '' })} name={column.title || t`Untitled`} isCompact={isCompact} />
          </section>
        ))}
        {!isLaned && <NewColumn />}
      </div>
    </CardWordsContext>
  )
}

function Lanes({ columns, isCompact }: { columns: readonly Column[], isCompact: boolean }) {
  const shown = useShownCards()
  const tellLane = useLaneNames()
  return (
    <>
      <div className={styles['heads']}>{columns.map(column => <div key={column.id} className={styles['headOfLanes']}><ColumnHead column={column} columns={columns} /></div>)}</div>
      {shown.lanes.map(lane => <Lane key={lane} lane={lane} {...tellLane(lane)} columns={columns} isCompact={isCompact} />)}
    </>
  )
}

function Lane({ lane, name, mark, columns, isCompact }: { lane: string, name: string, mark: ReactNode, columns: readonly Column[], isCompact: boolean }) {
  const { t } = useLingui()
  const shown = useShownCards()
  const [isOpen, setIsOpen] = useState(true)
  const count = columns.reduce((sum, { id }) => sum + shown.cards(cellKey({ column: id, lane })).length, 0)
  return (
    <section aria-label={name} className={styles['lane']}>
      <h3 className={styles['laneHead']}>
        <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <Icon of={isOpen ? ChevronDown : ChevronRight} />{mark}<span>{name}</span><small><Plural value={count} one="# task" other="# tasks" /></small>
        </button>
      </h3>
      {isOpen && (
        <div className={styles['laneCells']}>
          {columns.map(column => (
            <div key={column.id} data-cell={cellKey({ column: column.id, lane })} className={styles['laneCell']}>
              <CardCell cell={cellKey({ column: column.id, lane })} name={`${name}, ${column.title || t`Untitled`}`} isCompact={isCompact} />
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

/** At the end of the board: its name, Enter, and the next one. */
function NewColumn() {
  const { t } = useLingui()
  const { acts, mayEdit } = useBoardContext()
  const [title, setTitle] = useState<string | null>(null)
  if (!mayEdit) return null
  if (title === null) return <div className={styles['newColumn']}><Button variant="quiet" icon={Plus} onPress={() => setTitle('')}><Trans>Add a column</Trans></Button></div>
  function add(): boolean {
    if (!title?.trim()) return false
    acts.addColumn(title.trim())
    setTitle('')
    return true
  }
  return (
    <div className={styles['newColumn']}>
      <input
        autoFocus aria-label={t`Name of the new column`} placeholder={t`Name of the new column`} value={title} maxLength={200} className={styles['input']}
        onChange={event => setTitle(event.target.value)} onBlur={() => { add(); setTitle(null) }}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) add()
          if (event.key === 'Escape') setTitle(null)
        }}
      />
    </div>
  )
}
