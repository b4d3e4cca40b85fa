import { Trans, useLingui } from '@lingui/react/macro'
import { type Link, linkTypes } from '@kopa/shared/boards/link.ts'
import { lagText, readLag } from '@kopa/shared/boards/plan-words.ts'
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form, type Values } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import { useLinks } from './use-board.ts'
import { useLinkNames } from './use-link-names.ts'
import { usePlanProblems } from './use-plan-problems.ts'

/** A link that was taken hold of: another kind, another lag, or gone. */
export function LinkChangeDialog({ id, onClose }: { id: string, onClose: () => void }) {
  const { board } = useBoardContext()
  const link = useLinks(board).find(one => one.id === id)
  return link && <Change link={link} onClose={onClose} />
}

function Change({ link, onClose }: { link: Link, onClose: () => void }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const { plan } = useGanttContext()
  const [types, words, tell] = [useLinkNames(), useActWords(), usePlanProblems()]
  const [type, setType] = useState(link.type)
  // Where the partner is asked first, the question is what there is to hear.
  const done = (asked: 'asked' | null): void => { if (!asked) announce(words.linksChanged(board, [link.to])); onClose() }
  const act = ({ lag: text = '' }: Values): Promise<void> => {
    const lag = readLag(text)
    if (!lag) return Promise.reject(new Error(t`“${text}” is not a lag. Try 2d, -4h, 1ed or 50%.`))
    const problem = plan.changeLink({ ...link, type, lag })
    if (problem && problem !== 'asked') return Promise.reject(new Error(tell(problem)))
    done(problem)
    return Promise.resolve()
  }
  return (
    <Dialog title={words.linked(board, link.from, link.to)} isOpen onClose={onClose}>
      <Form act={act}>
        <Select name="type" label={t`Kind of link`} value={type} onChange={setType} choices={linkTypes.map(value => ({ value, label: types[value] }))} />
        <TextField name="lag" label={t`Lag`} defaultValue={lagText(link.lag)} autoComplete="off" maxLength={40} hint={t`For example 2d, -4h, 1ed or 50%; empty for none.`} />
        <Button variant="quiet" onPress={() => done(plan.removeLinks([link]))}><Trans>Remove this link</Trans></Button>
        <FormActs onClose={onClose}><Trans>Save</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
