import { Undo2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Notice } from '../ui/Notice.tsx'
import { personIn, useBoardContext } from './board-context.ts'
import styles from './Rules.module.css'
import { type RuleRun, ruleRunsQuery, rulesApi, rulesQuery } from './rules-queries.ts'
import { useTask } from './use-board.ts'
import { useEventWords, useOutcomeWords, useRuleWords, useSkipWords } from './use-rule-words.ts'

/** What rules did, and why not: of one rule, or of all on the board. */
export function RuleLog({ ruleId, onOpenTask }: { ruleId: string | null, onOpenTask: () => void }) {
  const { t } = useLingui()
  const { place } = useBoardContext()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPending, error } = useInfiniteQuery(ruleRunsQuery(place, ruleId))
  const runs = data?.pages.flatMap(page => page.runs) ?? []
  if (error) return <Notice tone="refused">{error.message}</Notice>
  if (isPending) return <p role="status"><Trans>Loading…</Trans></p>
  return (
    <>
      {runs.length === 0 && <p><Trans>Nothing has run yet. What rules do is kept here for 90 days.</Trans></p>}
      {runs.length > 0 && <ul aria-label={t`Log`} className={styles['log']}>{runs.map(run => <Run key={run.id} run={run} onOpenTask={onOpenTask} />)}</ul>}
      {hasNextPage && <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}><Trans>Show earlier</Trans></Button>}
    </>
  )
}

function Run({ run, onOpenTask }: { run: RuleRun, onOpenTask: () => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const line = useRef<HTMLLIElement>(null)
  const task = useTask(use.board, run.taskId)
  const [words, outcomes, tellEvent, tellSkip] = [useRuleWords(), useOutcomeWords(), useEventWords(), useSkipWords()]
  const title = task?.title || t`Untitled`
  const undoer = personIn(use, run.undoneBy ?? '')?.name ?? t`Somebody who has left`
  function open(): void {
    use.openTask(run.taskId)
    onOpenTask()
  }
  return (
    <li ref={line} tabIndex={-1} className={styles['run']} data-state={run.state}>
      <p>
        {task && task.removed === null ? <button type="button" className={styles['task']} dir="auto" onClick={open}>{title}</button> : <strong dir="auto">{task ? title : t`A task that is gone`}</strong>}
        {' '}{tellEvent(run)}{run.isChained && <> <Trans>(by another rule)</Trans></>}
      </p>
      <p className={styles['quiet']}>{run.ruleName || t`A rule without a name`} · <DateText at={run.at} /></p>
      {run.state === 'waiting' && <p><Trans>Waits its turn.</Trans></p>}
      {run.state === 'skipped' && <p>{tellSkip(run)}</p>}
      {run.acts.length > 0 && run.state !== 'waiting' && <ul className={styles['done']}>{run.acts.map(({ act, outcome }, at) => <li key={at} data-outcome={outcome}>{words.act(act)} – {outcomes[outcome]}</li>)}</ul>}
      {run.undoneAt && <p><Trans>Taken back by {undoer}, <DateText at={run.undoneAt} /></Trans></p>}
      {use.mayEdit && run.undoneAt === null && run.acts.some(({ outcome }) => outcome === 'done') && <UndoRun run={run} title={title} onUndone={() => line.current?.focus()} />}
    </li>
  )
}

function UndoRun({ run, title, onUndone }: { run: RuleRun, title: string, onUndone: () => void }) {
  const { t } = useLingui()
  const { place } = useBoardContext()
  const client = useQueryClient()
  const [error, setError] = useState<Error | null>(null)
  const tell = (words: string): string => t`Undone: ${words}`
  async function undo(): Promise<void> {
    const refusal = await rulesApi.undoRuleRun({ ...place, runId: run.id }).then(() => null, (error: Error) => error)
    setError(refusal)
    if (!refusal) {
      announce(tell(title))
      // The button goes once the log tells it.
      onUndone()
    }
    await client.invalidateQueries({ queryKey: rulesQuery(place).queryKey })
  }
  return (
    <>
      <Button size="dense" variant="quiet" icon={Undo2} label={t`Undo what was done to “${title}”`} onPress={() => void undo()}><Trans>Undo</Trans></Button>
      {error && <Notice tone="refused">{error.message}</Notice>}
    </>
  )
}
