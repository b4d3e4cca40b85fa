import { ArrowDown, ArrowDownUp, ArrowLeft, ArrowRight, ArrowUp, EyeOff, Group, MoveHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useState } from 'react'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { mirrored } from './direction.ts'
import { FieldDialog } from './FieldDialog.tsx'
import { OwnMark } from './PrivateMark.tsx'
import { hideColumn, moveColumn, resizeColumn, type TableColumn, type TableLayout } from './table-columns.ts'
import { nextSort, readSort, writeSort } from './table-lines.ts'
import styles from './TableView.module.css'
import { useBoardSearch } from './use-board-search.ts'
import { useColumnNames } from './use-column-names.ts'
import { fieldIcons } from './use-field-words.ts'
import type { TableData } from './use-table-data.ts'
import type { TableGrid } from './use-table-grid.ts'
import type { ShownColumn, TableWindow } from './use-table-window.ts'
import { useUndo } from './use-undo.ts'

interface Props { data: TableData, grid: TableGrid, view: TableWindow, layout: TableLayout, changeLayout: (layout: TableLayout) => void }

/** The names of the columns: pressed they sort; their menus and edges do the rest. */
export function TableHead({ view, ...parts }: Props) {
  return (
    <div role="row" aria-rowindex={1} className={styles['head']}>
      {view.columns.map(shown => <HeadCell key={shown.column.id} {...parts} shown={shown} />)}
    </div>
  )
}

type CellProps = Omit<Props, 'view'> & { shown: ShownColumn }

function HeadCell({ data, grid, layout, changeLayout, shown: { column, index, start, width } }: CellProps) {
  const { t } = useLingui()
  const nameOf = useColumnNames()
  const [search, change] = useBoardSearch()
  const [menu, setMenu] = useState<Element | null>(null)
  const [isEditing, setIsEditing] = useState(false)
  const sort = readSort(search.sort)
  const sorted = sort.find(one => one.column === column.id)
  const isAt = grid.rowAt === -1 && grid.columnAt === index
  const name = nameOf(column.id)
  function press(isBeside: boolean): void {
    change({ sort: writeSort(nextSort(sort, column.id, { isBeside })) })
  }
  function onKeyDown(event: KeyboardEvent): void {
    const side = event.key === 'ArrowLeft' ? 'left' : event.key === 'ArrowRight' ? 'right' : null
    const step = side && (mirrored(side) === 'left' ? -1 : 1)
    if (event.altKey && step) {
      changeLayout(event.shiftKey ? resizeColumn(layout, data.fields, column.id, column.width + 16 * step) : moveColumn(layout, data.fields, column.id, step))
    } else if (event.key === 'Enter' || event.key === ' ') press(event.shiftKey)
    else if (event.key === 'ContextMenu' || event.key === 'F2' || (event.key === 'F10' && event.shiftKey)) setMenu(event.currentTarget)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="columnheader" aria-colindex={index + 1} aria-sort={sorted ? (sorted.isDown ? 'descending' : 'ascending') : 'none'} tabIndex={isAt ? 0 : -1} data-spot={`head|${column.id}`} data-at={isAt || undefined} className={`${styles['headCell']} ${index === 0 ? styles['title'] : ''}`}
      title={t`${name}. Enter sorts, F2 opens the menu, Alt with an arrow moves, with Shift it changes the width.`} style={index === 0 ? { inlineSize: width } : { inlineSize: width, insetInlineStart: start }} onKeyDown={onKeyDown}
      onContextMenu={event => { event.preventDefault(); setMenu(event.currentTarget) }}
    >
      <button type="button" tabIndex={-1} className={styles['name']} onClick={event => { grid.goTo(-1, index); press(event.shiftKey) }}>
        {column.field && <Icon of={fieldIcons[column.field.kind]} size={14} />}<span dir="auto">{name}</span>{column.field?.isPrivate && <OwnMark />}{sorted && <Icon of={sorted.isDown ? ArrowDown : ArrowUp} size={14} />}
      </button>
      <button type="button" tabIndex={-1} aria-haspopup="menu" aria-label={t`Menu of the column ${name}`} className={styles['more']} onClick={event => setMenu(event.currentTarget)}><span aria-hidden="true">⋯</span></button>
      <Edge column={column} onResize={next => changeLayout(resizeColumn(layout, data.fields, column.id, next))} />
      {menu && <HeadMenu {...{ data, layout, changeLayout, column, menu }} onClose={() => setMenu(null)} onEdit={() => setIsEditing(true)} />}
      {isEditing && column.field && <FieldDialog field={column.field} onClose={() => setIsEditing(false)} />}
    </div>
  )
}

type MenuProps = Pick<Props, 'data' | 'layout' | 'changeLayout'> & { column: TableColumn, menu: Element, onClose: () => void, onEdit: () => void }

function HeadMenu({ menu, onClose, ...parts }: MenuProps) {
  const nameOf = useColumnNames()
  const acts = useHeadActs(parts)
  return <AnchoredMenu label={nameOf(parts.column.id)} acts={acts} anchor={{ current: menu }} onClose={onClose} />
}

function useHeadActs({ data: { fields }, layout, changeLayout, column, onEdit }: Omit<MenuProps, 'menu' | 'onClose'>): MenuAct[] {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  const [, change] = useBoardSearch()
  const remove = useRemoveField()
  const { id, own, field, width } = column
  const group = own === 'column' ? 'column' : field ? id : null
  const lane = own === 'company' ? 'company' : own === 'people' ? 'assignee' : own === 'priority' ? 'priority' : null
  const sorting: MenuAct[] = [
    { id: 'up', label: t`Sort upwards`, icon: ArrowUp, act: () => change({ sort: [id] }) },
    { id: 'down', label: t`Sort downwards`, icon: ArrowDown, act: () => change({ sort: [`-${id}`] }) },
    { id: 'unsorted', label: t`Order of the board`, icon: ArrowDownUp, act: () => change({ sort: undefined }) },
  ]
  const grouping: MenuAct[] = group === null && lane === null ? [] : [{ id: 'group', label: t`Group by this`, icon: Group, act: () => change(lane === null ? { group: group ?? undefined, by: undefined } : { by: lane, group: undefined }) }]
  const widths: MenuAct[] = [
    { id: 'wider', label: t`Wider`, icon: MoveHorizontal, shortcut: 'Alt Shift →', startsGroup: true, act: () => changeLayout(resizeColumn(layout, fields, id, width + 48)) },
    { id: 'narrower', label: t`Narrower`, icon: MoveHorizontal, shortcut: 'Alt Shift ←', act: () => changeLayout(resizeColumn(layout, fields, id, width - 48)) },
  ]
  const places: MenuAct[] = own === 'title' ? [] : [
    { id: 'before', label: t`Move before`, icon: ArrowLeft, shortcut: 'Alt ←', act: () => changeLayout(moveColumn(layout, fields, id, -1)) },
    { id: 'behind', label: t`Move behind`, icon: ArrowRight, shortcut: 'Alt →', act: () => changeLayout(moveColumn(layout, fields, id, 1)) },
    { id: 'hide', label: t`Hide`, icon: EyeOff, act: () => changeLayout(hideColumn(layout, fields, id)) },
  ]
  const ofField: MenuAct[] = field && mayEdit ? [
    { id: 'edit', label: t`Change the field…`, icon: Pencil, startsGroup: true, act: onEdit },
    { id: 'remove', label: t`Remove the field`, icon: Trash2, tone: 'danger', act: () => remove(field) },
  ] : []
  return [...sorting, ...grouping, ...widths, ...places, ...ofField]
}

function useRemoveField() {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  return (field: NonNullable<TableColumn['field']>): void => {
    acts.removeField(field)
    showToast({ about: 'undo', text: words.fieldRemoved(field.name), action: { label: t`Undo`, act: undo } })
  }
}

/** Drawn by a pointer; the menu and Alt+Shift+arrows do the same. */
function Edge({ column, onResize }: { column: TableColumn, onResize: (width: number) => void }) {
  function begin(event: React.PointerEvent<HTMLSpanElement>): void {
    event.preventDefault()
    event.stopPropagation()
    const [edge, from, side] = [event.currentTarget, event.clientX, document.documentElement.dir === 'rtl' ? -1 : 1]
    edge.setPointerCapture(event.pointerId)
    edge.onpointermove = move => onResize(column.width + (move.clientX - from) * side)
    edge.onpointerup = edge.onpointercancel = () => { edge.onpointermove = null }
  }
  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys do the same on the column's name
  return <span aria-hidden="true" className={styles['edge']} onPointerDown={begin} />
}
