import { CalendarRange, ListFilter, SlidersHorizontal, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { writeCondition } from '@kopa/shared/boards/field-filter.ts'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Picker } from '../ui/Picker.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './BoardToolbar.module.css'
import { useFields } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { type FilterPick, useFilterChoices } from './use-filter-choices.tsx'

const FieldFilterDialog = lazy(async () => ({ default: (await import('./FieldFilterDialog.tsx')).FieldFilterDialog }))
const DueRangeDialog = lazy(async () => ({ default: (await import('./DueRangeDialog.tsx')).DueRangeDialog }))

/** One menu for all that can be filtered by, by name; what needs a value is asked for from its foot. */
export function FilterButton() {
  const { t } = useLingui()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const { board } = useBoardContext()
  const [{ own = [], from, until }, change] = useBoardSearch()
  const hasFields = useFields(board).length > 0
  const [asking, setAsking] = useState<'field' | 'due' | null>(null)
  const { choices, toggle } = useFilterChoices()
  const count = choices.filter(({ isChosen }) => isChosen).length
  const ask = (what: 'field' | 'due'): void => { setIsOpen(false); setAsking(what) }
  const foot = (
    <div className={styles['foot']}>
      <Button size="dense" variant="quiet" icon={CalendarRange} onPress={() => ask('due')}><Trans>Due between…</Trans></Button>
      {hasFields && <Button size="dense" variant="quiet" icon={SlidersHorizontal} onPress={() => ask('field')}><Trans>By a field…</Trans></Button>}
    </div>
  )
  return (
    <>
      <button ref={button} type="button" aria-haspopup="dialog" aria-expanded={isOpen} data-on={count > 0 || undefined} className={styles['toggle']} onClick={() => setIsOpen(true)}>
        <Icon of={ListFilter} /><span>{count > 0 ? t`Filters: ${count}` : t`Filters`}</span>
      </button>
      {isOpen && <Picker label={t`Person, company, label, priority, column, due`} anchor={button} choices={choices} isMany onChoose={toggle} onClose={() => setIsOpen(false)} foot={foot} />}
      {asking === 'field' && <Suspense><FieldFilterDialog onTake={condition => change({ own: [...new Set([...own, writeCondition(condition)])] })} onClose={() => setAsking(null)} /></Suspense>}
      {asking === 'due' && <Suspense><DueRangeDialog from={from ?? ''} until={until ?? ''} onTake={change} onClose={() => setAsking(null)} /></Suspense>}
    </>
  )
}

/** Each in words, one press to ask for the opposite, and one to take it away. */
export function ActiveFilters() {
  const { t } = useLingui()
  const { choices, toggle, turn, clear } = useFilterChoices()
  const chosen = choices.filter(({ isChosen }) => isChosen)
  if (chosen.length === 0) return null
  return (
    <ul aria-label={t`Filters`} className={styles['active']}>
      {chosen.map(one => <ActiveFilter key={one.id} one={one} onTurn={() => turn(one.id)} onRemove={() => toggle(one.id)} />)}
      <li><Button size="dense" variant="quiet" onPress={clear}><Trans>Show everything</Trans></Button></li>
    </ul>
  )
}

function ActiveFilter({ one: { name, mark, told, isNot, mayBeNot }, onTurn, onRemove }: { one: FilterPick, onTurn: () => void, onRemove: () => void }) {
  const { t } = useLingui()
  return (
    <li data-not={isNot || undefined} className={styles['chip']}>
      {mayBeNot
        ? <button type="button" title={isNot ? t`Only these again` : t`All but these`} aria-pressed={isNot} onClick={onTurn}>{mark}{told}</button>
        : <span>{mark}{told}</span>}
      <button type="button" aria-label={t`Remove the filter ${name}`} onClick={onRemove}><Icon of={X} size={14} /></button>
    </li>
  )
}
