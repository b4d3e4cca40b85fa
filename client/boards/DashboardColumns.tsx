import { TriangleAlert } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ColumnTally, Standing } from '@kopa/shared/boards/dashboard.ts'
import { Link } from '@tanstack/react-router'
import { memo, useId } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './DashboardView.module.css'
import { useBoardSearch } from './use-board-search.ts'
import { useColumns, useTask } from './use-board.ts'
import { stageIcons, useStageNames } from './use-board-words.ts'
import { useStandingWords } from './use-standing-words.ts'

/** Where the tasks stand; the longest bar is the fullest column. */
export const DashboardColumns = memo(function DashboardColumns({ columns }: { columns: readonly ColumnTally[] }) {
  const heading = useId()
  const most = Math.max(1, ...columns.map(({ all }) => all))
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}><Trans>By column</Trans></h2>
      <table className={styles['table']}>
        <thead><tr><th scope="col"><Trans>Column</Trans></th><th scope="col"><Trans>Tasks</Trans></th><th scope="col"><Trans>Late</Trans></th><th scope="col"><Trans>Due within a week</Trans></th><th scope="col"><Trans>Longest here</Trans></th></tr></thead>
        <tbody>{columns.map(tally => <ColumnRow key={tally.columnId} tally={tally} most={most} />)}</tbody>
      </table>
    </section>
  )
})

function ColumnRow({ tally: { columnId, all, late, soon, over, longest }, most }: { tally: ColumnTally, most: number }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const stages = useStageNames()
  const column = useColumns(board).find(({ id }) => id === columnId)
  if (!column) return null
  const { limit, stage } = column
  return (
    <tr data-over={over > 0 || undefined}>
      <th scope="row"><span title={stages[stage].name}><Icon of={stageIcons[stage]} /><span dir="auto">{column.title || t`Untitled`}</span></span></th>
      <td>
        <span className={styles['told']}>{limit === null ? all : t`${all}, limit ${limit}`}{over > 0 && <span className={styles['over']}><Icon of={TriangleAlert} size={12} />{t`${over} too many`}</span>}</span>
        <span aria-hidden="true" className={styles['bar']}><span style={{ inlineSize: `${all / most * 100}%` }} /></span>
      </td>
      <td data-bad={late > 0 || undefined}>{late}</td>
      <td>{soon}</td>
      <td>{longest && <LongestHere standing={longest} />}</td>
    </tr>
  )
}

/** For how long nobody has moved it, and a press to open it. */
function LongestHere({ standing: { id, since } }: { standing: Standing }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board } = useBoardContext()
  const [search] = useBoardSearch()
  const task = useTask(board, id)
  const { days } = useStandingWords()
  const told = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days(since))
  const title = task?.title || t`Untitled`
  return <Link to="." search={() => ({ ...search, task: id })} resetScroll={false} title={title} aria-label={`${told}: ${title}`} className={styles['count'] ?? ''}>{told}</Link>
}
