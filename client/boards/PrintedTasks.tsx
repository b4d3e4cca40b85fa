import { Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
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

const rowsAtOnce = 200
const fields = ['title', 'company', 'people', 'priority', 'deadline'] as const
type Field = (typeof fields)[number]

interface Props { columns: readonly TasksOfColumn[], madeAt: string, withPrivate: boolean, onShare: (share: number) => void, onReady: () => void }

/** Tasks as one table: browsers break it between rows and repeat its head on every page. */
export function PrintedTasks({ columns, madeAt, withPrivate, onShare, onReady }: Props) {
  const { t } = useLingui()
  const heading = usePrintedHeading(madeAt, { withPrivate })
  const [names, tell] = [useColumnNames(), useTaskWords()]
  const lines = columns.flatMap(({ id, title, ids }) => [{ key: id, heading: title || t`Untitled`, count: ids.length }, ...ids.map(task => ({ key: task, heading: null, count: 0 }))])
  const count = useLayingOut(lines.length, { atOnce: rowsAtOnce, onShare, onReady })
  return createPortal(
    <div className={styles['print']} data-print data-react-aria-top-layer>
      <table className={styles['tasks']}>
        <colgroup>{fields.map(field => <col key={field} data-field={field} />)}</colgroup>
        <thead>
          <tr><td colSpan={fields.length}><div className={styles['head']}><h1>{heading.title}</h1>{heading.warning && <strong>{heading.warning}</strong>}<p>{heading.workspace} · {heading.date}</p></div></td></tr>
          <tr>{fields.map(field => <th key={field} scope="col">{names(field)}</th>)}</tr>
        </thead>
        <tbody>
          {lines.slice(0, count).map(line => (line.heading === null
            ? <TaskLine key={line.key} id={line.key} tell={tell} />
            : <tr key={line.key} className={styles['section']}><th colSpan={fields.length} scope="rowgroup">{line.heading} <small>{line.count}</small></th></tr>))}
        </tbody>
      </table>
    </div>, document.body)
}

function TaskLine({ id, tell }: { id: string, tell: (id: string) => Record<Field, string> }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const told = tell(id)
  return (
    <tr>
      <th scope="row">{told.title}{board.isPrivate(id) && <span className={styles['private']}><Icon of={Lock} size={10} />{t`private`}</span>}</th>
      {fields.slice(1).map(field => <td key={field}>{told[field]}</td>)}
    </tr>
  )
}

function useTaskWords(): (id: string) => Record<Field, string> {
  const { t } = useLingui()
  const use = useBoardContext()
  const [priorities, tellDue] = [usePriorityNames(), useDueWords(use.me.timeZone)]
  return id => {
    const task = use.board.task(id)
    if (!task) return { title: '', company: '', people: '', priority: '', deadline: '' }
    return {
      title: task.title || t`Untitled`,
      company: companyIn(use, task.companyId)?.name ?? '',
      people: task.assignees.flatMap(({ userId }) => personIn(use, userId)?.name ?? []).join(', '),
      priority: task.priority ? priorities[task.priority] : '',
      deadline: task.deadline ? tellDue(task.deadline, { isDone: stageIn(use.board.columns(), task.column) === 'done' }).exact : '',
    }
  }
}
