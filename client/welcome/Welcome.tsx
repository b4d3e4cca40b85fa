import { Building2, Eye } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useLanguage } from '../core/i18n.tsx'
import { useSession } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Button } from '../ui/Button.tsx'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { Notice } from '../ui/Notice.tsx'
import { welcomeApi } from './welcome-api.ts'
import styles from './Welcome.module.css'

export function Welcome({ canLookAround }: { canLookAround: boolean }) {
  const { t } = useLingui()
  useTitle(t`Welcome`)
  return (
    <div className={styles['welcome']}>
      <h1 tabIndex={-1}><Trans>One workspace that companies own together</Trans></h1>
      <p className={styles['lead']}>
        <Trans>Write the same page as your partner, at the same moment. Neither side can shut the other out, each keeps its own people and its private pages, and what you have both seen is never lost.</Trans>
      </p>
      <div className={styles['acts']}>
        <ButtonLink to="/sign-up" variant="primary" size="large" icon={Building2}><Trans>Set up your company</Trans></ButtonLink>
        {canLookAround && <LookAround />}
      </div>
      <p className={styles['small']}><Trans>Kopa is open source and keeps everything on this server.</Trans></p>
    </div>
  )
}

function LookAround() {
  const { language } = useLanguage()
  const { signedIn } = useSession()
  const navigate = useNavigate()
  const lookAround = useMutation({
    mutationFn: () => welcomeApi.lookAround({ language }),
    onSuccess: async ({ me, workspaceId, pageId }) => {
      signedIn(me)
      await navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId } })
    },
  })
  return (
    <>
      <Button size="large" icon={Eye} isPending={lookAround.isPending} onPress={() => lookAround.mutate()}><Trans>Look around</Trans></Button>
      <p className={styles['small']}><Trans>Looking around opens an example in which two companies are at work. Nothing to fill in.</Trans></p>
      {lookAround.error && <Notice tone="refused">{lookAround.error.message}</Notice>}
    </>
  )
}
