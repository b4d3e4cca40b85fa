import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OrNull, Shape } from '../contract.ts'

const OnePage = Shape({ workspaceId: Id, pageId: Id })
const Person = Shape({ id: Id, name: Type.String(), companyId: Id })
/** A day, the last one: where the reader lives. */
const Day = Type.String({ format: 'date', pattern: '^(19|20|21)\\d\\d-' })

/** Who stands for a page, and what becomes of it. */
export const pageProperties = defineContract({
  getPageProperties: {
    method: 'GET', path: '/workspaces/:workspaceId/pages/:pageId/properties', action: 'page.read', summary: 'Who made and last changed a page, who answers for it, and until when which company stands by what it says.',
    params: OnePage,
    result: Shape({
      createdAt: Instant, createdBy: Person, changedAt: Instant, changedBy: OrNull(Person), owner: Person,
      verifications: Type.Array(Shape({ companyId: Id, until: Day, by: Person, at: Instant, /** Somebody has written in it since. */ isChanged: Type.Boolean() })),
    }),
  },
  changePageOwner: {
    method: 'PUT', path: '/workspaces/:workspaceId/pages/:pageId/owner', action: 'page.move', summary: 'Says who answers for a page: somebody of the workspace who sees it. null: whoever made it.',
    params: OnePage, body: Shape({ userId: OrNull(Id) }), result: Nothing,
  },
  verifyPage: {
    method: 'PUT', path: '/workspaces/:workspaceId/pages/:pageId/verification', action: 'page.verify', summary: 'Your company stands by what the page says, until the end of a day; you say so in its name. Instead of what it said before.',
    params: OnePage, body: Shape({ until: Day }), result: Nothing,
  },
  endVerification: {
    method: 'DELETE', path: '/workspaces/:workspaceId/pages/:pageId/verification', action: 'page.verify', summary: 'Your company stands by it no longer.',
    params: OnePage, result: Nothing,
  },
  listArchivedPages: {
    method: 'GET', path: '/workspaces/:workspaceId/archive', action: 'page.read', summary: 'Archived pages that you may see, with when and by whom, newest first.',
    params: Shape({ workspaceId: Id }), result: Shape({ pages: Type.Array(Shape({ id: Id, archivedAt: Instant, archivedBy: OrNull(Person) })) }),
  },
  listNamingBranch: {
    method: 'GET', path: '/workspaces/:workspaceId/pages/:pageId/branch-named-in', action: 'page.read', summary: 'Before a page is archived with all below it: which other pages, and which tasks in their descriptions, name one of them; 100 of each at most.',
    params: OnePage,
    result: Shape({
      pages: Type.Array(Shape({ id: Id, title: Type.String(), icon: OrNull(Type.String()), privateTo: OrNull(Id) })),
      tasks: Type.Array(Shape({ boardId: Id, taskId: Type.String(), title: Type.String() })),
    }),
  },
})
