import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { movedIds, plansBeforehand } from './consent-question.ts'
import { delayedPlans, writeDelays } from './leveling-acts.ts'
import type { LevelingProgress } from './leveling-messages.ts'
import { LevelingChoice } from './LevelingChoice.tsx'
import styles from './LevelingDialog.module.css'
import { LevelingFound } from './LevelingFound.tsx'
import type { ScheduleStore } from './schedule-store.ts'
import { useLeveling } from './use-leveling.ts'
import { usePlanWords } from './use-plan-words.ts'

/** Lets tasks wait so that nobody is asked for more than there is of them: whom and what, a search, a comparison, and only then a change. */
export function LevelingDialog({ schedule, onClose }: { schedule: ScheduleStore, onClose: () => void }) {
  const { t } = useLingui()
  const { state, level, stop, again } = useLeveling(schedule)
  const write = useWriteDelays(schedule, onClose)
  const isOutdated = useIsOutdated(schedule, state)
  return (
    <Dialog title={t`Level the plan`} isOpen onClose={onClose} size="wide">
      {state.state === 'choosing' && <LevelingChoice schedule={schedule} overloads={state.overloads} onLevel={level} onTakeBack={write} />}
      {state.state === 'searching' && (
        <>
          <Searching progress={state.progress} />
          <DialogActs>
            <Button onPress={again}><Trans>Back</Trans></Button>
            <Button variant="primary" isDisabled={!state.found} onPress={stop}><Trans>Stop and take the best so far</Trans></Button>
          </DialogActs>
        </>
      )}
      {state.state === 'found' && (
        <>
          {isOutdated && <Notice><Trans>The plan has changed in the meantime. What is found here was found for the plan as it was.</Trans></Notice>}
          <LevelingFound schedule={schedule} found={state.found} />
          <DialogActs>
            <Button onPress={again}><Trans>Back</Trans></Button>
            <Button variant="primary" isDisabled={state.found.delays.size === 0} onPress={() => write(state.found.delays)}><Trans>Apply</Trans></Button>
          </DialogActs>
        </>
      )}
      {state.state === 'failed' && (
        <>
          <Notice tone="refused"><Trans>Levelling did not come to an end. Nothing was changed.</Trans></Notice>
          <DialogActs><Button variant="primary" onPress={again}><Trans>Try again</Trans></Button></DialogActs>
        </>
      )}
    </Dialog>
  )
}

/** Tasks of another company that would be too late for their slack wait until that company accepts it. */
function useWriteDelays(schedule: ScheduleStore, onClose: () => void): (delays: ReadonlyMap<string, number>) => void {
  const { t } = useLingui()
  const { board, consent: { asker, ask }, whatIf: { sandbox } } = useBoardContext()
  return all => {
    const questions = asker && !sandbox ? plansBeforehand(schedule, delayedPlans(board, all), asker).questions : []
    const asked = movedIds(questions)
    const delays = new Map([...all].filter(([id]) => !asked.has(id)))
    ask(questions)
    if (delays.size === 0) return onClose()
    const [count, waiting] = [delays.size, [...delays.values()].some(delay => delay > 0)]
    const words = waiting ? t`Plan levelled` : t`Delays taken back`
    writeDelays(board, delays, words)
    onClose()
    const told = t`${plural(count, { one: '# task is planned anew.', other: '# tasks are planned anew.' })}`
    showToast({ about: 'undo', text: `${words}. ${told}`, action: { label: t`Undo`, act: () => void board.undo.undo() } })
  }
}

/** Has anything in the plan moved since the state came about? */
function useIsOutdated(schedule: ScheduleStore, state: unknown): boolean {
  const [outdated, setOutdated] = useState<unknown>(null)
  useEffect(() => schedule.watch('dates')(() => setOutdated(state)), [schedule, state])
  return outdated === state
}

function Searching({ progress }: { progress: LevelingProgress | null }) {
  const { t } = useLingui()
  const { moment } = usePlanWords()
  const count = progress?.schedules ?? 0
  const finish = progress && moment(progress.finish)
  return (
    <div className={styles['searching']}>
      <p role="status"><Trans>Looking for the order in which nobody is overloaded and the plan ends soonest.</Trans></p>
      <progress aria-label={t`Levelling`} max={1} {...progress && { value: progress.share }} />
      {progress && <p className={styles['quiet']}>{t`${plural(count, { one: '# plan tried', other: '# plans tried' })}`} · <Trans>ends {finish}</Trans></p>}
    </div>
  )
}
