import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { DialogActs } from '../ui/Dialog.tsx'
import { OwnChoice } from '../ui/OwnChoice.tsx'
import { Segments } from '../ui/Segments.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import styles from './OutputDialog.module.css'
import { hasPrivateTasks, type PrintedReach } from './printed-plan.ts'

/** What a print and a picture ask alike. */

export function ReachChoice({ reach, onChange }: { reach: PrintedReach, onChange: (reach: PrintedReach) => void }) {
  const { t } = useLingui()
  const { form } = useGanttContext()
  // A list has no stretch of time in sight.
  if (form === 'list') return null
  return <Segments label={t`How much of the plan`} choices={[{ value: 'whole', label: t`The whole plan` }, { value: 'sight', label: t`What is in sight` }]} value={reach} onChange={onChange} />
}

/** Off unless somebody wants it: what is on paper is easily passed on. */
export function PrivateChoice({ withPrivate, onChange }: { withPrivate: boolean, onChange: (withPrivate: boolean) => void }) {
  const { board, ...use } = useBoardContext()
  if (!hasPrivateTasks(board)) return null
  return (
    <OwnChoice company={companyIn(use, use.me.companyId)?.name ?? ''} isOn={withPrivate} onChange={onChange}>
      <Trans>It is marked as private. Leave it out of what you give to others.</Trans>
    </OwnChoice>
  )
}

export function OutputProgress({ share, label }: { share: number, label: string }) {
  useEffect(() => announce(label), [label])
  return (
    <div className={styles['progress']}>
      <p>{label}</p>
      <progress aria-label={label} max={1} value={share} />
    </div>
  )
}

/** The foot of the dialog. What was pressed is gone while it works: the keyboard goes on with what stops it. */
export function OutputActs({ isWorking, onStop, onClose, children }: { isWorking: boolean, onStop: () => void, onClose: () => void, children: ReactNode }) {
  return (
    <DialogActs>
      {isWorking ? <Button key="stop" autoFocus onPress={onStop}><Trans>Stop</Trans></Button> : <><Button onPress={onClose}><Trans>Cancel</Trans></Button>{children}</>}
    </DialogActs>
  )
}
