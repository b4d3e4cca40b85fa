import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './BoardHelp.module.css'

type Line = [name: string, ...keys: string[]]

/** Every key of a board; '?' opens this. */
export function BoardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const groups: [string, Line[]][] = [
    [t`Getting around`, [
      [t`From card to card`, '↑', '↓', '←', '→'], [t`First, last card`, 'Home', 'End'], [t`Open the task`, 'Enter'], [t`Menu of the card`, 'Shift F10'], [t`Filter by words`, '/'], [t`Print…`, 'Ctrl P'], [t`This help`, '?'],
    ]],
    [t`Moving`, [
      [t`Lift, drop`, 'Space'], [t`Carry what is lifted`, '↑', '↓', '←', '→'], [t`Put it back`, 'Esc'], [t`Move at once`, 'Alt ↑', 'Alt →'], [t`Move to…`, 'M'],
    ]],
    [t`Changing`, [
      [t`New task in this column`, 'N'], [t`Assign to…`, 'A'], [t`Deadline…`, 'D'], [t`Comes again…`, 'R'], [t`Labels…`, 'L'], [t`Priority…`, 'P'], [t`Responsible company…`, 'C'], [t`Make a subtask of…`, 'S'], [t`Remove`, 'Delete'],
    ]],
    [t`Many at once`, [
      [t`Select`, 'X'], [t`Select further`, 'Shift ↓'], [t`Select the column`, 'Ctrl A'], [t`Select nothing`, 'Esc'], [t`Undo`, 'Ctrl Z'], [t`Redo`, 'Ctrl Shift Z'],
    ]],
  ]
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
