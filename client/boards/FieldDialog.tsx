import { Trans, useLingui } from '@lingui/react/macro'
import { type BoardField, type FieldKind, fieldKinds, mostFieldName } from '@kopa/shared/boards/field.ts'
import { formulaFault } from '@kopa/shared/boards/formula.ts'
import { shownFormula, storedFormula } from '@kopa/shared/boards/formula-names.ts'
import { useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import type { FieldDraft } from './field-acts.ts'
import { FieldOptions, type OptionDraft } from './FieldOptions.tsx'
import { FormulaInput } from './FormulaInput.tsx'
import { PrivateLine } from './PrivateLine.tsx'
import { useFields } from './use-board.ts'
import { useFaultWords, useFieldKindNames } from './use-field-words.ts'

const currencies = ['EUR', 'USD', 'GBP', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'CHF', 'JPY', 'CNY', 'INR', 'CAD', 'AUD', 'BRL', 'UAH']

/** A field of the board: made (null), or what it is called, what can be chosen and what it works out. */
export function FieldDialog({ field, onMade, onClose }: { field: BoardField | null, onMade?: (id: string) => void, onClose: () => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const { board, acts, side } = use
  const fields = useFields(board)
  const tellFault = useFaultWords()
  const kindNames = useFieldKindNames()
  const company = companyIn(use, use.me.companyId)
  const [sees, setSees] = useState<'all' | 'company'>(field?.isPrivate ? 'company' : 'all')
  const isPrivate = sees === 'company'
  const others = fields.filter(({ id }) => id !== field?.id)
  const hidden = isPrivate ? [] : fields.filter(one => one.isPrivate)
  const readable = fields.filter(one => !hidden.includes(one))
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? 'text')
  const [currency, setCurrency] = useState(field?.currency ?? 'EUR')
  const [options, setOptions] = useState<readonly OptionDraft[]>(field?.options ?? [])
  const [formula, setFormula] = useState(() => shownFormula(field?.formula ?? '', fields))
  const hasOptions = kind === 'select' || kind === 'multiSelect'
  async function take(values: Record<string, string>): Promise<void> {
    if (isPrivate) await side.open()
    const draft: FieldDraft = { name: (values['name'] ?? '').trim(), kind, currency, isPrivate, formula: kind === 'formula' ? storedFormula(formula, readable) : '', options: hasOptions ? options.filter(({ name }) => name.trim() !== '') : [] }
    if (field) acts.changeField(field, draft)
    else {
      const id = acts.addField(draft)
      onMade?.(id)
    }
    onClose()
  }
  function check(values: Record<string, string>): Record<string, string> {
    const name = (values['name'] ?? '').trim()
    if (name === '') return { name: t`Give the field a name.` }
    if (others.some(other => other.name.toLowerCase() === name.toLowerCase())) return { name: t`There is a field of this name already.` }
    const fault = kind === 'formula' ? formulaFault(formula, readable, hidden) : null
    return fault ? { formula: tellFault(fault) } : {}
  }
  return (
    <Dialog title={field ? t`Change the field` : t`New field`} isOpen onClose={onClose}>
      <Form check={check} act={take}>
        {field?.isPrivate && company && <PrivateLine company={company} />}
        <TextField name="name" label={t`Name`} defaultValue={field?.name ?? ''} maxLength={mostFieldName} isProposed autoFocus autoComplete="off" />
        <Select name="kind" label={t`Kind`} value={kind} isDisabled={field !== null} onChange={setKind} choices={fieldKinds.map(value => ({ value, label: kindNames[value] }))} />
        {kind === 'money' && <Select name="currency" label={t`Currency`} hint={t`Amounts in another one are typed with its sign: 120 USD.`} value={currency} onChange={setCurrency} choices={[...new Set([currency, ...currencies])].map(value => ({ value, label: value }))} />}
        {hasOptions && <FieldOptions options={options} onChange={setOptions} />}
        {kind === 'formula' && <FormulaInput formula={formula} fields={readable.filter(({ id }) => id !== field?.id)} hidden={hidden} onChange={setFormula} />}
        {!field && side.mayBe && company && <Select name="sees" label={t`Who sees it`} hint={t`This stays as it is: what a partner has seen, they have seen.`} value={sees} onChange={setSees} choices={[{ value: 'all', label: t`Everybody on this board` }, { value: 'company', label: t`Only ${company.name}` }]} />}
        <FormActs onClose={onClose}>{field ? <Trans>Save</Trans> : <Trans>Add</Trans>}</FormActs>
      </Form>
    </Dialog>
  )
}
