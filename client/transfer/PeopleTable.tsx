import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ChosenPeople, ImportPreview } from '@kopa/shared/transfer/contract.ts'
import { Select } from '../ui/Select.tsx'
import styles from './ImportDialog.module.css'

interface Props { preview: ImportPreview, chosen: ChosenPeople, onChange: (chosen: ChosenPeople) => void }

/** Who is meant by people of a file who are called otherwise here: what was theirs to do stays with somebody. */
export function PeopleTable({ preview: { people, here }, chosen, onChange }: Props) {
  const { t } = useLingui()
  // Who was chosen once stays in the list, to be changed again.
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set())
  const unknown = people.filter(({ id, userId }) => userId === null || asked.has(id) || Object.hasOwn(chosen, id))
  if (unknown.length === 0 || here.length === 0) return null
  const choices = [{ value: '', label: t`Nobody` }, ...here.map(({ id, name }) => ({ value: id, label: name }))]
  const choose = (id: string, userId: string) => {
    setAsked(new Set([...asked, id]))
    onChange(Object.fromEntries([...Object.entries(chosen).filter(([known]) => known !== id), ...userId === '' ? [] : [[id, userId]]]))
  }
  return (
    <section aria-label={t`Who these people are here`}>
      <h3 className={styles['head']}><Trans>Who these people are here</Trans></h3>
      <p className={styles['quiet']}><Trans>What was theirs to do is given to whom you choose.</Trans></p>
      <ul className={styles['columns']}>
        {unknown.map(({ id, name }) => (
          <li key={id}>
            <div><strong>{name || id}</strong></div>
            <Select label={name || id} isLabelHidden size="dense" name={`person-${id}`} choices={choices} value={chosen[id] ?? ''} onChange={userId => choose(id, userId)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
