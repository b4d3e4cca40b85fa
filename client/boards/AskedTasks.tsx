import { Trans, useLingui } from '@lingui/react/macro'
import { spanText } from '@kopa/shared/boards/plan-words.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { useState } from 'react'
import { datesNow } from './asked-dates.ts'
import { useBoardContext } from './board-context.ts'
import styles from './Proposals.module.css'
import { TaskTitle } from './TaskTitle.tsx'
import { usePlanWords } from './use-plan-words.ts'

interface Props {
  tasks: readonly { readonly taskId: string, /** that they shall have */ readonly plan?: Intentions | null }[]
  onOpen?: ((id: string) => void) | undefined
}

/** Tasks that a question is about, with when they are planned and how long they take, and shall take. */
export function AskedTasks({ tasks, onOpen }: Props) {
  const { board, whatIf: { sandbox } } = useBoardContext()
  const [dates] = useState(() => datesNow(sandbox?.live ?? board, tasks.map(({ taskId }) => taskId)))
  const { moment } = usePlanWords()
  return (
    <ul className={styles['tasks']}>
      {tasks.map(({ taskId, plan }) => {
        const now = dates.get(taskId)
        return (
          <li key={taskId}>
            <TaskTitle id={taskId} onOpen={onOpen} />
            <span className={styles['quiet']}>
              {now ? <>{moment(now.start)} – {moment(now.finish)}</> : <Trans>not planned</Trans>}
              <Length now={board.task(taskId)?.plan ?? null} wanted={plan ?? null} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Length({ now, wanted }: Record<'now' | 'wanted', Intentions | null>) {
  const { t } = useLingui()
  const [is, shall] = [now, wanted].map(plan => (plan ? spanText({ minutes: plan.duration, isElapsed: plan.isElapsed }) : null))
  if (!is && !shall) return null
  return <> · {is && shall && is !== shall ? t`${shall} instead of ${is}` : shall ?? is}</>
}
