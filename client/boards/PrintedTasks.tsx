import { Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { memo, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../ui/Icon.tsx'
import { stageIn } from './board-store.ts'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import styles from './PrintDocument.module.css'
import { usePriorityNames } from './use-board-words.ts'
import { useColumnNames } from './use-column-names.ts'
import { useDueWords } from './use-due-words.ts'
import { useLayingOut } from './use-printing.ts'
import { usePrintedHeading } from './use-printed-words.ts'

export interface TasksOfColumn { readonly id: string, readonly title: string, readonly ids: readonly string[] }

/** Lines that are laid out between two frames. */
const atOnce = 200
const fields = ['title', 'company', 'people', 'priority', 'deadline'] as const
type Told = Record<(typeof fields)[number], string> & { readonly isPrivate: boolean }

interface Props { columns: readonly TasksOfColumn[], madeAt: string, withPrivate: boolean, onShare: (share: number) => void, onReady: () => void }

/** Tasks as one table: browsers break it between rows and repeat its head on every page. */
export function PrintedTasks({ columns, madeAt, withPrivate, onShare, onReady }: Props) {
  const heading = usePrintedHeading(madeAt, { withPrivate })
  const [names, tell] = [useColumnNames(), useTaskWords()]
  const parts = useMemo(() => inParts(columns), [columns])
  const count = useLayingOut(parts.length, { atOnce: 1, onShare, onReady })
  return createPortal(
    <div className={styles['print']} data-print data-react-aria-top-layer>
      <table className={styles['tasks']}>
        <colgroup>{fields.map(field => <col key={field} data-field={field} />)}</colgroup>
        <thead>
          <tr><td colSpan={fields.length}><div className={styles['head']}><h1>{heading.title}</h1>{heading.warning && <strong>{heading.warning}</strong>}<p>{heading.workspace} · {heading.date}</p></div></td></tr>
          <tr>{fields.map(field => <th key={field} scope="col">{names(field)}</th>)}</tr>
        </thead>
        <tbody>{parts.slice(0, count).map(lines => <Lines key={lines[0]?.key} lines={lines} tell={tell} />)}</tbody>
      </table>
    </div>, document.body)
}

interface Line { readonly key: string, /** null: it is a task's */ readonly column: TasksOfColumn | null }

function inParts(columns: readonly TasksOfColumn[]): Line[][] {
  const lines: Line[] = columns.flatMap(column => [{ key: column.id, column }, ...column.ids.map(key => ({ key, column: null }))])
  return Array.from({ length: Math.ceil(lines.length / atOnce) }, (_, at) => lines.slice(at * atOnce, (at + 1) * atOnce))
}

/** What is laid out once stays as it is, whatever comes behind it. */
const Lines = memo(function Lines({ lines, tell }: { lines: readonly Line[], tell: (id: string) => Told }) {
  const { t } = useLingui()
  return lines.map(({ key, column }) => (column
    ? <tr key={key} className={styles['section']}><th colSpan={fields.length} scope="rowgroup">{column.title || t`Untitled`} <small>{column.ids.length}</small></th></tr>
    : <TaskLine key={key} told={tell(key)} />))
}, (before, after) => before.lines === after.lines)

function TaskLine({ told }: { told: Told }) {
  const { t } = useLingui()
  return (
    <tr>
      <th scope="row">{told.title}{told.isPrivate && <span className={styles['private']}><Icon of={Lock} size={10} />{t`private`}</span>}</th>
      {fields.slice(1).map(field => <td key={field}>{told[field]}</td>)}
    </tr>
  )
}

/** The hour of a deadline is told by the clock that stands in the head: paper has no reader's own. */
function useTaskWords(): (id: string) => Told {
  const { t } = useLingui()
  const use = useBoardContext()
  const [priorities, tellDue] = [usePriorityNames(), useDueWords(use.board.settings().zone)]
  return id => {
    const task = use.board.task(id)
    if (!task) return { title: '', company: '', people: '', priority: '', deadline: '', isPrivate: false }
    return {
      title: task.title || t`Untitled`,
      company: companyIn(use, task.companyId)?.name ?? '',
      people: task.assignees.flatMap(({ userId }) => personIn(use, userId)?.name ?? []).join(', '),
      priority: task.priority ? priorities[task.priority] : '',
      deadline: task.deadline ? tellDue(task.deadline, { isDone: stageIn(use.board.columns(), task.column) === 'done' }).exact : '',
      isPrivate: use.board.isPrivate(id),
    }
  }
}
