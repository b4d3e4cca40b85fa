import { Trans } from '@lingui/react/macro'
import { Button } from '../ui/Button.tsx'
import { showError } from '../ui/toasts.ts'
import styles from './Sidebar.module.css'
import { useLeave } from './use-leave.ts'

/** For those who look around: what this is, and the way to the real thing. */
export function ExampleLine() {
  const leave = useLeave()
  return (
    <div className={styles['example']}>
      <p><Trans>This is an example. Write in it as you like; a private window joins as the partner.</Trans></p>
      <Button size="dense" onPress={() => void leave('/sign-up').catch(showError)}><Trans>Set up your company</Trans></Button>
    </div>
  )
}
