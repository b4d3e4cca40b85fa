import { Trans, useLingui } from '@lingui/react/macro'
import { useLayoutEffect } from 'react'
import { endFirstLook } from '../core/first-look.ts'
import { useTitle } from '../core/use-title.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Screen } from '../ui/Screen.tsx'

/** A screen that failed. What was written in pages is kept by the documents, not by the screen. */
export function Broken() {
  const { t } = useLingui()
  useTitle(t`Something went wrong`)
  useLayoutEffect(endFirstLook, [])
  return (
    <Screen title={<Trans>Something went wrong on this screen</Trans>}>
      <ErrorState title={t`What you wrote is kept`}><Button onPress={() => location.reload()}><Trans>Load the screen again</Trans></Button></ErrorState>
    </Screen>
  )
}
