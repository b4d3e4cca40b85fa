import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OrNull, Shape } from '../contract.ts'

const InWorkspace = Shape({ workspaceId: Id })
const OnePage = Shape({ workspaceId: Id, pageId: Id })
/** Longer ones are refused with a sentence of their own, hence no bound in the schema. */
const Title = Type.String()
const Person = Shape({ id: Id, name: Type.String(), companyId: Id })

/** A page's place in the tree. `id` is also the id of its document: `sync/:id`. */
export const PageEntry = Shape({
  id: Id,
  parentId: OrNull(Id),
  orderKey: Type.String(),
  title: Type.String(),
  /** One emoji. */
  icon: OrNull(Type.String()),
  privateTo: OrNull(Id),
  /** Others are begun from it; it stands outside the tree. */
  isTemplate: Type.Boolean(),
  changedAt: Instant,
  archivedAt: OrNull(Instant),
  /** Until when (a day, the last one) which company stands by what it says. */
  verified: Type.Array(Shape({ companyId: Id, until: Type.String() })),
  /** The document in which your own company keeps passages of the page for itself, where there is one. */
  sideId: OrNull(Id),
})

export const RecentPage = Shape({
  id: Id,
  workspaceId: Id,
  workspaceName: Type.String(),
  title: Type.String(),
  icon: OrNull(Type.String()),
  privateTo: OrNull(Id),
  changedAt: Instant,
  changedBy: OrNull(Person),
  openedAt: OrNull(Instant),
})

/** A page whose words name something. */
export const NamingPage = Shape({ id: Id, title: Type.String(), icon: OrNull(Type.String()), privateTo: OrNull(Id) })

/** Where a page goes: under `parentId` (null: top level), right after the sibling `after` (null: first). */
const Place = { parentId: OrNull(Id), after: OrNull(Id) }

export const pages = defineContract({
  listPages: {
    method: 'GET', path: '/workspaces/:workspaceId/pages', action: 'page.read', summary: 'The page tree, archived pages (they carry archivedAt) and templates (isTemplate) included.',
    params: InWorkspace, result: Shape({ pages: Type.Array(PageEntry) }),
  },
  createPage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages', action: 'page.create',
    summary: 'Makes a page; without a place it goes to the end of the top level. Open its document at sync/:id.',
    params: InWorkspace,
    body: Shape({
      title: Type.Optional(Title), parentId: Type.Optional(OrNull(Id)), after: Type.Optional(OrNull(Id)),
      /** Only your own company sees the page. */
      isPrivate: Type.Optional(Type.Boolean()),
    }),
    result: Shape({ page: PageEntry }),
  },
  getPage: {
    method: 'GET', path: '/workspaces/:workspaceId/pages/:pageId', action: 'page.read', summary: 'One page: its entry in the tree and its text as last settled.',
    params: OnePage, result: Shape({ page: PageEntry, text: Type.String() }),
  },
  renamePage: {
    method: 'PATCH', path: '/workspaces/:workspaceId/pages/:pageId/title', action: 'document.edit',
    summary: 'Writes the page\'s title into its document; people who have it open see it change.',
    params: OnePage, body: Shape({ title: Title }), result: Nothing,
  },
  movePage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/move', action: 'page.move', summary: 'Moves a page, with all below it.',
    params: OnePage, body: Shape(Place), result: Nothing,
  },
  archivePage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/archive', action: 'page.archive',
    summary: 'Archives a page, with all below it: read-only and out of the tree until restored.',
    params: OnePage, result: Nothing,
  },
  restorePage: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/restore', action: 'page.archive', summary: 'Brings an archived page back, with what was archived with it.',
    params: OnePage, result: Nothing,
  },
  changeWall: {
    method: 'PUT', path: '/workspaces/:workspaceId/pages/:pageId/wall', action: 'page.wall',
    summary: 'Makes a page and all below it private to your company (for the others it does not exist), or shared again.',
    params: OnePage, body: Shape({ isPrivate: Type.Boolean() }), result: Nothing,
  },
  openPageSide: {
    method: 'PUT', path: '/workspaces/:workspaceId/pages/:pageId/side', action: 'document.edit',
    summary: 'The document in which your own company keeps passages of a shared page for itself, made at first need: only your company ever has its bytes. A private page needs none: null.',
    params: OnePage, result: Shape({ documentId: OrNull(Id) }),
  },
  listNamingPages: {
    method: 'GET', path: '/workspaces/:workspaceId/pages/:pageId/named-in', action: 'page.read', summary: 'Pages that name this one and that you may see, by title; 100 at most.',
    params: OnePage, result: Shape({ pages: Type.Array(NamingPage) }),
  },
  recordVisit: {
    method: 'POST', path: '/workspaces/:workspaceId/pages/:pageId/visit', action: 'page.read', summary: 'Notes that you opened the page (for "last opened").',
    params: OnePage, result: Nothing,
  },
  listRecentPages: {
    method: 'GET', path: '/pages/recent', action: 'signedIn', summary: 'For the home screen: what you opened last, and what changed last, over all your workspaces.',
    result: Shape({ opened: Type.Array(RecentPage), changed: Type.Array(RecentPage) }),
  },
  searchPages: {
    method: 'GET', path: '/pages/search', action: 'signedIn', triesPerMinute: 240, summary: 'Pages whose title or text holds the words, over all your workspaces; at most 20.',
    query: Shape({ words: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), workspaceId: Type.Optional(Id) }),
    result: Shape({ found: Type.Array(Shape({ id: Id, workspaceId: Id, title: Type.String(), icon: OrNull(Type.String()), privateTo: OrNull(Id), excerpt: Type.String() })) }),
  },
  listPresence: {
    method: 'GET', path: '/workspaces/:workspaceId/presence', action: 'page.read', summary: 'Who is in which page of the workspace right now.',
    params: InWorkspace,
    result: Shape({ pages: Type.Array(Shape({ pageId: Id, people: Type.Array(Person) })) }),
  },
})
