import { AlarmClock, ArrowLeft, ArrowLeftFromLine, ArrowLeftToLine, ArrowRight, ArrowRightFromLine, ArrowRightToLine, type LucideIcon, PanelRight } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import type { CalendarEntry } from './month-days.ts'
import type { CalendarActs } from './use-calendar-acts.ts'

export interface OpenMenu { readonly entry: CalendarEntry, readonly anchor: Element }

/** What can be done with a task of the calendar without pulling it: by a right click or Shift+F10, on a phone by its dots. */
export function CalendarMenu({ calendar, menu: { entry, anchor }, onClose }: { calendar: CalendarActs, menu: OpenMenu, onClose: () => void }) {
  const { t } = useLingui()
  const { board, openTask, mayEdit } = useBoardContext()
  const at = useMemo(() => ({ current: anchor }), [anchor])
  const title = board.task(entry.id)?.title || t`Untitled`
  const changing = useChanging(calendar, entry, anchor)
  const open: MenuAct = { id: 'open', label: t`Open`, icon: PanelRight, shortcut: 'Enter', act: () => openTask(entry.id) }
  return <AnchoredMenu label={t`Actions for ${title}`} acts={[open, ...mayEdit ? changing : []]} anchor={at} onClose={onClose} />
}

function useChanging(calendar: CalendarActs, entry: CalendarEntry, anchor: Element): MenuAct[] {
  const { t } = useLingui()
  const { ui } = useBoardContext()
  const ids = [entry.id]
  // The menu gives the focus back as it closes; what it was given to may stand on another day by then.
  const by = (id: string, [label, icon, shortcut]: readonly [string, LucideIcon, string], act: () => unknown, startsGroup = false): MenuAct =>
    ({ id, label, icon, shortcut, startsGroup, act: () => requestAnimationFrame(() => { act(); requestAnimationFrame(() => focusAgain(entry)) }) })
  const moving = [
    by('later', [t`A day later`, ArrowRight, 'Alt →'], () => calendar.move(entry, 1), true),
    by('earlier', [t`A day earlier`, ArrowLeft, 'Alt ←'], () => calendar.move(entry, -1)),
  ]
  if (entry.kind === 'due') {
    return [{ id: 'deadline', label: t`Deadline…`, icon: AlarmClock, shortcut: 'D', startsGroup: true, act: () => requestAnimationFrame(() => ui.change({ picker: { kind: 'deadline', ids, anchor } })) }, ...moving]
  }
  return [
    ...moving,
    by('longer', [t`End a day later`, ArrowRightFromLine, 'Shift →'], () => calendar.step(entry, 'finish', 1), true),
    by('shorter', [t`End a day earlier`, ArrowLeftToLine, 'Shift ←'], () => calendar.step(entry, 'finish', -1)),
    by('sooner', [t`Begin a day earlier`, ArrowLeftFromLine, 'Alt Shift ←'], () => calendar.step(entry, 'start', -1), true),
    by('tardier', [t`Begin a day later`, ArrowRightToLine, 'Alt Shift →'], () => calendar.step(entry, 'start', 1)),
  ]
}

function focusAgain({ kind, id }: CalendarEntry): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(`[data-entry$="${CSS.escape(`${kind} ${id}`)}"]`)?.focus()
}
