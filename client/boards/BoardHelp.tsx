import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './BoardHelp.module.css'
import { useBoardSearch } from './use-board-search.ts'
import { useKeyHelp } from './use-key-help.ts'

/** Every key of the view that is open; '?' opens this. */
export function BoardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [{ view = 'board' }] = useBoardSearch()
  const groups = useKeyHelp(view)
  return (
    <Dialog title={t`Keyboard`} isOpen onClose={onClose} size="wide">
      <div className={styles['groups']}>
        {groups.map(([title, lines]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className={styles['keys']}>{lines.map(([name, ...keys]) => <div key={name}><dt>{name}</dt><dd>{keys.map(key => <Kbd key={key} keys={key} />)}</dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
