import { ArrowLeft, Palette, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type Label, mostLabelName } from '@kopa/shared/boards/label.ts'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../ui/Button.tsx'
import { companyColor } from '../ui/CompanyMark.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import styles from './LabelTools.module.css'
import { useActWords } from './act-words.ts'
import { useLabels } from './use-board.ts'
import { useUndo } from './use-undo.ts'

export function LabelToolsLink({ onOpen, hasLabels }: { onOpen: () => void, hasLabels: boolean }) {
  if (!hasLabels) return <p className={styles['hint']}><Trans>Type a name to make the first label.</Trans></p>
  return <div className={styles['foot']}><Button size="dense" variant="quiet" icon={Palette} onPress={onOpen}><Trans>Names and colours</Trans></Button></div>
}

/** The board's labels themselves: their names and colours. */
export function LabelTools({ anchor, onClose, onBack }: { anchor: { current: Element }, onClose: () => void, onBack: () => void }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const labels = useLabels(board)
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={open => { if (!open) onClose() }} placement="bottom start" className={styles['popover'] ?? ''}>
      <Dialog aria-label={t`Names and colours of labels`} className={styles['dialog'] ?? ''}>
        <Button size="dense" variant="quiet" icon={ArrowLeft} onPress={onBack} autoFocus><Trans>Back</Trans></Button>
        <ul className={styles['list']}>{labels.map(label => <LabelRow key={label.id} label={label} />)}</ul>
      </Dialog>
    </Popover>
  )
}

function LabelRow({ label }: { label: Label }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  function remove(): void {
    acts.dropLabel(label)
    showToast({ about: 'undo', text: words.labelRemoved(label.name), action: { label: t`Undo`, act: undo } })
  }
  return (
    <li className={styles['row']}>
      <input
        aria-label={t`Name of the label ${label.name}`} defaultValue={label.name} maxLength={mostLabelName} className={styles['name']}
        onBlur={event => { const name = event.target.value.trim(); if (name && name !== label.name) acts.changeLabel({ ...label, name }) }}
        onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
      />
      <IconButton icon={Trash2} size="dense" label={t`Remove the label ${label.name}`} onPress={remove} />
      <fieldset className={styles['colors']}>
        <legend className="visually-hidden"><Trans>Colour of {label.name}</Trans></legend>
        {Array.from({ length: 8 }, (_, color) => (
          <input key={color} type="radio" name={label.id} aria-label={t`Colour ${color + 1}`} checked={label.color === color} style={companyColor(color)} onChange={() => acts.changeLabel({ ...label, color })} />
        ))}
      </fieldset>
    </li>
  )
}
