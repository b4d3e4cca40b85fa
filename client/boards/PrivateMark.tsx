import { Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import styles from './PrivateMark.module.css'
import { useIsPrivate } from './use-board.ts'

/** Beside the title of a task, wherever it stands, that the others do not see; nothing beside any other. */
export function PrivateMark({ id }: { id: string }) {
  const { board } = useBoardContext()
  return useIsPrivate(board, id) ? <OwnMark /> : null
}

/** The lock beside what only the own company sees. */
export function OwnMark() {
  const { t } = useLingui()
  const use = useBoardContext()
  const company = companyIn(use, use.me.companyId)?.name ?? ''
  const words = t`Only ${company} sees this`
  return <span className={styles['mark']} title={words}><Icon of={Lock} size={14} /><span className="visually-hidden">, {words}</span></span>
}
