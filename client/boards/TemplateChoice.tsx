import { Columns3, Handshake, type LucideIcon, Plug, Rocket, SquareDashed } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { addColumn } from '@kopa/shared/boards/column.ts'
import { flowInto, unknownFlow } from '@kopa/shared/boards/flow.ts'
import { putLabel } from '@kopa/shared/boards/label.ts'
import { addTask, putChecklistItem } from '@kopa/shared/boards/task-verbs.ts'
import { spreadKeys } from '@kopa/shared/order.ts'
import { lazy, Suspense } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { newId } from './arrange.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { type BoardTemplate, useBoardTemplates } from './board-templates.ts'
import styles from './TemplateChoice.module.css'

const icons: Record<string, LucideIcon> = { simple: Columns3, launch: Rocket, partner: Handshake, integration: Plug }

/** The names of countries and holidays come with it. */
const FoundingTimes = lazy(async () => ({ default: (await import('./FoundingTimes.tsx')).FoundingTimes }))

const OwnTemplates = lazy(async () => ({ default: (await import('./OwnTemplates.tsx')).OwnTemplates }))

/** A board without columns: what boards are for, and how to begin. */
export function TemplateChoice({ onBlank }: { onBlank: () => void }) {
  const { mayEdit } = useBoardContext()
  const templates = useBoardTemplates()
  const fill = useFill()
  if (!mayEdit) return <p className={styles['none']}><Trans>This board is empty.</Trans></p>
  return (
    <div className={styles['choice']}>
      <h2><Trans>How shall this board begin?</Trans></h2>
      <p className={styles['lead']}><Trans>Columns show how far each task is; everybody in the workspace moves them together. Every column and task can be changed later.</Trans></p>
      <ul className={styles['templates']}>
        {templates.map((template, index) => (
          <li key={template.id}>
            <button type="button" data-first-act={index === 0 || undefined} className={styles['template']} onClick={() => fill(template)}>
              <Icon of={icons[template.id] ?? Columns3} size={20} />
              <strong>{template.name}</strong><span>{template.lead}</span>
              <small>{template.columns.map(({ title }) => title).join(' · ')}</small>
            </button>
          </li>
        ))}
        <li><button type="button" className={styles['template']} onClick={onBlank}><Icon of={SquareDashed} size={20} /><strong><Trans>Empty</Trans></strong><span><Trans>Name the columns yourself.</Trans></span></button></li>
      </ul>
      <Suspense fallback={null}>
        <OwnTemplates />
        <FoundingTimes />
      </Suspense>
    </div>
  )
}

/** Writes a template into the board: one act, undone as one. */
function useFill(): (template: BoardTemplate) => void {
  const { board, me } = useBoardContext()
  const words = useActWords()
  return template => board.act(doc => {
    const act = { userId: me.id, at: Date.now() }
    const columns = template.columns.map(column => ({ ...column, id: newId() }))
    const columnKeys = spreadKeys(columns.length)
    columns.forEach((column, at) => addColumn(doc, { id: column.id, title: column.title, stage: column.stage, limit: column.limit ?? null, order: columnKeys[at] ?? '' }))
    const labels = new Map(template.labels.map((name, color) => [name, { id: newId(), name, color }]))
    for (const label of labels.values()) putLabel(doc, label)
    const keys = spreadKeys(template.tasks.length)
    template.tasks.forEach((task, at) => {
      const id = newId()
      const label = labels.get(task.label ?? '')
      const column = columns[task.column]
      addTask(doc, { id, title: task.title, column: column?.id ?? '', order: keys[at] ?? '', flow: flowInto(unknownFlow, { from: null, to: column?.stage ?? 'open' }, act.at), rank: keys[at] ?? '', priority: task.priority ?? null, labels: label ? [label.id] : [] }, act)
      const itemKeys = spreadKeys(task.checklist?.length ?? 0)
      task.checklist?.forEach((text, item) => putChecklistItem(doc, id, { id: newId(), text, isDone: false, order: itemKeys[item] ?? '' }))
    })
  }, words.filled)
}
