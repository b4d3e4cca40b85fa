import { TriangleAlert } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ColumnTally } from '@kopa/shared/boards/dashboard.ts'
import { memo } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './DashboardView.module.css'
import { useColumns } from './use-board.ts'
import { stageIcons, useStageNames } from './use-board-words.ts'

/** Where the tasks stand; the longest bar is the fullest column. */
export const DashboardColumns = memo(function DashboardColumns({ columns }: { columns: readonly ColumnTally[] }) {
  const most = Math.max(1, ...columns.map(({ all }) => all))
  return (
    <section aria-labelledby="dashboard-columns">
      <h2 id="dashboard-columns"><Trans>By column</Trans></h2>
      <table className={styles['table']}>
        <thead><tr><th scope="col"><Trans>Column</Trans></th><th scope="col"><Trans>Tasks</Trans></th><th scope="col"><Trans>Late</Trans></th><th scope="col"><Trans>Due within a week</Trans></th></tr></thead>
        <tbody>{columns.map(tally => <ColumnRow key={tally.columnId} tally={tally} most={most} />)}</tbody>
      </table>
    </section>
  )
})

function ColumnRow({ tally: { columnId, all, late, soon, over }, most }: { tally: ColumnTally, most: number }) {
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
    </tr>
  )
}
