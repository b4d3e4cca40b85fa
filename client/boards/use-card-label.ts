import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { stageIn } from './board-store.ts'
import type { CardLine } from './card-lines.ts'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { useParentTitle } from './use-board.ts'
import { usePriorityNames } from './use-board-words.ts'
import { useDueWords } from './use-due-words.ts'
import { useHereWords } from './use-here-words.ts'

/** All that a card shows, in one sentence for screen readers. `lines`: what it says in own fields. */
export function useCardLabel(task: Task | undefined, lines: readonly CardLine[] = []): string {
  const { t } = useLingui()
  const use = useBoardContext()
  const priorities = usePriorityNames()
  const tellDue = useDueWords(use.me.timeZone)
  const here = useHereWords(task?.id ?? '')
  const parent = useParentTitle(use.board, task?.parent ?? null)
  if (!task) return ''
  const whole = parent || t`Untitled`
  const company = companyIn(use, task.companyId)?.name
  const assignees = task.assignees.flatMap(({ userId }) => personIn(use, userId)?.name ?? [])
  const due = task.deadline && tellDue(task.deadline, { isDone: stageIn(use.board.columns(), task.column) === 'done' }).text
  const labels = use.board.labels().filter(({ id }) => task.labels.includes(id)).map(({ name }) => name)
  const done = task.checklist.filter(({ isDone }) => isDone).length
  const files = task.files.length
  const own = companyIn(use, use.me.companyId)
  const fields = lines.map(({ field, text }) => { const name = field.name || t`Untitled`; return `${field.isPrivate && own ? `${name} (${t`only ${own.name}`})` : name}: ${text}` })
  const mine = use.board.isPrivate(task.id) ? own?.name : undefined
  return [
    task.title || t`Untitled`, parent === null ? '' : t`subtask of ${whole}`, task.priority ? priorities[task.priority] : '', company ?? '', assignees.length > 0 ? t`assigned to ${assignees.join(', ')}` : '',
    due ? t`due ${due}` : '', task.repeat ? t`comes again` : '', labels.join(', '), task.checklist.length > 0 ? t`checklist ${done} of ${task.checklist.length}` : '', files > 0 ? t`${plural(files, { one: '# file', other: '# files' })}` : '', ...fields, here, mine ? t`only ${mine} sees it` : '',
  ].filter(Boolean).join(', ')
}
