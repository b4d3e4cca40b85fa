import { Unplug } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'

/** What happened, what was kept, what to do. */
export function ErrorState({ title, error, onRetry, children }: { title: string, error?: Error | null, onRetry?: () => void, children?: ReactNode }) {
  return (
    <div role="alert">
      <EmptyState icon={Unplug} title={title} acts={<>{onRetry && <Button onPress={onRetry}><Trans>Try again</Trans></Button>}{children}</>}>
        {error?.message}
      </EmptyState>
    </div>
  )
}
