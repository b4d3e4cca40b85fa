import type { Result } from '@kopa/shared/contract.ts'
import { pageProperties } from '@kopa/shared/pages/properties-contract.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { queryOptions } from '@tanstack/react-query'
import { useLocale } from 'react-aria-components/I18nProvider'
import { makeApi } from '../core/api.ts'
import { useMe } from '../core/session.tsx'
import { useMinute } from '../ui/DateText.tsx'
import type { Entry } from './page-tree.ts'

export const pagePropertiesApi = makeApi(pageProperties)
export type PageProperties = Result<typeof pageProperties.getPageProperties>

/** Asked for again with the tree. */
export const pagePropertiesQuery = (workspaceId: string, pageId: string) => queryOptions({
  queryKey: ['pages', workspaceId, 'properties', pageId], queryFn: () => pagePropertiesApi.getPageProperties({ workspaceId, pageId }),
})

export const archivedPagesQuery = (workspaceId: string) => queryOptions({
  queryKey: ['pages', workspaceId, 'archived'], queryFn: () => pagePropertiesApi.listArchivedPages({ workspaceId }),
})

/** Today, where the reader lives. */
export const useToday = (): string => dayAt(useMinute(), useMe().timeZone)

/** Does anybody stand by the page today? null: nobody ever said so. */
export function standingOf(verified: Entry['verified'] | undefined, today: string): 'approved' | 'ranOut' | null {
  // A list that this device kept from before there were any has none.
  if (!verified?.length) return null
  return verified.some(({ until }) => until < today) ? 'ranOut' : 'approved'
}

/** "31 March 2027", for a day that is the same everywhere. */
export function useDayWords(): (day: string) => string {
  const { locale } = useLocale()
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return day => format.format(new Date(`${day}T00:00:00Z`))
}
