import { Trans } from '@lingui/react/macro'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { Proposal } from './proposals-queries.ts'
import styles from './Proposals.module.css'
import { TaskTitle } from './TaskTitle.tsx'
import { usePlanWords } from './use-plan-words.ts'

/** Tasks that a partner's changes have pushed past their slack, and by how much. */
export function PushedTasks({ tasks, onOpen }: Pick<Proposal, 'tasks'> & { onOpen?: (id: string) => void }) {
  const { moment } = usePlanWords()
  return (
    <>
      <p><Trans>They follow what was changed, and end later than their slack allowed. Nobody has to agree to that; whoever sees a mistake in it can object, and they read why.</Trans></p>
      <ul className={styles['tasks']}>
        {tasks.map(({ taskId, pushed }) => {
          const [was, late, is] = pushed ? [pushed.was, pushed.late, pushed.is].map(time => moment(minutesOf(time))) : ['', '', '']
          return <li key={taskId}><TaskTitle id={taskId} onOpen={onOpen} /><span><Trans>ends {is} instead of {was}</Trans> <span className={styles['quiet']}><Trans>(the slack ended {late})</Trans></span></span></li>
        })}
      </ul>
    </>
  )
}
