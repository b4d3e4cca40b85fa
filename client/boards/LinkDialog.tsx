import { Trans, useLingui } from '@lingui/react/macro'
import { type LinkType, linkTypes } from '@kopa/shared/boards/link.ts'
import { readLag } from '@kopa/shared/boards/plan-words.ts'
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Form, type Values } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import type { PlanActs } from './plan-acts.ts'
import { useLinkNames } from './use-link-names.ts'
import { usePlanProblems } from './use-plan-problems.ts'

const mostShown = 1000

interface Props { id: string, /** tasks to choose from, numbered where the Gantt numbers them */ rows: readonly { id: string, number: number | undefined }[], plan: PlanActs, onClose: () => void }

/** Another task that shall wait for this one, or that this one waits for; the way without pulling. */
export function LinkDialog({ id, rows, plan, onClose }: Props) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const [types, words, tell] = [useLinkNames(), useActWords(), usePlanProblems()]
  const [way, setWay] = useState<'before' | 'after'>('after')
  const [type, setType] = useState<LinkType>('FS')
  const title = board.task(id)?.title || t`Untitled`
  const others = rows.filter(row => row.id !== id).slice(0, mostShown).map(row => ({ value: row.id, label: [row.number ?? '', board.task(row.id)?.title || t`Untitled`].join(' ').trim() }))
  const act = ({ other = '', lag: text = '' }: Values): Promise<void> => {
    const lag = readLag(text)
    if (!lag) return Promise.reject(new Error(t`“${text}” is not a lag. Try 2d, -4h, 1ed or 50%.`))
    const [from, to] = way === 'after' ? [id, other] : [other, id]
    const problem = plan.link({ from, to, type, lag })
    if (problem && problem !== 'asked') return Promise.reject(new Error(tell(problem)))
    // Where the partner is asked first, the question is what there is to hear.
    if (!problem) announce(words.linked(board, from, to))
    onClose()
    return Promise.resolve()
  }
  return (
    <Dialog title={t`Link “${title}”`} isOpen onClose={onClose}>
      {others.length === 0 ? <p><Trans>There is no other task to link it to.</Trans></p> : (
        <Form act={act}>
          <Select name="way" label={t`Order`} value={way} onChange={setWay} choices={[{ value: 'after', label: t`This comes before` }, { value: 'before', label: t`This waits for` }]} />
          <Select name="other" label={t`Task`} choices={others} />
          <Select name="type" label={t`Kind of link`} value={type} onChange={setType} choices={linkTypes.map(value => ({ value, label: types[value] }))} />
          <TextField name="lag" label={t`Lag`} autoComplete="off" maxLength={40} hint={t`For example 2d, -4h, 1ed or 50%; empty for none.`} />
          <FormActs onClose={onClose}><Trans>Link them</Trans></FormActs>
        </Form>
      )}
    </Dialog>
  )
}
