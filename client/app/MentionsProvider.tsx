import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMe } from '../core/session.tsx'
import { MentionsContext } from '../pages/mention-source.ts'
import { useLiveTasks } from './live-tasks.ts'
import { Mentions } from './mentions.ts'

/** Pages below know whom and what they can name. */
export function MentionsProvider({ workspaceId, children }: { workspaceId: string, children: ReactNode }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { timeZone } = useMe()
  const queries = useQueryClient()
  const untitled = t`Untitled`
  const { history } = useRouter()
  const tasks = useLiveTasks()
  const mentions = useMemo(
    () => new Mentions({ workspaceId, locale, timeZone, untitled }, queries, tasks, href => history.push(href)),
    [workspaceId, locale, timeZone, untitled, queries, tasks, history],
  )
  return <MentionsContext value={mentions}>{children}</MentionsContext>
}
