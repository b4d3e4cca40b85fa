import { Handshake, TriangleAlert } from 'lucide-react'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './BarTip.module.css'
import { companyIn, useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import type { ToldState } from './gantt-told.ts'
import { usePushWords } from './use-push-words.ts'

/** Beside a bar or a link that is pulled. */
export function PullNote() {
  const { told } = useGanttContext()
  return <ToldNote state={useSyncExternalStore(told.subscribe, told.state)} />
}

/** Beside what is pulled: whom it would push past their slack. Empty it stays, so that screen readers hear what comes into it. */
export function ToldNote({ state }: { state: ToldState | null }) {
  const note = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => { if (state && note.current) note.current.style.translate = placeFor(note.current, state) }, [state])
  return <div ref={note} role="status" className={styles['note']} hidden={state === null}>{state && <Lines state={state} />}</div>
}

/** Above the bar: what it pushes lies mostly below it. */
function placeFor({ offsetWidth, offsetHeight }: HTMLElement, { place: { x, y, height } }: ToldState): string {
  const above = y - offsetHeight - gap
  return `${Math.max(gap, Math.min(x, innerWidth - offsetWidth - gap))}px ${above > gap ? above : y + height + gap}px`
}

const gap = 8

function Lines({ state: { asked, pushed } }: { state: ToldState }) {
  const words = usePushWords()
  return (
    <>
      {[...asked].map(([companyId, ids]) => <p key={companyId}><Icon of={Handshake} size={14} /><Whose companyId={companyId} /><span>{words.asked(companyId, ids)}</span></p>)}
      {[...pushed].map(([companyId, ids]) => <p key={companyId}><Icon of={TriangleAlert} size={14} /><Whose companyId={companyId} /><span>{words.pushes(companyId, ids)}</span></p>)}
    </>
  )
}

function Whose({ companyId }: { companyId: string }) {
  const company = companyIn(useBoardContext(), companyId)
  return company ? <CompanyMark name={company.name} color={company.color} size="small" isNamed /> : null
}
