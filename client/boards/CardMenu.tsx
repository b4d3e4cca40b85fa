import { AlarmClock, Building2, Columns3, CopyPlus, ListTree, LockOpen, PanelRight, Repeat2, SignalHigh, Square, SquareCheck, Tag, Trash2, UserPlus } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { useBoardContext, useUi } from './board-context.ts'
import type { PickerKind, Spot } from './board-ui.ts'
import { useDuplicate } from './use-duplicate.ts'
import { useShareTasks } from './use-share-tasks.ts'
import { useRemoval } from './use-removal.ts'

/** What can be done with a card, or with all that are selected: by its dots, a right click or Shift+F10. */
export function CardMenu() {
  const menu = useUi(state => state.menu)
  return menu && <OpenMenu menu={menu} />
}

function OpenMenu({ menu }: { menu: Spot & { anchor: Element } }) {
  const { t } = useLingui()
  const { board, ui } = useBoardContext()
  const anchor = useMemo(() => ({ current: menu.anchor }), [menu.anchor])
  const acts = useCardActs(menu)
  const count = ui.targets(menu.id).length
  const title = board.task(menu.id)?.title || t`Untitled`
  return (
    <AnchoredMenu
      label={count === 1 ? t`Actions for ${title}` : t`${plural(count, { one: 'Actions for # task', other: 'Actions for # tasks' })}`} acts={acts} anchor={anchor}
      onClose={() => ui.change({ menu: null })}
    />
  )
}

function useCardActs({ anchor, ...spot }: Spot & { anchor: Element }): MenuAct[] {
  const { t } = useLingui()
  const { board, ui, openTask, mayEdit } = useBoardContext()
  const { remove } = useRemoval()
  const share = useShareTasks()
  const duplicate = useDuplicate()
  // The menu gives the focus back as it closes.
  const goToCopy = ([id]: readonly string[]): void => { if (id !== undefined && spot.cell !== '') requestAnimationFrame(() => ui.goTo({ cell: spot.cell, id })) }
  const ids = ui.targets(spot.id)
  const hidden = ids.filter(board.isPrivate)
  const isSelected = ui.state().selected.has(spot.id)
  const card = anchor.closest('[data-card]') ?? anchor
  // The menu gives the focus back as it closes; only then the picker may take it.
  const pick = (kind: PickerKind) => () => requestAnimationFrame(() => ui.change({ menu: null, picker: { kind, ids, anchor: card } }))
  const editing: MenuAct[] = [
    { id: 'column', label: t`Move to…`, icon: Columns3, shortcut: 'M', startsGroup: true, act: pick('column') },
    { id: 'people', label: t`Assign to…`, icon: UserPlus, shortcut: 'A', act: pick('people') },
    { id: 'deadline', label: t`Deadline…`, icon: AlarmClock, shortcut: 'D', act: pick('deadline') },
    { id: 'repeat', label: t`Comes again…`, icon: Repeat2, shortcut: 'R', act: pick('repeat') },
    { id: 'labels', label: t`Labels…`, icon: Tag, shortcut: 'L', act: pick('labels') },
    { id: 'priority', label: t`Priority…`, icon: SignalHigh, shortcut: 'P', act: pick('priority') },
    { id: 'company', label: t`Responsible company…`, icon: Building2, shortcut: 'C', act: pick('company') },
    { id: 'parent', label: t`Make a subtask of…`, icon: ListTree, shortcut: 'S', act: pick('parent') },
    { id: 'duplicate', label: t`Duplicate`, icon: CopyPlus, shortcut: 'Ctrl D', startsGroup: true, act: () => goToCopy(duplicate(ids)) },
    ...hidden.length > 0 ? [{ id: 'share', label: t`Show to everybody`, icon: LockOpen, startsGroup: true, act: () => share(hidden) }] : [],
    { id: 'remove', label: t`Remove`, icon: Trash2, shortcut: 'Delete', tone: 'danger', startsGroup: true, act: () => remove(ids, spot) },
  ]
  return [
    { id: 'open', label: t`Open`, icon: PanelRight, shortcut: 'Enter', act: () => openTask(spot.id) },
    { id: 'select', label: isSelected ? t`Take out of the selection` : t`Select`, icon: isSelected ? Square : SquareCheck, shortcut: 'X', act: () => ui.toggle(spot.id) },
    ...mayEdit ? editing : [],
  ]
}
