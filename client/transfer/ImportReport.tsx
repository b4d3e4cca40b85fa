import { Trans, useLingui } from '@lingui/react/macro'
import type { ReportLine } from '@kopa/shared/transfer/report.ts'
import styles from './ImportDialog.module.css'
import { useReportWords } from './use-import-words.ts'

/** What does not come along, or not as it was, each with how many and the first few. */
export function ImportReport({ report }: { report: readonly ReportLine[] }) {
  const { t, i18n } = useLingui()
  const words = useReportWords()
  const format = new Intl.NumberFormat(i18n.locale)
  if (report.length === 0) return <p className={styles['quiet']}><Trans>Everything in the file comes along.</Trans></p>
  return (
    <section aria-label={t`What does not come along`}>
      <h3 className={styles['head']}><Trans>What does not come along</Trans></h3>
      <ul className={styles['report']}>
        {report.map(({ code, count, examples }) => (
          <li key={code}><span>{words[code]} <b>{format.format(count)}</b></span>{examples.length > 0 && <small>{examples.join(' · ')}{examples.length < count && ' ...'}</small>}</li>
        ))}
      </ul>
    </section>
  )
}
