import { Check, CircleAlert, ExternalLink } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { safeLink } from '@kopa/shared/boards/field-values.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { columnIn, companyIn, personIn, useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import styles from './CellView.module.css'
import { LabelChip } from './LabelChip.tsx'
import type { Cell } from './table-cells.ts'
import { priorityIcons, stageIcons } from './use-board-words.ts'
import type { CellWords } from './use-cell-words.ts'
import { useDueWords } from './use-due-words.ts'

interface Props { cell: Cell, words: CellWords, /** of the task, for what is late */ column: string }

/** What a cell says, with the marks of whom and what it is about. */
export function CellView({ cell, words, column }: Props) {
  switch (cell.is) {
    case 'nothing': return null
    case 'number': case 'percent': case 'minutes': case 'money': return <span className={styles['number']}>{words.text(cell)}</span>
    case 'text': case 'day': return <span dir="auto" className={styles['words']}>{words.text(cell)}</span>
    case 'link': return <LinkView text={cell.text} />
    case 'deadline': return <DueView cell={cell} column={column} />
    case 'people': return <PeopleView ids={cell.ids} words={words} />
    case 'company': return <CompanyView id={cell.id} name={words.text(cell)} />
    case 'column': return <ColumnView id={cell.id} name={words.text(cell)} />
    case 'options': return <span className={styles['chips']}>{cell.options.map(option => <LabelChip key={option.name} label={option} />)}</span>
    case 'priority': return <><Icon of={priorityIcons[cell.priority]} size={14} /><span className={styles['words']}>{words.text(cell)}</span></>
    case 'check': return <CheckView isChecked={cell.isChecked} name={words.text(cell)} />
    case 'fault': return <span className={styles['fault']} title={words.text(cell)}><Icon of={CircleAlert} size={14} /><span className={styles['words']}>{words.text(cell)}</span></span>
  }
}

function LinkView({ text }: { text: string }) {
  const { t } = useLingui()
  const href = safeLink(text)
  return (
    <>
      <span dir="auto" className={styles['words']}>{text.replace(/^https?:\/\/(www\.)?/, '')}</span>
      {href !== null && <a href={href} target="_blank" rel="noopener noreferrer" tabIndex={-1} aria-label={t`Open ${text}`} className={styles['open']} onClick={event => event.stopPropagation()}><Icon of={ExternalLink} size={14} /></a>}
    </>
  )
}

function DueView({ cell, column }: { cell: Extract<Cell, { is: 'deadline' }>, column: string }) {
  const { board, me } = useBoardContext()
  const { text, exact, tone } = useDueWords(me.timeZone)(cell.deadline, { isDone: stageIn(board.columns(), column) === 'done' })
  return <span className={styles['words']} data-due={tone} title={exact}>{text}</span>
}

function PeopleView({ ids, words }: { ids: readonly string[], words: CellWords }) {
  const use = useBoardContext()
  const [first = ''] = ids
  if (ids.length > 1) return <>{ids.slice(0, 4).map(id => <Avatar key={id} name={words.names.person(id)} company={companyIn(use, personIn(use, id)?.companyId ?? null)} size="small" />)}{ids.length > 4 && <small>+{ids.length - 4}</small>}</>
  return <><Avatar name={words.names.person(first)} company={companyIn(use, personIn(use, first)?.companyId ?? null)} size="small" isNamed /><span className={styles['words']}>{words.names.person(first)}</span></>
}

function CompanyView({ id, name }: { id: string, name: string }) {
  const company = companyIn(useBoardContext(), id)
  return <>{company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />}<span className={styles['words']}>{name}</span></>
}

function ColumnView({ id, name }: { id: string, name: string }) {
  const column = columnIn(useBoardContext().board.columns(), id)
  return <>{column && <Icon of={stageIcons[column.stage]} size={14} />}<span className={styles['words']}>{name}</span></>
}

const CheckView = ({ isChecked, name }: { isChecked: boolean, name: string }) => (
  <span className={styles['check']} data-checked={isChecked || undefined}>{isChecked && <Icon of={Check} size={12} />}<span className="visually-hidden">{name}</span></span>
)
