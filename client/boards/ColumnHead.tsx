import { Ellipsis, Plus, TriangleAlert } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Column } from '@kopa/shared/boards/column.ts'
import { useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useBoardContext, useShownCards } from './board-context.ts'
import { cellKey } from './board-ui.ts'
import styles from './ColumnHead.module.css'
import { InlineInput } from './InlineInput.tsx'
import { useCards } from './use-board.ts'
import { stageIcons, useStageNames } from './use-board-words.ts'
import { useColumnActs } from './use-column-acts.ts'

type Editing = 'title' | 'limit' | null

/** A column's name, how many tasks are in it, and what can be done with it. */
export function ColumnHead({ column, columns }: { column: Column, columns: readonly Column[] }) {
  const { t } = useLingui()
  const { acts, ui, mayEdit } = useBoardContext()
  const shown = useShownCards()
  const stage = useStageNames()[column.stage]
  const [editing, setEditing] = useState<Editing>(null)
  const menu = useColumnActs(column, columns, setEditing)
  const name = column.title || t`Untitled`
  if (editing === 'title') return <div className={styles['head']}><InlineInput label={t`Name of the column`} value={column.title} maxLength={200} onDone={title => { acts.changeColumn(column, { title }); setEditing(null) }} onCancel={() => setEditing(null)} /></div>
  return (
    <>
      <header className={styles['head']} data-column={column.id}>
        <span className={styles['stage']} data-stage={column.stage} title={stage.name}><Icon of={stageIcons[column.stage]} /><span className="visually-hidden">{stage.name}</span></span>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- "Rename" is in the menu beside it */}
        <h2 className={styles['title']} onDoubleClick={() => { if (mayEdit) setEditing('title') }}>{name}</h2>
        <Count column={column} />
        {mayEdit && <IconButton icon={Plus} size="dense" label={t`Add a task at the top of ${name}`} onPress={() => ui.change({ adding: { cell: cellKey({ column: column.id, lane: shown.lanes[0] ?? '' }), place: 'top' } })} className={styles['act'] ?? ''} />}
        {mayEdit && <Menu label={t`Actions for the column ${name}`} acts={menu}><IconButton icon={Ellipsis} size="dense" label={t`Actions for the column ${name}`} className={styles['act'] ?? ''} /></Menu>}
      </header>
      {editing === 'limit' && <LimitInput column={column} onDone={() => setEditing(null)} />}
      <OverLimit column={column} />
    </>
  )
}

/** '4', '4 / 3', and of a filtered column '2 of 7'. */
function Count({ column }: { column: Column }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const shown = useShownCards()
  const all = useCards(board, column.id).length
  const count = shown.count(column.id)
  const words = count.shown === all ? String(all) : t`${count.shown} of ${all}`
  return <span className={styles['count']}>{words}{column.limit !== null && ` / ${column.limit}`}</span>
}

function OverLimit({ column }: { column: Column }) {
  const { board } = useBoardContext()
  const over = useCards(board, column.id).length - (column.limit ?? Infinity)
  if (over <= 0) return null
  return <p className={styles['over']}><Icon of={TriangleAlert} size={14} /><Trans>{over} over the limit of {column.limit}</Trans></p>
}

function LimitInput({ column, onDone }: { column: Column, onDone: () => void }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  function finish(text: string): void {
    const limit = Number.parseInt(text, 10)
    acts.changeColumn(column, { limit: limit > 0 ? Math.min(limit, 9999) : null })
    onDone()
  }
  return (
    <div className={styles['limit']}>
      <InlineInput label={t`Most tasks at once; empty for no limit`} value={String(column.limit ?? '')} maxLength={4} inputMode="numeric" onDone={finish} onCancel={onDone} />
    </div>
  )
}

