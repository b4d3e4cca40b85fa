import { Ellipsis } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { memo, type MouseEvent, useLayoutEffect, useRef } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useShownCards, useUi } from './board-context.ts'
import type { Spot } from './board-ui.ts'
import styles from './Card.module.css'
import { CardFace } from './CardFace.tsx'
import { CardFields } from './CardFields.tsx'
import { useCardLabel } from './use-card-label.ts'
import { useCardLines } from './use-card-lines.ts'
import { useTask } from './use-board.ts'

interface Props extends Spot { index: number, isCompact: boolean }

/** One task on the board. The keyboard stands on the whole of it; what is inside is for pointers. */
export const Card = memo(function Card({ cell, id, index, isCompact }: Props) {
  const { t } = useLingui()
  const { board, ui, openTask } = useBoardContext()
  const task = useTask(board, id)
  const shown = useShownCards()
  const element = useRef<HTMLDivElement>(null)
  const isTabStop = useUi(({ focus }) => focus?.id === id && focus.cell === cell)
  const isSelected = useUi(({ selected }) => selected.has(id))
  const isLifted = useUi(({ lift }) => lift?.ids.includes(id) ?? false)
  const isOpen = useUi(({ opened }) => opened === id)
  const isDragged = useUi(({ dragged }) => dragged.has(id))
  const { words, lines } = useCardLines(task)
  const told = useCardLabel(task, lines)
  const label = isLifted ? t`${told}, lifted` : told
  useLayoutEffect(() => {
    if (!ui.takeFocus({ cell, id })) return
    element.current?.focus()
    // Of what has just been drawn the focus alone leaves half out of sight.
    element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  if (!task) return null
  function onClick(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey) return ui.toggle(id)
    if (event.shiftKey) return ui.extendTo(id, shown.cards(cell))
    openTask(id)
  }
  const title = task.title || t`Untitled`
  return (
    // The keyboard is listened to once, for the whole board.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={element} role="row" data-card={id} tabIndex={isTabStop ? 0 : -1} aria-label={label} aria-selected={isSelected} aria-rowindex={index + 1}
      data-selected={isSelected || undefined} data-open={isOpen || undefined} aria-current={isOpen || undefined} data-lifted={isLifted || undefined} data-dragged={isDragged || undefined} data-compact={isCompact || undefined}
      className={styles['card']} onClick={onClick} onFocus={event => { if (event.target === event.currentTarget) ui.standOn({ cell, id }) }}
      onContextMenu={event => { event.preventDefault(); ui.change({ menu: { cell, id, anchor: event.currentTarget } }) }}
    >
      <div role="gridcell" className={styles['face']}>
        <CardFace task={task} isCompact={isCompact} />
        {lines.length > 0 && <CardFields task={task} lines={lines} words={words} />}
        <button
          type="button" tabIndex={-1} aria-label={t`Actions for ${title}`} aria-haspopup="menu" className={styles['more']}
          onClick={event => { event.stopPropagation(); ui.change({ menu: { cell, id, anchor: event.currentTarget } }) }}
        >
          <Icon of={Ellipsis} />
        </button>
      </div>
    </div>
  )
})
