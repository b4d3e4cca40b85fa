import { Trans, useLingui } from '@lingui/react/macro'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { type FieldCondition, type FieldTest, testsOf } from '@kopa/shared/boards/field-filter.ts'
import { readDay, readFieldText, readNumber } from '@kopa/shared/boards/field-text.ts'
import { isMoney, minorDigits } from '@kopa/shared/boards/field-values.ts'
import { useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { type Choice, Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBoardContext } from './board-context.ts'
import { DayInput } from './DayInput.tsx'
import { useFields } from './use-board.ts'
import { writingOf } from './use-cell-words.ts'

/** Asks what a field must say: for fields of every kind. */
export function FieldFilterDialog({ onTake, onClose }: { onTake: (condition: FieldCondition) => void, onClose: () => void }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const { locale } = useLocale()
  const fields = useFields(board)
  const [fieldId, setFieldId] = useState(fields[0]?.id ?? '')
  const field = fields.find(({ id }) => id === fieldId) ?? fields[0]
  const [wanted, setTest] = useState<FieldTest>('is')
  const testNames = useTestNames(field)
  if (!field) return null
  const tests = testsOf(field.kind)
  const test = tests.find(known => known === wanted) ?? tests[0] ?? 'filled'
  const needsValue = test !== 'empty' && test !== 'filled'
  const valueIn = (values: Record<string, string>): string | null => (needsValue ? readValue(field, test, values['value'] ?? '', writingOf(locale)) : '')
  return (
    <Dialog title={t`Filter by a field`} isOpen onClose={onClose}>
      <Form
        check={(values): Record<string, string> => (valueIn(values) === null ? { value: isToldThere(field, values) ? '' : t`That cannot be meant here.` } : {})}
        act={async values => { onTake({ field: field.id, test, value: valueIn(values) ?? '' }); onClose() }}
      >
        <Select name="field" label={t`Field`} value={field.id} onChange={setFieldId} choices={fields.map(({ id, name }) => ({ value: id, label: name || t`Untitled` }))} />
        <Select name="test" label={t`What it says`} value={test} onChange={setTest} choices={tests.map(value => ({ value, label: testNames[value] }))} />
        {needsValue && <ValueField key={field.id} field={field} />}
        <FormActs onClose={onClose}><Trans>Filter</Trans></FormActs>
      </Form>
    </Dialog>
  )
}

function ValueField({ field }: { field: BoardField }) {
  const { t } = useLingui()
  const choices = useValueChoices(field)
  if (choices) return <Select name="value" label={t`Value`} choices={choices} />
  if (field.kind === 'date') return <DayField />
  return <TextField name="value" label={t`Value`} maxLength={200} autoComplete="off" />
}

function DayField() {
  const { t } = useLingui()
  const [day, setDay] = useState('')
  return <Field name="value" label={t`Value`}>{({ id, ...trouble }) => <DayInput id={id} name="value" value={day} trouble={trouble} onType={setDay} />}</Field>
}

/** null: it is typed. */
function useValueChoices({ kind, options }: BoardField): Choice<string>[] | null {
  const { t } = useLingui()
  const { people, companies } = useBoardContext()
  switch (kind) {
    case 'checkbox': return [{ value: 'yes', label: t`Yes` }, { value: 'no', label: t`No` }]
    case 'person': return people.map(({ userId, name }) => ({ value: userId, label: name }))
    case 'company': return companies.map(({ id, name }) => ({ value: id, label: name }))
    case 'select': case 'multiSelect': return options.map(({ id, name }) => ({ value: id, label: name }))
    case 'text': case 'number': case 'money': case 'date': case 'link': case 'formula': return null
  }
}

function useTestNames(field: BoardField | undefined): Record<FieldTest, string> {
  const { t } = useLingui()
  const isDay = field?.kind === 'date'
  return { is: t`is`, has: t`contains`, from: isDay ? t`is on this day or later` : t`is at least`, to: isDay ? t`is on this day or earlier` : t`is at most`, empty: t`nothing is written`, filled: t`anything is written` }
}

/** A field for days says itself what it has not understood. */
const isToldThere = ({ kind }: BoardField, values: Record<string, string>): boolean => kind === 'date' && values['value'] !== ''

/** What was typed, as a filter keeps it; null: it cannot be meant. */
function readValue(field: BoardField, test: FieldTest, typed: string, writing: ReturnType<typeof writingOf>): string | null {
  const text = typed.trim()
  if (text === '') return null
  if (field.kind === 'number' || field.kind === 'money') {
    const value = readFieldText(field, text, { ...writing, people: [], companies: [] })
    return typeof value === 'number' ? String(value) : isMoney(value) ? String(value.amount / 10 ** minorDigits(value.currency)) : null
  }
  if (field.kind === 'date') return readDay(text, writing)
  if (field.kind !== 'formula' || test === 'has') return text
  return readDay(text, writing) ?? readNumber(text, writing.decimal)?.toString() ?? (test === 'is' ? text : null)
}
