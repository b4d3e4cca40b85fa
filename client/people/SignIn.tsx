import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useTitle } from '../core/use-title.ts'
import styles from './SignIn.module.css'
import { SignInForm } from './SignInForm.tsx'

/** Whatever address the reader came to stays in the bar, and opens once they are in. */
export function SignIn() {
  const { t } = useLingui()
  useTitle(t`Sign in`)
  return (
    <div className={styles['card']}>
      <h1 tabIndex={-1}><Trans>Sign in</Trans></h1>
      <SignInForm />
      <p className={styles['other']}><Trans>New here? <Link to="/sign-up">Set up your company</Link>, or open the link a partner sent you.</Trans></p>
    </div>
  )
}
