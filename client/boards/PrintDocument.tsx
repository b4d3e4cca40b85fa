import { Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '@kopa/shared/boards/outline.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { memo, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../ui/Icon.tsx'
import type { GanttColumn } from './gantt-cursor.ts'
import { headerHeight } from './gantt-layout.ts'
import { barsAsSvg, type PrintedLook } from './printed-bars.ts'
import { columnWidths, listWidth, type Paper, type PrintedPage, type PrintedPages, shrink, titleWidth } from './printed-pages.ts'
import type { PrintedPlan } from './printed-plan.ts'
import styles from './PrintDocument.module.css'
import { PrintLegend } from './PrintLegend.tsx'
import { useGanttColumnNames } from './use-gantt-words.ts'
import { useLayingOut } from './use-printing.ts'
import { type PrintedHeading, usePrintedHeading, usePrintedWords } from './use-printed-words.ts'

/** Pages that are laid out between two frames. */
const atOnce = 4

interface Props { plan: PrintedPlan, layout: PrintedPages, look: PrintedLook, paper: Paper, withPrivate: boolean, /** 0 to 1 */ onShare: (share: number) => void, onReady: () => void }

/** The plan on paper: beside the app, not seen on the screen, and the only thing that is printed while it is there. */
export function PrintDocument({ plan, layout, look, paper, withPrivate, onShare, onReady }: Props) {
  const { pages } = layout
  const count = useLayingOut(pages.length, { atOnce, onShare, onReady })
  const heading = usePrintedHeading(plan.madeAt, { withPrivate })
  const words = usePrintedWords(plan)
  return createPortal(
    <div className={styles['print']} data-print data-react-aria-top-layer>
      {pages.slice(0, count).map(page => <Page key={page.number} page={page} of={pages.length} {...{ plan, look, paper, heading, words }} />)}
    </div>, document.body)
}

interface PageProps { page: PrintedPage, of: number, plan: PrintedPlan, look: PrintedLook, paper: Paper, heading: PrintedHeading, words: (row: Row<Task>) => Record<GanttColumn, string> }

const Page = memo(function Page({ page, of, plan, look, paper, heading, words }: PageProps) {
  const bars = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => { bars.current?.replaceChildren(barsAsSvg(page, look)) }, [page, look])
  const { number } = page
  return (
    <section className={styles['page']} data-paper={paper}>
      <header className={styles['head']}>
        <h1>{heading.title}</h1>
        {heading.warning && <strong>{heading.warning}</strong>}
        <p>{heading.workspace} · {heading.date}</p>
      </header>
      <div className={styles['sheet']}>
        <List page={page} plan={plan} words={words} />
        <div ref={bars} className={styles['bars']} />
      </div>
      <footer className={styles['foot']}>
        <PrintLegend look={look} hasPrivate={heading.warning !== ''} />
        <span><Trans>Page {number} of {of}</Trans></span>
      </footer>
    </section>
  )
}, (before, after) => before.page === after.page && before.look === after.look && before.of === after.of)

function List({ page: { first, last, columns }, plan: { scene }, words }: Pick<PageProps, 'page' | 'plan' | 'words'>) {
  const names = useGanttColumnNames()
  const rows = scene.rows().slice(first, last + 1)
  return (
    <table className={styles['list']} style={{ inlineSize: listWidth(columns) }}>
      <colgroup><col style={{ inlineSize: titleWidth }} />{columns.map(column => <col key={column} style={{ inlineSize: columnWidths[column] }} />)}</colgroup>
      <thead><tr style={{ blockSize: headerHeight * shrink }}><th scope="col">{names.title}</th>{columns.map(column => <th key={column} scope="col" data-column={column}>{names[column]}</th>)}</tr></thead>
      <tbody>
        {rows.map(row => {
          const told = words(row)
          return (
            <tr key={row.task.id}>
              <Title row={row} title={told.title} scene={scene} />
              {columns.map(column => <td key={column} data-column={column}>{told[column]}</td>)}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Title({ row: { task: { id }, level, hasChildren }, title, scene }: { row: Row<Task>, title: string, scene: PrintedPlan['scene'] }) {
  const { t } = useLingui()
  return (
    <th scope="row" data-summary={hasChildren || undefined}>
      <span className={styles['title']} style={{ paddingInlineStart: Math.min(level, 8) * 10 }}>
        <small>{scene.numberOf(id)}</small>
        <span>{title}</span>
        {scene.schedule.board.isPrivate(id) && <span className={styles['private']}><Icon of={Lock} size={10} />{t`private`}</span>}
      </span>
    </th>
  )
}
