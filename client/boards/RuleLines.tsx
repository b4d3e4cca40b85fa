import { useLingui } from '@lingui/react/macro'
import styles from './Rules.module.css'

/** One line of the checklist in each line. */
export function RuleLines({ value, onChange }: { value: readonly string[], onChange: (lines: string[]) => void }) {
  const { t } = useLingui()
  return <textarea aria-label={t`Lines of the checklist`} placeholder={t`One in each line`} rows={Math.max(3, value.length)} value={value.join('\n')} className={styles['lines']} onChange={event => onChange(event.target.value.split('\n').map(line => line.slice(0, 200)))} />
}
