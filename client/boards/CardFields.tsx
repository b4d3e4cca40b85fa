import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import styles from './Card.module.css'
import type { CardLine } from './card-lines.ts'
import { CellView } from './CellView.tsx'
import { OwnMark } from './PrivateMark.tsx'
import type { CellWords } from './use-cell-words.ts'

/** What a card shows of own fields, a quiet line each. */
export function CardFields({ task, lines, words }: { task: Task, lines: readonly CardLine[], words: CellWords }) {
  const { t } = useLingui()
  return (
    <dl className={styles['fields']}>
      {lines.map(({ field, cell, text }) => {
        const name = field.name || t`Untitled`
        return (
          <div key={field.id} title={`${name}: ${text}`} className={styles['field']}>
            <dt><span dir="auto">{name}</span>{field.isPrivate && <OwnMark />}</dt>
            <dd><CellView cell={cell} words={words} column={task.column} /></dd>
          </div>
        )
      })}
    </dl>
  )
}
