import { Trans, useLingui } from '@lingui/react/macro'
import { mostBaselines, mostBaselineTitle } from '@kopa/shared/boards/baseline.ts'
import { useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { type FieldErrors, Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { type BaselineProblem, isFullOfBaselines, keepBaseline } from './baseline-acts.ts'
import { useBoardContext } from './board-context.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useChooseBaseline } from './use-baseline.ts'
import { useHasSide } from './use-board.ts'
import { useUndo } from './use-undo.ts'

interface Props { schedule: ScheduleStore, onClose: () => void }

/** Asks under which name the dates are kept; where there is no room, says so before anything is typed. */
export function BaselineDialog({ schedule, onClose }: Props) {
  const { t } = useLingui()
  const [isFull] = useState(() => isFullOfBaselines(schedule))
  const tell = useProblemWords()
  return (
    <Dialog title={t`Keep as baseline`} isOpen onClose={onClose}>
      {isFull ? <><p>{tell('full')}</p><DialogActs><Button variant="primary" onPress={onClose}><Trans>Close</Trans></Button></DialogActs></> : <NameForm schedule={schedule} onClose={onClose} />}
    </Dialog>
  )
}

function NameForm({ schedule, onClose }: Props) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, me: { timeZone } } = useBoardContext()
  const hasSide = useHasSide(board)
  const keep = useKeep(schedule)
  const [date] = useState(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(Date.now()))
  return (
    <Form
      check={(values): FieldErrors => ((values['name'] ?? '').trim() === '' ? { name: t`Give the baseline a name.` } : {})}
      act={async values => { keep((values['name'] ?? '').trim()); onClose() }}
    >
      <p>
        <Trans>It keeps when every task begins and ends now, so that everybody on this board can compare the plan with it later.</Trans>
        {hasSide && <>{' '}<Trans>Tasks that only your company sees are not in it.</Trans></>}
      </p>
      <TextField name="name" label={t`Name`} defaultValue={t`Baseline ${date}`} maxLength={mostBaselineTitle} isProposed autoFocus autoComplete="off" />
      <FormActs onClose={onClose}><Trans>Keep</Trans></FormActs>
    </Form>
  )
}

/** Keeps the dates and compares the plan with them. @throws Error with a sentence where nothing was kept */
function useKeep(schedule: ScheduleStore): (title: string) => void {
  const { t } = useLingui()
  const choose = useChooseBaseline()
  const words = useActWords()
  const tell = useProblemWords()
  const { undo } = useUndo()
  return title => {
    const kept = keepBaseline(schedule, words, { title, now: Date.now() })
    if (typeof kept === 'string') throw new Error(tell(kept))
    choose(kept.id)
    showToast({ about: 'undo', text: words.baselineKept(title), action: { label: t`Undo`, act: undo } })
  }
}

function useProblemWords(): (problem: BaselineProblem) => string {
  const { t } = useLingui()
  return problem => (problem === 'full' ? t`A board keeps ${mostBaselines} baselines. Remove one that is no longer needed, then keep this one.` : t`Nothing is planned on this board yet: there are no dates to keep.`)
}
