import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './ShortcutHelp.module.css'
import { type KeyLine, useShortcuts } from './use-shortcuts.ts'

/** Every key of the editor and what can be typed for it; Ctrl+/ opens this. */
export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean, onClose: () => void }) {
  const { t } = useLingui()
  const { text, blocks, around } = useShortcuts()
  return (
    <Dialog title={t`Keyboard`} isOpen={isOpen} onClose={onClose} size="wide">
      <div className={styles['columns']}>
        <Keys title={t`Text`} lines={text} />
        <Keys title={t`Blocks`} lines={blocks} />
        <Keys title={t`Getting around`} lines={around} />
      </div>
    </Dialog>
  )
}

function Keys({ title, lines }: { title: string, lines: readonly KeyLine[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles['keys']}>
        {lines.map(({ name, keys, typed }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typed && <code>{typed}</code>}{keys && <Kbd keys={keys} />}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
