import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { mostNote } from '@kopa/shared/boards/proposals-contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActs } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/toasts.ts'
import { companyIn, useBoardContext } from './board-context.ts'
import { AskedCalendar } from './AskedCalendar.tsx'
import { AskedLinks } from './AskedLinks.tsx'
import { AskedTasks } from './AskedTasks.tsx'
import type { Answer, AskedNow } from './asking.ts'
import type { ConsentQuestion, LaterTask } from './consent-question.ts'
import { proposalsApi, proposalsQuery } from './proposals-queries.ts'
import styles from './Proposals.module.css'
import { usePlanWords } from './use-plan-words.ts'

/** Something that the partner decides: what it is, and whether they shall be asked. Nothing is changed by it. */
export function ConsentDialog({ question, others, onClose }: AskedNow & { onClose: (answer: Answer) => void }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const send = useSend(question)
  const name = companyIn(use, question.companyId)?.name ?? ''
  function leave(): void {
    onClose('left')
    if (others.length > 0) showToast({ text: t`Nothing was changed.` })
  }
  return (
    <Dialog title={t`Ask ${name}?`} isOpen onClose={leave} size={question.kind === 'calendar' ? 'wide' : 'normal'}>
      {question.kind === 'link' && <AskedLinks links={question.links} />}
      {question.kind === 'handOver' && <HandOver question={question} name={name} />}
      {question.kind === 'removal' && <Removal taskIds={question.taskIds} name={name} />}
      {question.kind === 'calendar' && <Days question={question} name={name} />}
      {'moves' in question && <Moves moves={question.moves} name={name} />}
      {others.length > 0 && <p><Plural value={others.length} one="About # other task nobody has to be asked: it changes when you ask, and stays as it is otherwise." other="About # other tasks nobody has to be asked: they change when you ask, and stay as they are otherwise." /></p>}
      <Form act={async ({ note = '' }) => {
        await send(note)
        onClose('asked')
        showToast({ text: others.length > 0 ? t`${name} is asked. What they decide does not change until they accept.` : t`${name} is asked. Nothing changes until they accept.` })
      }}>
        <TextField name="note" label={t`A word to them (optional)`} maxLength={mostNote} />
        <DialogActs>
          <Button variant="quiet" onPress={leave}><Trans>Leave it</Trans></Button>
          <Button type="submit" variant="primary"><Trans>Ask</Trans></Button>
        </DialogActs>
      </Form>
    </Dialog>
  )
}

function Moves({ moves, name }: { moves: readonly LaterTask[], name: string }) {
  const { board } = useBoardContext()
  const { moment } = usePlanWords()
  return (
    <>
      <p><Trans>{name} is responsible, and it would end later than its slack allows: they decide.</Trans></p>
      <ul className={styles['tasks']}>
        {moves.map(({ taskId, before, after }) => {
          const [was, is] = [moment(before.finish), moment(after.finish)]
          return <li key={taskId}><strong dir="auto">{board.task(taskId)?.title || <Trans>Untitled</Trans>}</strong><Trans>ends {is} instead of {was}</Trans></li>
        })}
      </ul>
    </>
  )
}

function Days({ question: { companyId, changes }, name }: { question: Extract<ConsentQuestion, { kind: 'calendar' }>, name: string }) {
  return (
    <>
      <p><Trans>These are the working days of {name}, and they decide about them. What would change:</Trans></p>
      <AskedCalendar companyId={companyId} changes={changes} />
    </>
  )
}

function Removal({ taskIds, name }: { taskIds: readonly string[], name: string }) {
  return (
    <>
      <p><Trans>{name} is responsible, and decides whether to remove:</Trans></p>
      <AskedTasks tasks={taskIds.map(taskId => ({ taskId }))} />
    </>
  )
}

function HandOver({ question: { taskIds, newCompanyId, companyId }, name }: { question: Extract<ConsentQuestion, { kind: 'handOver' }>, name: string }) {
  return (
    <>
      <p>{newCompanyId === companyId ? <Trans>{name} is responsible when they accept it.</Trans> : <Trans>{name} is responsible now, and decides whether to give it away.</Trans>}</p>
      <AskedTasks tasks={taskIds.map(taskId => ({ taskId }))} />
    </>
  )
}

function useSend(question: ConsentQuestion): (note: string) => Promise<void> {
  const { place } = useBoardContext()
  const client = useQueryClient()
  return async note => {
    const { companyId: toCompanyId } = question
    if (question.kind === 'handOver') await proposalsApi.proposeHandOver({ ...place, toCompanyId, newCompanyId: question.newCompanyId, taskIds: [...question.taskIds], note })
    else if (question.kind === 'calendar') await proposalsApi.proposeCalendar({ ...place, toCompanyId, changes: question.changes.map(one => (one.change === 'hours' ? { ...one, shifts: [...one.shifts] } : one)), note })
    else if (question.kind === 'removal') await proposalsApi.proposeRemoval({ ...place, toCompanyId, taskIds: [...question.taskIds], note })
    else if (question.kind === 'link') await proposalsApi.proposeLinks({ ...place, toCompanyId, links: [...question.links], note })
    else await proposalsApi.proposeMove({ ...place, toCompanyId, moves: question.moves.map(({ taskId, plan }) => ({ taskId, plan })), note })
    await client.invalidateQueries({ queryKey: proposalsQuery(place).queryKey })
  }
}
