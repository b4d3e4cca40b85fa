import { FileQuestion } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useLayoutEffect } from 'react'
import { endFirstLook } from '../core/first-look.ts'
import { useTitle } from '../core/use-title.ts'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Screen } from '../ui/Screen.tsx'

export function NotFound() {
  const { t } = useLingui()
  useTitle(t`Not found`)
  useLayoutEffect(endFirstLook, [])
  return (
    <Screen title={<Trans>There is nothing here</Trans>}>
      <EmptyState icon={FileQuestion} title={t`This does not exist, or you may not see it`} acts={<ButtonLink to="/"><Trans>Go home</Trans></ButtonLink>}>
        <Trans>The address may be mistyped, or the page was moved out of your sight. If somebody sent you the link, ask them.</Trans>
      </EmptyState>
    </Screen>
  )
}
