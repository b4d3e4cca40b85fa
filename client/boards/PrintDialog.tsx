import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useGanttContext } from './gantt-context.ts'
import { OutputActs, OutputProgress, PrivateChoice, ReachChoice } from './OutputChoices.tsx'
import styles from './OutputDialog.module.css'
import { columnWidths, type Paper, planPages, type PrintedColumn, type PrintedPages } from './printed-pages.ts'
import type { PrintedPlan, PrintedWish } from './printed-plan.ts'
import { PrintDocument } from './PrintDocument.tsx'
import { useGanttColumnNames } from './use-gantt-words.ts'
import { usePrintedLook } from './use-printed-words.ts'
import { usePrintedPlan } from './use-printed-plan.ts'
import { print, usePrinted } from './use-printing.ts'

interface Choice extends PrintedWish { readonly paper: Paper, readonly columns: readonly PrintedColumn[], readonly across: 'one' | 'zoomed' }
const atFirst: Choice = { reach: 'whole', withPrivate: false, paper: 'A4', columns: ['duration', 'start', 'finish'], across: 'one' }
/** Beyond this a browser takes minutes to lay out what nobody will leaf through. */
const mostPages = 500

/** What of the plan is printed, and on which paper; the browser's own print does the rest, a PDF included. */
export function PrintDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { window } = useGanttContext()
  const [choice, setChoice] = useState(atFirst)
  const [share, setShare] = useState<number | null>(null)
  const plan = usePrintedPlan(choice, { isHeld: share !== null })
  const { paper, columns, across } = choice
  const layout = useMemo(() => plan && planPages({ ...plan, paper, columns, pixelsPerDay: across === 'one' ? null : window.scale.pixelsPerDay }), [plan, paper, columns, across, window])
  const look = usePrintedLook(plan, layout?.scale ?? null, window.state())
  usePrinted(onClose, { isLaidOut: share !== null })
  const isTooLong = layout !== null && layout.pages.length > mostPages
  return (
    <Dialog title={t`Print`} isOpen onClose={onClose} size="wide">
      {share === null
        ? <Choices {...{ choice, setChoice }}><Outcome plan={plan} layout={layout} isTooLong={isTooLong} /></Choices>
        : <OutputProgress share={share} label={t`Laying out the pages`} />}
      <OutputActs isWorking={share !== null} onStop={() => setShare(null)} onClose={onClose}>
        <Button variant="primary" autoFocus isDisabled={isTooLong} onPress={() => { if (look) setShare(0) }}><Trans>Print</Trans></Button>
      </OutputActs>
      {share !== null && plan && layout && look && <PrintDocument {...{ plan, layout, look, paper }} withPrivate={choice.withPrivate} onShare={setShare} onReady={print} />}
    </Dialog>
  )
}

function Choices({ choice, setChoice, children }: { choice: Choice, setChoice: (choice: Choice) => void, children: ReactNode }) {
  const { t } = useLingui()
  const change = useCallback((part: Partial<Choice>) => setChoice({ ...choice, ...part }), [choice, setChoice])
  return (
    <div className={styles['choices']}>
      <ReachChoice reach={choice.reach} onChange={reach => change({ reach })} />
      <Segments label={t`Paper (landscape)`} choices={[{ value: 'A4', label: 'A4' }, { value: 'A3', label: 'A3' }]} value={choice.paper} onChange={paper => change({ paper })} />
      <Segments label={t`Width`} choices={[{ value: 'one', label: t`On one page` }, { value: 'zoomed', label: t`As it is zoomed` }]} value={choice.across} onChange={across => change({ across })} />
      <Columns columns={choice.columns} onChange={columns => change({ columns })} />
      <PrivateChoice withPrivate={choice.withPrivate} onChange={withPrivate => change({ withPrivate })} />
      {children}
    </div>
  )
}

const all = Object.keys(columnWidths) as PrintedColumn[] // its keys are its names

function Columns({ columns, onChange }: { columns: readonly PrintedColumn[], onChange: (columns: readonly PrintedColumn[]) => void }) {
  const names = useGanttColumnNames()
  return (
    <fieldset className={styles['boxes']}>
      <legend><Trans>Beside the titles</Trans></legend>
      {all.map(column => (
        <label key={column}>
          <input type="checkbox" checked={columns.includes(column)} onChange={() => onChange(all.filter(one => (one === column ? !columns.includes(one) : columns.includes(one))))} />
          {names[column]}
        </label>
      ))}
    </fieldset>
  )
}

function Outcome({ plan, layout, isTooLong }: { plan: PrintedPlan | null, layout: PrintedPages | null, isTooLong: boolean }) {
  const { t } = useLingui()
  if (!plan || !layout) return null
  const [count, rows] = [layout.pages.length, plan.rows.last - plan.rows.first + 1]
  const pages = t`${plural(count, { one: '# page', other: '# pages' })}`
  const tasks = t`${plural(rows, { 0: 'no tasks', one: '# task', other: '# tasks' })}`
  if (isTooLong) return <Notice tone="refused"><Trans>That would be {pages}. Choose what is in sight, a larger paper, or one page in width.</Trans></Notice>
  return <p role="status" className={styles['outcome']}>{pages}, {tasks}. <Trans>For a PDF, choose “Save as PDF” in place of a printer in the window that comes next.</Trans></p>
}
