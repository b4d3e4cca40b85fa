import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTitle } from '../core/use-title.ts'
import { Frame } from '../core/Frame.tsx'
import styles from './SignIn.module.css'
import { SignUpForm } from './SignUpForm.tsx'

export function SignUpScreen() {
  const { t } = useLingui()
  const navigate = useNavigate()
  useTitle(t`Set up your company`)
  return (
    <Frame>
      <div className={styles['card']}>
        <h1 tabIndex={-1}><Trans>Set up your company</Trans></h1>
        <p className={styles['lead']}><Trans>You become its first administrator. Your partner sets up theirs by a link that you send.</Trans></p>
        <SignUpForm asksCompany after={() => navigate({ to: '/' })} />
        <p className={styles['other']}><Trans>Already here? <Link to="/">Sign in</Link></Trans></p>
      </div>
    </Frame>
  )
}
