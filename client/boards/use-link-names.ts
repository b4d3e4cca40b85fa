import { useLingui } from '@lingui/react/macro'
import type { LinkType } from '@kopa/shared/boards/link.ts'

/** The kinds of links in words, with the letters that are typed for them. */
export function useLinkNames(): Record<LinkType, string> {
  const { t } = useLingui()
  return { FS: t`Starts when it finishes (FS)`, SS: t`Starts when it starts (SS)`, FF: t`Finishes when it finishes (FF)`, SF: t`Finishes when it starts (SF)` }
}
