import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMe } from '../core/session.tsx'
import { useMinute } from '../ui/DateText.tsx'
import { DeadlinePopover } from './DeadlinePopover.tsx'
import { deadlineOf, inParts, type MyTask, type MyWorkPart, type WorkCounts } from './my-work.ts'
import type { MyWorkSearch } from './my-work-search.ts'
import { MyWorkRow, type WorkPlace } from './MyWorkRow.tsx'
import styles from './MyWorkScreen.module.css'
import { type MyWorkActs, useMyWorkActs, type WorkPlaceInList } from './use-my-work-acts.ts'
import { otherClocks } from './use-other-clocks.ts'
import { countsWithChanges, staysIn, withChanges, workKey } from './work-changes.ts'

interface Props {
  tasks: readonly MyTask[]
  /** how many there are in all; null: this device kept the list from before they were counted */
  counts: WorkCounts | null
  search: MyWorkSearch
  /** milliseconds since 1970 */
  fetchedAt: number
  places: readonly WorkPlace[]
  /** shown where there is nothing */
  empty: ReactNode
}

/** The tasks in the order in which one works, each changed where it stands. */
export function MyWorkList({ tasks: fetched, counts, search, fetchedAt, places, empty }: Props) {
  const { timeZone } = useMe()
  const names = usePartNames()
  const acts = useMyWorkActs()
  const reader = { now: useMinute(), timeZone }
  const question = JSON.stringify([search.workspace ?? '', search.whose ?? 'mine', search.show ?? 'open'])
  const list = { tasks: fetched, question, fetchedAt }
  const tasks = withChanges(list, acts.changes)
  const parts = inParts(tasks, reader, staysIn(acts.changes))
  const rows = parts.flatMap(({ part, tasks: inPart }) => inPart.map((task, at) => ({ task, at: { part, question, after: at > 0 && inPart[at - 1] ? workKey(inPart[at - 1] ?? task) : null } })))
  const total = counts && countsWithChanges({ ...list, counts, reader, isAll: search.show === 'all' }, acts.changes)
  const hand = useRows(rows, acts)
  if (rows.length === 0) return empty
  return (
    // Only hears the keys of the rows inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['parts']} onKeyDown={hand.onKeyDown} onFocus={event => hand.come(event.target)}>
      {parts.map(({ part, tasks: inPart }) => (
        <section key={part} className={styles['part']} data-part={part}>
          <h2>{names[part]} <span className={styles['count']}>{total ? total[part] : inPart.length}</span></h2>
          <ul aria-label={names[part]} className={styles['tasks']}>
            {inPart.map(task => (
              <MyWorkRow
                key={workKey(task)} task={task} place={places.find(({ id }) => id === task.workspaceId)} isCurrent={hand.current === workKey(task)}
                onToggle={() => hand.toggle(workKey(task))} onDeadline={anchor => hand.ask(workKey(task), anchor)}
              />
            ))}
          </ul>
        </section>
      ))}
      {hand.asked && <AskedDeadline asked={hand.asked} places={places} onTake={hand.setDeadline} onClose={() => hand.ask(null)} />}
    </div>
  )
}

interface Row { task: MyTask, at: WorkPlaceInList }
interface Asked { task: MyTask, anchor: Element }

/** Which row the keyboard is at, and what is done from there. */
function useRows(rows: readonly Row[], acts: MyWorkActs) {
  const [at, setAt] = useState<string | null>(null)
  const [asking, setAsking] = useState<{ key: string, anchor: Element } | null>(null)
  const followed = useRef<string | null>(null)
  const rowOf = (key: string | null): Row | undefined => rows.find(({ task }) => workKey(task) === key)
  const current = workKey((rowOf(at) ?? rows[0])?.task ?? { documentId: '', taskId: '' })
  // Into another part a row goes as a new element: the keyboard goes along, once what was open is closed and has tried to give it back.
  useEffect(() => {
    const key = followed.current
    if (key === null) return undefined
    const frame = requestAnimationFrame(() => { if (document.activeElement === document.body) elementOf(key)?.querySelector<HTMLElement>('[data-title]')?.focus() })
    return () => cancelAnimationFrame(frame)
  })
  const toggle = (key: string): void => { const row = rowOf(key); if (row) acts.toggle(row.task, row.at) }
  const ask = (key: string | null, anchor?: Element): void => setAsking(key !== null && anchor ? { key, anchor } : null)
  const row = asking ? rowOf(asking.key) : undefined
  function onKeyDown(event: KeyboardEvent): void {
    const here = event.target instanceof Element ? event.target.closest('[data-work]') : null
    if (!here || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const key = here.getAttribute('data-work') ?? ''
    if (!doKey(event, { here, key, toggle, ask })) return
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    current, toggle, ask, onKeyDown,
    come: (target: EventTarget & Element): void => {
      const key = target.closest('[data-work]')?.getAttribute('data-work')
      if (key == null) return
      if (key !== followed.current) followed.current = null
      setAt(key)
    },
    asked: row && asking ? { task: row.task, anchor: asking.anchor } : null,
    setDeadline: (deadline: ReturnType<typeof deadlineOf>): void => {
      if (!row) return
      followed.current = workKey(row.task)
      acts.setDeadline(row.task, deadline, row.at)
    },
  }
}

const elementOf = (key: string): Element | null => [...document.querySelectorAll('[data-work]')].find(row => row.getAttribute('data-work') === key) ?? null

interface Keyed { here: Element, key: string, toggle: (key: string) => void, ask: (key: string, anchor: Element) => void }

/** Answers whether the key was one of this list's. */
function doKey({ key: pressed, target }: KeyboardEvent, { here, key, toggle, ask }: Keyed): boolean {
  const all = [...document.querySelectorAll('[data-work]')]
  const goTo = (row: Element | undefined): true => { row?.querySelector<HTMLElement>('[data-title]')?.focus(); return true }
  const anchor = here.querySelector('[data-deadline]')
  switch (pressed) {
    case 'ArrowDown': return goTo(all[all.indexOf(here) + 1])
    case 'ArrowUp': return goTo(all[all.indexOf(here) - 1])
    case 'Home': return goTo(all[0])
    case 'End': return goTo(all.at(-1))
    // Elsewhere in the row it presses what has the keyboard.
    case ' ': return target instanceof HTMLAnchorElement && here.querySelector('input') ? (toggle(key), true) : false
    case 'd': case 'D': return anchor ? (ask(key, anchor), true) : false
    default: return false
  }
}

function AskedDeadline({ asked: { task, anchor }, places, onTake, onClose }: { asked: Asked, places: readonly WorkPlace[], onTake: (deadline: ReturnType<typeof deadlineOf>) => void, onClose: () => void }) {
  const { timeZone } = useMe()
  const { locale } = useLocale()
  const others = places.find(({ id }) => id === task.workspaceId)?.companies.map(company => company.timeZone) ?? []
  return <DeadlinePopover deadline={deadlineOf(task)} timeZone={timeZone} clocks={at => otherClocks(at, { mine: timeZone, others, locale })} anchor={{ current: anchor }} onTake={onTake} onClose={onClose} />
}

function usePartNames(): Record<MyWorkPart, string> {
  const { t } = useLingui()
  return { late: t`Late`, today: t`Today`, week: t`This week`, later: t`Later`, undated: t`Without a date`, done: t`Done` }
}
