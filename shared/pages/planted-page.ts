import type { PageNode } from './page-json.ts'

/** A page with a history: who made it and last changed it when, and who has looked at it. */
export interface PlantedPage {
  id: string
  workspaceId: string
  parentId: string | null
  orderKey: string
  privateTo: string | null
  userId: string
  title: string
  content: PageNode[]
  createdAt: Date
  changedAt: Date
  visits: { userId: string, openedAt: Date }[]
}
