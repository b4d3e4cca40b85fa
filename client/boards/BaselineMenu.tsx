import { Check, Diff, Flag, Pencil, Trash2, X } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuAct } from '../ui/Menu.tsx'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { dropBaseline } from './baseline-acts.ts'
import { BaselineDialog } from './BaselineDialog.tsx'
import { BaselineNameDialog } from './BaselineNameDialog.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './GanttView.module.css'
import type { ScheduleStore } from './schedule-store.ts'
import { useBaseline, useChooseBaseline } from './use-baseline.ts'
import { useBaselines } from './use-board.ts'
import { useUndo } from './use-undo.ts'

/** Dates that were kept: which of them the plan is compared with, and keeping those of now. */
export function BaselineMenu({ schedule }: { schedule: ScheduleStore }) {
  const { t } = useLingui()
  const { mayEdit, whatIf } = useBoardContext()
  const [dialog, setDialog] = useState<'keep' | 'rename' | null>(null)
  const close = (): void => setDialog(null)
  const baseline = useBaseline()
  const choices = useChoices()
  const remove = useRemove(schedule)
  // What is only tried out is not what was agreed.
  const mayKeep = mayEdit && whatIf.sandbox === null
  const title = baseline && (baseline.title || t`Untitled`)
  const acts: MenuAct[] = [
    ...choices,
    ...mayKeep ? [{ id: 'keep', label: t`Keep as baseline…`, icon: Flag, startsGroup: choices.length > 0, act: () => setDialog('keep') }] : [],
    ...mayKeep && baseline ? [{ id: 'rename', label: t`Rename “${title}”…`, icon: Pencil, act: () => setDialog('rename') }] : [],
    ...mayKeep && baseline ? [{ id: 'remove', label: t`Remove “${title}”`, icon: Trash2, tone: 'danger' as const, act: () => remove(baseline) }] : [],
  ]
  if (acts.length === 0) return null
  return (
    <>
      <Menu label={t`Baselines`} acts={acts}>
        <AriaButton className={styles['switch'] ?? ''} data-on={baseline !== null || undefined} aria-label={title === null ? t`Baseline` : t`Baseline: ${title}`}><Icon of={Diff} /><span>{title ?? t`Baseline`}</span></AriaButton>
      </Menu>
      {dialog === 'keep' && <BaselineDialog schedule={schedule} onClose={close} />}
      {dialog === 'rename' && baseline && <BaselineNameDialog schedule={schedule} baseline={baseline} onClose={close} />}
    </>
  )
}

/** Every baseline of the board, and none. */
function useChoices(): MenuAct[] {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, me: { timeZone } } = useBoardContext()
  const choose = useChooseBaseline()
  const [baselines, chosen] = [useBaselines(board), useBaseline()]
  const day = useMemo(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }), [locale, timeZone])
  const hint = (id: string, madeAt: number): string => {
    const date = day.format(madeAt)
    return id === chosen?.id ? t`kept on ${date}, compared now` : t`kept on ${date}`
  }
  return [
    ...baselines.map(({ id, title, madeAt }): MenuAct => ({ id, label: title || t`Untitled`, hint: hint(id, madeAt), icon: id === chosen?.id ? Check : Diff, act: () => choose(id) })),
    ...chosen ? [{ id: 'none', label: t`Compare with none`, icon: X, act: () => choose(null) }] : [],
  ]
}

function useRemove(schedule: ScheduleStore): (baseline: { id: string, title: string, madeAt: number }) => void {
  const { t } = useLingui()
  const words = useActWords()
  const { undo } = useUndo()
  return baseline => {
    dropBaseline(schedule, words, baseline)
    showToast({ about: 'undo', text: words.baselineRemoved(baseline.title), action: { label: t`Undo`, act: undo } })
  }
}
