import { useLingui } from '@lingui/react/macro'
import { dateOrders, type Encoding, encodings, type Mapping, type ColumnMeaning, ownMeanings, tableFields } from '@kopa/shared/transfer/mapping.ts'
import { Select } from '../ui/Select.tsx'
import styles from './ImportDialog.module.css'
import { useFieldNames } from './use-import-words.ts'

interface Props { heads: readonly string[], samples: readonly (readonly string[])[], mapping: Mapping, onChange: (mapping: Mapping) => void }

/** What every column of a table says, with its first rows beside it; how its dates and letters are written. */
export function MappingTable({ heads, samples, mapping, onChange }: Props) {
  const { t } = useLingui()
  const names = useFieldNames()
  const choices = [{ value: '' as const, label: t`Leave out` }, ...[...tableFields, ...ownMeanings].map(value => ({ value, label: names[value] }))]
  const change = (at: number, field: ColumnMeaning | '') => onChange({ ...mapping, fields: mapping.fields.map((known, index) => (index === at ? field || null : known)) })
  return (
    <section aria-label={t`What the columns say`}>
      <h3 className={styles['head']}>{t`What the columns say`}</h3>
      <ul className={styles['columns']}>
        {heads.map((head, at) => (
          <li key={`${at} ${head}`}>
            <div><strong>{head || t`Column ${at + 1}`}</strong><small>{samples.map(row => row[at] ?? '').filter(cell => cell !== '').slice(0, 3).join(' · ') || t`empty`}</small></div>
            <Select label={head || t`Column ${at + 1}`} isLabelHidden size="dense" name={`column-${at}`} choices={choices} value={mapping.fields[at] ?? ''} onChange={field => change(at, field)} />
          </li>
        ))}
      </ul>
      <Writing mapping={mapping} onChange={onChange} />
    </section>
  )
}

function Writing({ mapping, onChange }: Pick<Props, 'mapping' | 'onChange'>) {
  const { t } = useLingui()
  const orders: Record<Mapping['dates'], string> = { ymd: t`2026-03-31`, dmy: t`31.03.2026 (day first)`, mdy: t`03/31/2026 (month first)` }
  const letters: Record<Encoding, string> = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16 BE', 'windows-1257': t`Windows, Baltic`, 'windows-1252': t`Windows, Western Europe` }
  return (
    <div className={styles['writing']}>
      <Select label={t`Dates are written`} name="dates" size="dense" choices={dateOrders.map(value => ({ value, label: orders[value] }))} value={mapping.dates} onChange={dates => onChange({ ...mapping, dates })} />
      <Select label={t`Letters`} name="letters" size="dense" choices={encodings.map(value => ({ value, label: letters[value] }))} value={mapping.encoding ?? 'utf-8'} onChange={encoding => onChange({ ...mapping, encoding })} />
    </div>
  )
}
