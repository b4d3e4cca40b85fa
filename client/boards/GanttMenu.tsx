import {
  ArrowRightToLine, Building2, CalendarDays, ChartNoAxesGantt, CopyPlus, IndentDecrease, IndentIncrease, Info, Link2, Link2Off, ListPlus, PanelRight, Pencil, Percent, Square, SquareCheck, StretchHorizontal, Trash2, UserPlus,
} from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMemo, useSyncExternalStore } from 'react'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import { CellDialog } from './CellDialog.tsx'
import { useGanttContext } from './gantt-context.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { LinkChangeDialog } from './LinkChangeDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { focusPlan } from './use-edit-end.ts'
import { useRowActs } from './use-row-acts.ts'

/** What floats above the plan, one at a time. */
export function GanttMenu() {
  const { open, scene, plan } = useGanttContext()
  const { menu, ask, linking, link } = useSyncExternalStore(open.subscribe, open.state)
  const close = (): void => { open.change({ menu: null, ask: null, linking: null, link: null }); requestAnimationFrame(focusPlan) }
  if (menu) return <OpenMenu key={menu.id} id={menu.id} at={menu.anchor} onClose={() => open.change({ menu: null })} />
  if (ask) return <CellDialog id={ask.id} column={ask.column} onClose={close} />
  if (link !== null) return <LinkChangeDialog id={link} onClose={close} />
  return linking === null ? null : <LinkDialog id={linking} rows={scene.rows().map(({ task: { id } }) => ({ id, number: scene.numberOf(id) }))} plan={plan} onClose={close} />
}

/** Everything that can be done with a row, also what is done by pulling: by its dots, a right click or Shift+F10. */
function OpenMenu({ id, at, onClose }: { id: string, at: Element, onClose: () => void }) {
  const { t } = useLingui()
  const { board, ui, mayEdit } = useBoardContext()
  const anchor = useMemo(() => ({ current: at }), [at])
  const [looking, changing] = [useLooking(id), useChanging(id, at)]
  const count = ui.targets(id).length
  const title = board.task(id)?.title || t`Untitled`
  return (
    <AnchoredMenu
      label={count === 1 ? t`Actions for ${title}` : t`${plural(count, { one: 'Actions for # task', other: 'Actions for # tasks' })}`}
      acts={[...looking, ...mayEdit ? changing : []]} anchor={anchor} onClose={onClose}
    />
  )
}

function useLooking(id: string): MenuAct[] {
  const { t } = useLingui()
  const { form } = useGanttContext()
  const { ui } = useBoardContext()
  const acts = useRowActs()
  const isSelected = ui.state().selected.has(id)
  const ofBars: MenuAct[] = [
    { id: 'tell', label: t`Its dates and slack`, icon: Info, shortcut: 'I', act: () => { acts.tell(id) } },
    { id: 'bar', label: t`Show its bar`, icon: ChartNoAxesGantt, shortcut: 'J', act: () => acts.showBar(id) },
  ]
  return [
    { id: 'open', label: t`Open`, icon: PanelRight, shortcut: 'Ctrl Enter', act: () => acts.open(id) },
    ...form === 'bars' ? ofBars : [],
    { id: 'select', label: isSelected ? t`Take out of the selection` : t`Select`, icon: isSelected ? Square : SquareCheck, shortcut: 'Space', act: () => acts.toggle(id) },
  ]
}

function useChanging(id: string, at: Element): MenuAct[] {
  const { t } = useLingui()
  const { scene, open } = useGanttContext()
  const { ui } = useBoardContext()
  const acts = useRowActs()
  const isSummary = scene.schedule.dates(id)?.isSummary ?? false
  // The menu gives the focus back as it closes; only then something else may take it.
  const ask = (column: GanttColumn) => () => requestAnimationFrame(() => open.change({ menu: null, ask: { id, column } }))
  const pick = (kind: 'people' | 'company') => () => requestAnimationFrame(() => ui.change({ picker: { kind, ids: ui.targets(id), anchor: at.closest('[role=row]') ?? at } }))
  const dated: MenuAct[] = [
    { id: 'start', label: t`Move the start to…`, icon: CalendarDays, shortcut: 'Alt →', startsGroup: true, act: ask('start') },
    { id: 'finish', label: t`Move the finish to…`, icon: ArrowRightToLine, act: ask('finish') },
    { id: 'duration', label: t`Change the length…`, icon: StretchHorizontal, shortcut: 'Shift →', act: ask('duration') },
    { id: 'percent', label: t`Progress…`, icon: Percent, act: ask('percent') },
  ]
  return [
    { id: 'title', label: t`Rename…`, icon: Pencil, shortcut: 'F2', startsGroup: true, act: ask('title') },
    ...isSummary ? [] : dated,
    { id: 'link', label: t`Link to…`, icon: Link2, startsGroup: true, act: () => requestAnimationFrame(() => open.change({ menu: null, linking: id })) },
    ...ui.targets(id).length > 1 ? [{ id: 'chain', label: t`Link the selected ones`, icon: Link2, shortcut: 'Ctrl F2', act: () => acts.link(id) }] : [],
    { id: 'unlink', label: t`Remove its links`, icon: Link2Off, shortcut: 'Ctrl Shift F2', act: () => acts.unlink(id) },
    { id: 'company', label: t`Responsible company…`, icon: Building2, startsGroup: true, act: pick('company') },
    { id: 'people', label: t`Assign to…`, icon: UserPlus, act: pick('people') },
    { id: 'in', label: t`Make part of the task above`, icon: IndentIncrease, shortcut: 'Alt Shift →', startsGroup: true, act: () => acts.nest(id, 'in') },
    { id: 'out', label: t`Take out of its summary`, icon: IndentDecrease, shortcut: 'Alt Shift ←', act: () => acts.nest(id, 'out') },
    { id: 'add', label: t`Add a task above`, icon: ListPlus, shortcut: 'Insert', act: () => requestAnimationFrame(() => acts.addAbove(id)) },
    { id: 'duplicate', label: t`Duplicate`, icon: CopyPlus, shortcut: 'Ctrl D', act: () => requestAnimationFrame(() => acts.duplicate(id)) },
    { id: 'remove', label: t`Remove`, icon: Trash2, shortcut: 'Delete', tone: 'danger', startsGroup: true, act: () => acts.remove(id) },
  ]
}
