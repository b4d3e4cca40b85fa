import { Trans, useLingui } from '@lingui/react/macro'
import { type BoardField, mostFormula } from '@kopa/shared/boards/field.ts'
import { formulaFault } from '@kopa/shared/boards/formula.ts'
import { ownNames } from '@kopa/shared/boards/formula-parse.ts'
import { useDeferredValue, useRef } from 'react'
import { Field } from '../ui/Field.tsx'
import control from '../ui/Field.module.css'
import styles from './FieldDialog.module.css'
import { useFaultWords } from './use-field-words.ts'

/** A formula as it is typed: what is wrong with it is told at once, and names are put in by a press. */
export function FormulaInput({ formula, fields, hidden, onChange }: { formula: string, fields: readonly BoardField[], /** that it may not read */ hidden: readonly BoardField[], onChange: (formula: string) => void }) {
  const { t } = useLingui()
  const tellFault = useFaultWords()
  const settled = useDeferredValue(formula)
  const area = useRef<HTMLTextAreaElement>(null)
  const fault = settled.trim() === '' ? null : formulaFault(settled, fields, hidden)
  function insert(name: string): void {
    const at = area.current?.selectionStart ?? formula.length
    const words = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `[${name}]`
    onChange(formula.slice(0, at) + words + formula.slice(area.current?.selectionEnd ?? at))
    area.current?.focus()
  }
  return (
    <>
      <Field name="formula" label={t`Formula`} hint={t`For example [Unit price] * Quantity, if(progress = 100, "done", ""), sum(Cost) for what is below, deadline - 7.`}>
        {wiring => <textarea {...wiring} ref={area} name="formula" value={formula} maxLength={mostFormula} spellCheck={false} className={`${control['control']} ${styles['formula']}`} onChange={event => onChange(event.target.value)} />}
      </Field>
      <p role="status" className={styles['fault']}>{fault && tellFault(fault)}</p>
      <div role="group" aria-label={t`Names that can be used`} className={styles['names']}>
        {[...fields.map(({ name }) => name).filter(name => name !== ''), ...ownNames].map(name => <button key={name} type="button" onClick={() => insert(name)}>{name}</button>)}
      </div>
      <details className={styles['help']}>
        <summary><Trans>What formulas can do</Trans></summary>
        <p><Trans>+ - * / and comparisons (= &lt;&gt; &lt; &lt;= &gt; &gt;=); & joins texts. Names with spaces stand in [brackets], texts in "quotes". Arguments are parted by a comma or a semicolon, decimals by a point.</Trans></p>
        <p><Trans>if(condition, then, else), and(…), or(…), not(…), empty(…), min(…), max(…), round(number, digits), abs(…), sum(…) and count(…) over the subtasks, today(), date(year, month, day). A date plus a number is a date; the difference of two dates is days.</Trans></p>
        <p><Trans>What nobody has written counts as 0 in + and -, beside something that is written. Otherwise nothing comes of it: Price * Quantity is empty until both are there.</Trans></p>
      </details>
    </>
  )
}
