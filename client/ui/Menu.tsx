import type { LucideIcon } from 'lucide-react'
import type { ReactElement, RefObject } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import styles from './Menu.module.css'

export interface MenuAct {
  id: string
  label: string
  icon?: LucideIcon
  /** Shown beside the label: 'Alt ArrowUp'. */
  shortcut?: string
  /** A line under the label. */
  hint?: string
  tone?: 'danger'
  isDisabled?: boolean
  /** A line stands above it. */
  startsGroup?: boolean
  act: () => void
}

/** A button with a list of acts. The trigger must be a Button or IconButton. */
export function Menu({ label, acts, children }: { label: string, acts: readonly MenuAct[], children: ReactElement }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles['popover'] ?? ''} placement="bottom start"><ActList label={label} acts={acts} /></Popover>
    </MenuTrigger>
  )
}

interface AnchoredProps { label: string, acts: readonly MenuAct[], anchor: RefObject<Element | null>, onClose: () => void }

/** The same list at an element that is not a button of its own (a right click, Shift+F10). */
export function AnchoredMenu({ label, acts, anchor, onClose }: AnchoredProps) {
  return (
    <Popover className={styles['popover'] ?? ''} triggerRef={anchor} isOpen onOpenChange={open => { if (!open) onClose() }} placement="bottom end">
      <ActList label={label} acts={acts} onClose={onClose} />
    </Popover>
  )
}

function ActList({ label, acts, onClose }: { label: string, acts: readonly MenuAct[], onClose?: () => void }) {
  const disabled = acts.filter(act => act.isDisabled).map(act => act.id)
  return (
    <AriaMenu aria-label={label} autoFocus="first" className={styles['menu'] ?? ''} disabledKeys={disabled} {...onClose ? { onClose } : {}}>
      {acts.map(act => (
        <MenuItem key={act.id} id={act.id} textValue={act.label} onAction={act.act} className={`${styles['item']} ${act.tone ? styles[act.tone] : ''} ${act.startsGroup ? styles['group'] : ''}`}>
          {act.icon && <Icon of={act.icon} />}
          <span className={styles['words']}>{act.label}{act.hint && <small>{act.hint}</small>}</span>
          {act.shortcut && <Kbd keys={act.shortcut} />}
        </MenuItem>
      ))}
    </AriaMenu>
  )
}
