import { Trans } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import styles from './OwnChoice.module.css'

interface Props { company: string, isOn: boolean, onChange: (isOn: boolean) => void, /** what is told about it */ children: ReactNode }

/** Whether what is passed on also holds what the own company keeps for itself. */
export function OwnChoice({ company, isOn, onChange, children }: Props) {
  const hint = useId()
  return (
    <div className={styles['own']}>
      <label><input type="checkbox" checked={isOn} aria-describedby={hint} onChange={() => onChange(!isOn)} /><Trans>Also what only {company} sees</Trans></label>
      <small id={hint}>{children}</small>
    </div>
  )
}
