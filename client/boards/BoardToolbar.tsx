import { ArchiveRestore, CalendarDays, CalendarOff, ChartGantt, ChartNoAxesColumn, Check, Columns3, Ellipsis, Keyboard, LayoutList, List, type LucideIcon, Printer, Redo2, Rows2, Rows3, Scale, Search, Sheet, Undo2, User, Zap } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type Grouping, groupings, type LaneGrouping } from '@kopa/shared/boards/filter.ts'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useOfferActs } from '../core/offered-acts.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import { printOf } from './board-search.ts'
import styles from './BoardToolbar.module.css'
import { ActiveFilters, FilterButton } from './BoardFilters.tsx'
import { CardFieldsPicker } from './CardFieldsPicker.tsx'
import { SavedViews } from './SavedViews.tsx'
import { isChosen } from './table-lines.ts'
import { useFields } from './use-board.ts'
import { useCopyActs } from './use-copy-acts.tsx'
import { useBoardSearch } from './use-board-search.ts'
import { useUndo } from './use-undo.ts'

interface Props { isCompact: boolean, onCompact: () => void, onHelp: () => void, onRemoved: () => void, onWorkingDays: () => void, onRules: () => void, onPrint: () => void }

/** Which view, what is filtered, how it is grouped; all of it is in the address. */
export function BoardToolbar(props: Props) {
  return (
    <div className={styles['bar']}>
      <div className={styles['line']}>
        <Views />
        <FilterText />
        <Mine />
        <FilterButton />
        <GroupButton />
        <SavedViews />
        <More {...props} />
      </div>
      <ActiveFilters />
    </div>
  )
}

function Views() {
  const { t } = useLingui()
  const [{ view = 'board' }, change] = useBoardSearch()
  const views: [typeof view, LucideIcon, string][] = [['board', Columns3, t`Board`], ['list', List, t`List`], ['table', Sheet, t`Table`], ['calendar', CalendarDays, t`Calendar`], ['gantt', ChartGantt, t`Gantt`], ['workload', Scale, t`Workload`], ['dashboard', ChartNoAxesColumn, t`Dashboard`]]
  useOfferActs('board-views', t`View of this board`, views.filter(([id]) => id !== view).map(([id, icon, label]) => ({ id, label, icon, act: () => change({ view: id === 'board' ? undefined : id }) })))
  return (
    <div role="group" aria-label={t`View`} className={styles['views']}>
      {views.map(([id, icon, label]) => (
        <button key={id} type="button" aria-pressed={view === id} title={label} onClick={() => change({ view: id === 'board' ? undefined : id })}><Icon of={icon} /><span>{label}</span></button>
      ))}
    </div>
  )
}

/** What is typed is in the address a moment later, so that typing does not wait for it. */
function FilterText() {
  const { t } = useLingui()
  const [{ q = '' }, change] = useBoardSearch()
  const [text, setText] = useState(q)
  const [shown, setShown] = useState(q)
  if (q !== shown) { setShown(q); setText(q) }
  const settled = useDeferredValue(text)
  const latest = useRef(change)
  useEffect(() => { latest.current = change })
  // Only what was typed: words that came by the address (a kept view, “Show everything”) are not overwritten by the ones before.
  useEffect(() => { if (settled === text && settled !== shown) latest.current({ q: settled || undefined }) }, [settled, text, shown])
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape') setText('')
    if (event.key === 'Escape' || event.key === 'Enter') document.querySelector<HTMLElement>('[data-card][tabindex="0"]')?.focus()
  }
  return (
    <label className={styles['search']}>
      <Icon of={Search} /><span className="visually-hidden"><Trans>Filter by words</Trans></span>
      <input data-filter-text type="search" value={text} placeholder={t`Filter`} maxLength={200} onChange={event => setText(event.target.value)} onKeyDown={onKeyDown} />
    </label>
  )
}

function Mine() {
  const { me } = useBoardContext()
  const [{ who = [] }, change] = useBoardSearch()
  const isOn = who.length === 1 && who[0] === me.id
  return <button type="button" aria-pressed={isOn} className={styles['toggle']} onClick={() => change({ who: isOn ? undefined : [me.id] })}><Icon of={User} /><span><Trans>Only mine</Trans></span></button>
}

function GroupButton() {
  const { t } = useLingui()
  const [{ by = 'none', view }, change] = useBoardSearch()
  const names: Record<Grouping, string> = { none: t`No lanes`, company: t`By company`, assignee: t`By person`, priority: t`By priority`, parent: t`By parent task` }
  const { board } = useBoardContext()
  const fields = useFields(board).filter(isChosen)
  const act = (grouping: LaneGrouping, label: string): MenuAct => ({ id: grouping, label, ...grouping === by ? { icon: Check } : {}, act: () => change({ by: grouping === 'none' ? undefined : grouping }) })
  const acts = [...groupings.map(grouping => act(grouping, names[grouping])), ...fields.map(({ id, name }) => act(`field:${id}`, name || t`Untitled`))]
  const chosen = acts.find(({ id }) => id === by && id !== 'none')?.label
  if (view !== undefined && view !== 'board' && view !== 'list') return null
  return <Menu label={t`Lanes`} acts={acts}><AriaButton className={styles['toggle'] ?? ''} data-on={chosen !== undefined || undefined} aria-label={chosen === undefined ? t`Lanes` : t`Lanes: ${chosen}`}><Icon of={Rows3} /><span>{chosen ?? t`Lanes`}</span></AriaButton></Menu>
}

function More({ isCompact, onCompact, onHelp, onRemoved, onWorkingDays, onRules, onPrint }: Props) {
  const { t } = useLingui()
  const { board, mayEdit } = useBoardContext()
  const { undo, redo } = useUndo()
  const [{ view = 'board' }] = useBoardSearch()
  const button = useRef<HTMLButtonElement>(null)
  const [isChoosing, setIsChoosing] = useState(false)
  const hasFields = useFields(board).length > 0
  const copies = useCopyActs()
  const editing: MenuAct[] = [
    { id: 'undo', label: t`Undo`, icon: Undo2, shortcut: 'Ctrl Z', startsGroup: true, isDisabled: !board.undo.canUndo, act: undo },
    { id: 'redo', label: t`Redo`, icon: Redo2, shortcut: 'Ctrl Shift Z', isDisabled: !board.undo.canRedo, act: redo },
  ]
  const acts: MenuAct[] = [
    { id: 'compact', label: isCompact ? t`Cards in full` : t`Compact cards`, icon: Rows2, act: onCompact },
    ...view === 'board' && hasFields ? [{ id: 'cardFields', label: t`Shown on cards…`, icon: LayoutList, act: () => setIsChoosing(true) }] : [],
    ...mayEdit ? editing : [],
    { id: 'workingDays', label: t`Working days`, icon: CalendarOff, startsGroup: true, act: onWorkingDays },
    { id: 'removed', label: t`Removed tasks`, icon: ArchiveRestore, act: onRemoved },
    { id: 'rules', label: t`Automation`, icon: Zap, act: onRules },
    ...copies.acts,
    ...printOf(view) !== null ? [{ id: 'print', label: t`Print…`, icon: Printer, shortcut: 'Ctrl P', act: onPrint }] : [],
    { id: 'help', label: t`Keyboard`, icon: Keyboard, shortcut: '?', act: onHelp },
  ]
  useOfferActs('board', t`This board`, acts)
  return (
    <>
      <Menu label={t`More of this board`} acts={acts}><IconButton ref={button} icon={Ellipsis} size="dense" label={t`More of this board`} /></Menu>
      {copies.dialog}
      {isChoosing && <CardFieldsPicker anchor={button} onClose={() => setIsChoosing(false)} />}
    </>
  )
}
