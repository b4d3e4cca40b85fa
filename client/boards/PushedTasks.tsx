import { Trans } from '@lingui/react/macro'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import { useBoardContext } from './board-context.ts'
import type { Proposal } from './proposals-queries.ts'
import styles from './Proposals.module.css'
import { usePlanWords } from './use-plan-words.ts'

/** Tasks that a partner's changes have pushed past their slack, and by how much. */
export function PushedTasks({ tasks }: Pick<Proposal, 'tasks'>) {
  const { board } = useBoardContext()
  const { moment } = usePlanWords()
  return (
    <>
      <p><Trans>They follow what was changed, and end later than their slack allowed. Nobody has to agree to that: it is only told.</Trans></p>
      <ul className={styles['tasks']}>
        {tasks.map(({ taskId, pushed }) => {
          const [was, late, is] = pushed ? [pushed.was, pushed.late, pushed.is].map(time => moment(minutesOf(time))) : ['', '', '']
          return <li key={taskId}><strong dir="auto">{board.task(taskId)?.title || <Trans>Untitled</Trans>}</strong><span><Trans>ends {is} instead of {was}</Trans> <span className={styles['quiet']}><Trans>(the slack ended {late})</Trans></span></span></li>
        })}
      </ul>
    </>
  )
}
