import { AlarmClock, Building2, Columns3, type LucideIcon, SignalHigh, Tag, Trash2, UserPlus, X } from 'lucide-react'
import { Plural, useLingui } from '@lingui/react/macro'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './BulkBar.module.css'
import { useBoardContext, useUi } from './board-context.ts'
import type { PickerKind } from './board-ui.ts'
import { useTasks } from './use-board.ts'
import { useClearKey } from './use-clear-key.ts'
import { useRemoval } from './use-removal.ts'

/** For all that is selected at once: each change is one act, undone as one. */
export function BulkBar() {
  const { t } = useLingui()
  const { board, ui, mayEdit } = useBoardContext()
  const selected = useUi(state => state.selected)
  const tasks = useTasks(board)
  const { remove } = useRemoval()
  const ids = [...selected].filter(id => tasks.has(id))
  useClearKey(ui, { isOn: ids.length > 0 })
  if (ids.length === 0) return null
  const tools: [PickerKind, LucideIcon, string, string][] = [
    ['column', Columns3, t`Move to…`, 'M'], ['people', UserPlus, t`Assign to…`, 'A'], ['deadline', AlarmClock, t`Deadline…`, 'D'], ['labels', Tag, t`Labels…`, 'L'],
    ['priority', SignalHigh, t`Priority…`, 'P'], ['company', Building2, t`Responsible company…`, 'C'],
  ]
  return (
    <div role="toolbar" aria-label={t`Selected tasks`} className={styles['bar']}>
      <span role="status" className={styles['count']}><Plural value={ids.length} one="# selected" other="# selected" /></span>
      {mayEdit && tools.map(([kind, icon, label, shortcut]) => (
        <span key={kind} data-tool={kind}><IconButton icon={icon} label={label} shortcut={shortcut} onPress={() => ui.change({ picker: { kind, ids, anchor: document.querySelector(`[data-tool="${kind}"]`) ?? document.body } })} /></span>
      ))}
      {mayEdit && <IconButton icon={Trash2} label={t`Remove`} shortcut="Delete" onPress={() => remove(ids, ui.state().focus ?? undefined)} />}
      <IconButton icon={X} label={t`Select nothing`} shortcut="Esc" onPress={() => ui.clearSelection()} />
    </div>
  )
}
