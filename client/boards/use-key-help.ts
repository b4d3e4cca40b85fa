import { useLingui } from '@lingui/react/macro'
import type { BoardView } from './board-search.ts'

export type KeyLine = [name: string, ...keys: string[]]
export type KeyGroup = [title: string, lines: KeyLine[]]

/** The keys of a view, as people look for them. */
export function useKeyHelp(view: BoardView): KeyGroup[] {
  const [cards, plan, others] = [useCardKeys(view), usePlanKeys(), useOtherKeys()]
  if (view === 'board' || view === 'list') return cards
  if (view === 'gantt') return plan
  return view === 'table' ? others.table : view === 'calendar' ? others.calendar : others.rest
}

function useCardKeys(view: BoardView): KeyGroup[] {
  const { t } = useLingui()
  const { undoing } = useOtherKeys()
  const isList = view === 'list'
  const lifting: KeyLine[] = [[t`Lift, drop`, 'Space'], [t`Carry what is lifted`, '↑', '↓', '←', '→'], [t`Put it back`, 'Esc']]
  return [
    [t`Getting around`, [
      isList ? [t`From row to row`, '↑', '↓'] : [t`From card to card`, '↑', '↓', '←', '→'], [t`First, last card`, 'Home', 'End'], [t`Open the task`, 'Enter'], [t`Menu of the card`, 'Shift F10'], [t`Filter by words`, '/'], [t`Print…`, 'Ctrl P'], [t`This help`, '?'],
    ]],
    [t`Moving`, [...isList ? [] : lifting, [t`Move at once`, 'Alt ↑', 'Alt →'], [t`Move to…`, 'M']]],
    [t`Changing`, [
      ...isList ? [[t`Rename…`, 'F2'] satisfies KeyLine] : [], [t`New task in this column`, 'N'], [t`Assign to…`, 'A'], [t`Deadline…`, 'D'], [t`Comes again…`, 'R'], [t`Labels…`, 'L'], [t`Priority…`, 'P'], [t`Responsible company…`, 'C'], [t`Make a subtask of…`, 'S'], [t`Duplicate`, 'Ctrl D'], [t`Remove`, 'Delete'],
    ]],
    [t`Many at once`, [[t`Select`, ...isList ? ['X', 'Space'] : ['X']], [t`Select further`, 'Shift ↓'], [t`Select the column`, 'Ctrl A'], [t`Select nothing`, 'Esc'], ...undoing]],
  ]
}

function usePlanKeys(): KeyGroup[] {
  const { t } = useLingui()
  const { undoing } = useOtherKeys()
  return [
    [t`Getting around`, [
      [t`From row to row`, '↑', '↓'], [t`From cell to cell`, '→', '←'], [t`First, last task`, 'Home', 'End'], [t`Open the task`, 'Ctrl Enter'], [t`Menu of the task`, 'Shift F10'],
      [t`Its dates and slack`, 'I'], [t`Show its bar`, 'J'], [t`The whole plan`, 'F'], [t`Today`, 'T'], [t`Zoom in, out`, '+', '-'], [t`Print…`, 'Ctrl P'], [t`This help`, '?'],
    ]],
    [t`Planning`, [
      [t`A day later, earlier`, 'Alt →', 'Alt ←'], [t`A day longer, shorter`, 'Shift →', 'Shift ←'], [t`Write in the cell`, 'Enter', 'F2'], [t`Write over the cell (on a title, letters are keys)`, 'A–Z', '0–9'], [t`Link the selected ones`, 'Ctrl F2'], [t`Remove its links`, 'Ctrl Shift F2'],
    ]],
    [t`Arranging`, [
      [t`Further up, down`, 'Alt ↑', 'Alt ↓'], [t`Make part of the task above`, 'Alt Shift →'], [t`Take out of its summary`, 'Alt Shift ←'], [t`Add a task above`, 'Insert'], [t`Duplicate`, 'Ctrl D'], [t`Remove`, 'Delete'],
    ]],
    [t`Many at once`, [[t`Select`, 'Space'], [t`Select further`, 'Shift ↓'], [t`Select nothing`, 'Esc'], ...undoing]],
  ]
}

function useOtherKeys(): { table: KeyGroup[], calendar: KeyGroup[], rest: KeyGroup[], undoing: KeyLine[] } {
  const { t } = useLingui()
  const undoing: KeyLine[] = [[t`Undo`, 'Ctrl Z'], [t`Redo`, 'Ctrl Shift Z']]
  return {
    undoing,
    table: [
      [t`Getting around`, [[t`From cell to cell`, '↑', '↓', '←', '→'], [t`First, last cell of the row`, 'Home', 'End'], [t`First, last task`, 'Ctrl ↑', 'Ctrl ↓'], [t`Open the task`, 'Ctrl Enter'], [t`Menu of the task`, 'Shift F10'], [t`Print…`, 'Ctrl P']]],
      [t`Changing`, [[t`Write in the cell`, 'Enter'], [t`Next cell`, 'Tab'], [t`Empty the cell`, 'Delete']]],
      [t`Many at once`, [[t`Select`, 'Shift Space'], [t`Mark cells`, 'Shift ↓', 'Shift →'], [t`Select nothing`, 'Esc'], ...undoing]],
    ],
    calendar: [
      [t`Getting around`, [[t`From day to day`, '↑', '↓', '←', '→'], [t`First, last day of the week`, 'Home', 'End'], [t`Back, on`, 'Page Up', 'Page Down'], [t`Today`, 'T'], [t`Into the day, back`, 'Enter', 'Esc'], [t`This help`, '?']]],
      [t`Changing`, [[t`Take the task to another day`, 'Alt ↑', 'Alt →'], [t`A day longer, shorter`, 'Shift →', 'Shift ←'], [t`Begin a day earlier, later`, 'Alt Shift ←', 'Alt Shift →'], [t`Menu of the task`, 'Shift F10'], [t`New task on this day`, 'N'], [t`Deadline…`, 'D'], ...undoing]],
    ],
    rest: [[t`Changing`, undoing]],
  }
}
