import styles from './Kbd.module.css'

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
const appleNames: Record<string, string> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' }

/** A shortcut as this person's keyboard names it; `keys` are parted by spaces: 'Ctrl K'. */
export function Kbd({ keys }: { keys: string }) {
  const names = keys.split(' ').map(name => isApple ? appleNames[name] ?? name : name)
  return <kbd className={styles['keys']}>{names.join(isApple ? '' : '+')}</kbd>
}
