import { Type } from 'typebox'
import { defineContract, Id, Nothing, OrNull, Shape } from '../contract.ts'

const OnePage = Shape({ workspaceId: Id, pageId: Id })

/** What one person wants at hand: nobody else learns of it. */
export const favourites = defineContract({
  listFavourites: {
    method: 'GET', path: '/workspaces/:workspaceId/favourites', action: 'page.read', summary: 'The pages that you want at hand, in your order; those that are archived or not for you any more are left out.',
    params: Shape({ workspaceId: Id }), result: Shape({ pageIds: Type.Array(Id) }),
  },
  putFavourite: {
    method: 'PUT', path: '/workspaces/:workspaceId/pages/:pageId/favourite', action: 'page.read',
    summary: 'Puts a page among your favourites, or moves it there: behind `after` (null: first; left out: last, or where it is).',
    params: OnePage, body: Shape({ after: Type.Optional(OrNull(Id)) }), result: Nothing,
  },
  removeFavourite: {
    method: 'DELETE', path: '/workspaces/:workspaceId/pages/:pageId/favourite', action: 'page.read', summary: 'Takes a page out of your favourites.',
    params: OnePage, result: Nothing,
  },
})
