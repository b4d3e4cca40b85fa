import { ChartNoAxesColumn, ListFilter, Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { DashboardColumns } from './DashboardColumns.tsx'
import { DashboardCompanies } from './DashboardCompanies.tsx'
import { DashboardFlow } from './DashboardFlow.tsx'
import { DashboardFigures } from './DashboardFigures.tsx'
import { DashboardLoad } from './DashboardLoad.tsx'
import styles from './DashboardView.module.css'
import { useHasSide } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { type DashboardData, useDashboard } from './use-dashboard.ts'
import { useFilterChoices } from './use-filter-choices.tsx'

/** How far the board is, for those who answer for it: figures, and the tasks behind each of them one press away. */
export function DashboardView() {
  const { t } = useLingui()
  const { tasks, isBlank, progress } = useDashboard()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <div className={styles['dashboard']} role="region" aria-label={t`Dashboard`} tabIndex={0}>
      {tasks.length === 0 ? isBlank ? <Blank /> : <NothingFits /> : (
        <DashboardParts tasks={tasks} progress={progress} />
      )}
    </div>
  )
}

/** On the screen, and on paper. */
export function DashboardParts({ tasks, progress }: Pick<DashboardData, 'tasks' | 'progress'>) {
  return (
    <>
      <DashboardFigures total={progress.total} tasks={tasks} />
      <div className={styles['halves']}>
        <DashboardCompanies companies={progress.companies} />
        <DashboardColumns columns={progress.columns} />
      </div>
      <DashboardLoad tasks={tasks} />
      <DashboardFlow tasks={tasks} />
      <OwnSide tasks={tasks} />
    </>
  )
}

/** Why the partner may see other numbers. */
function OwnSide({ tasks }: Pick<DashboardData, 'tasks'>) {
  const { board } = useBoardContext()
  if (!useHasSide(board) || !tasks.some(({ id }) => board.isPrivate(id))) return null
  return <p className={styles['quiet']}><Icon of={Lock} size={14} /><Trans>Tasks that only your company sees are counted here for your company alone.</Trans></p>
}

function Blank() {
  const { t } = useLingui()
  const [, change] = useBoardSearch()
  return (
    <EmptyState icon={ChartNoAxesColumn} title={t`Nothing to count yet`} acts={<Button variant="primary" onPress={() => change({ view: undefined }, { replace: false })}><Trans>Add the first task</Trans></Button>}>
      <Trans>Add tasks and give each a responsible company and a deadline: here you then see how much is done, what is late and what is due next.</Trans>
    </EmptyState>
  )
}

function NothingFits() {
  const { t } = useLingui()
  const { clear } = useFilterChoices()
  return <EmptyState icon={ListFilter} title={t`No task fits the filters`} acts={<Button onPress={clear}><Trans>Show everything</Trans></Button>}><Trans>The dashboard counts what the filters let through.</Trans></EmptyState>
}
