import { Star, StarOff } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { MenuAct } from '../ui/Menu.tsx'
import type { Entry } from './page-tree.ts'
import { useFavourites } from './use-favourites.ts'

/** At hand in the sidebar, or no longer. Templates and what is archived are not. */
export function useFavouriteAct(workspaceId: string, page: Entry | undefined): MenuAct[] {
  const { t } = useLingui()
  const { has, add, remove } = useFavourites(workspaceId)
  if (!page || page.archivedAt !== null || page.isTemplate) return []
  if (has(page.id)) return [{ id: 'unfavourite', label: t`Remove from favourites`, icon: StarOff, act: () => void remove(page.id) }]
  return [{ id: 'favourite', label: t`Add to favourites`, icon: Star, act: () => void add(page.id) }]
}
