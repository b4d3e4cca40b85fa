import type { FastifyInstance } from 'fastify'
import { pages } from '@kopa/shared/pages/contract.ts'
import { pageCopies } from '@kopa/shared/pages/copies-contract.ts'
import { favourites } from '@kopa/shared/pages/favourites-contract.ts'
import { pageProperties } from '@kopa/shared/pages/properties-contract.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { beginPage, type CopyParts, duplicatePage, keepPageTemplate } from './copy-commands.ts'
import { putFavourite, removeFavourite } from './favourite-commands.ts'
import { listFavourites } from './favourite-queries.ts'
import { changePageOwner, endVerification, verifyPage } from './property-commands.ts'
import { getPageProperties, listArchivedPages, listNamingBranch } from './property-queries.ts'
import { openPageSide } from './side-commands.ts'
import { archivePage, changeWall, createPage, movePage, recordVisit, renamePage, restorePage } from './commands.ts'
import { entryOf, getPageRow, getText, listNamingPages, listPages, listRecentPages, searchPages } from './queries.ts'

export interface PagesParts extends MountParts, CopyParts {}

export function registerPages(app: FastifyInstance, parts: PagesParts): void {
  const { documents } = parts
  registerBesides(app, parts)
  mount(app, pages, {
    listPages: async ({ database, actor, workspaceId }) => ({ pages: await listPages(database, actor, workspaceId) }),
    createPage: async (context, input) => ({ page: await createPage(context, input, documents) }),
    async getPage({ database, actor, workspaceId }, { pageId }) {
      const page = await getPageRow(database, actor, workspaceId, pageId)
      return { page: entryOf(page), text: await getText(database, pageId) }
    },
    renamePage: (context, { pageId, title }) => renamePage(context, pageId, title, documents),
    movePage: (context, { pageId, parentId, after }) => movePage(context, pageId, { parentId, after }),
    archivePage: (context, { pageId }) => archivePage(context, pageId),
    restorePage: (context, { pageId }) => restorePage(context, pageId),
    changeWall: (context, { pageId, isPrivate }) => changeWall(context, pageId, isPrivate, documents),
    openPageSide: async (context, { pageId }) => ({ documentId: await openPageSide(context, pageId, documents) }),
    async listNamingPages({ database, actor, workspaceId }, { pageId }) {
      await getPageRow(database, actor, workspaceId, pageId)
      return { pages: await listNamingPages(database, actor, workspaceId, `page:${pageId}`) }
    },
    recordVisit: (context, { pageId }) => recordVisit(context, pageId),
    listRecentPages: ({ database, caller }) => listRecentPages(database, caller),
    searchPages: async ({ database, caller }, { words, workspaceId }) => ({ found: await searchPages(database, caller, words, workspaceId) }),
    async listPresence({ database, actor, workspaceId }) {
      const visible = await listPages(database, actor, workspaceId)
      const here = documents.whoIsHere(visible.map(({ id }) => id))
      return { pages: [...here].map(([pageId, people]) => ({ pageId, people: people.map(({ id, name, companyId }) => ({ id, name, companyId })) })) }
    },
  }, parts)
}

/** What there is besides the pages themselves: what one wants at hand, who stands for them, what is made of them. */
function registerBesides(app: FastifyInstance, parts: PagesParts): void {
  mount(app, favourites, {
    listFavourites: async ({ database, actor, workspaceId }) => ({ pageIds: await listFavourites(database, actor, workspaceId) }),
    putFavourite: (context, { pageId, after }) => putFavourite(context, pageId, after),
    removeFavourite: (context, { pageId }) => removeFavourite(context, pageId),
  }, parts)
  mount(app, pageProperties, {
    getPageProperties: ({ database, actor, workspaceId }, { pageId }) => getPageProperties(database, actor, workspaceId, pageId),
    changePageOwner: (context, { pageId, userId }) => changePageOwner(context, pageId, userId),
    verifyPage: (context, { pageId, until }) => verifyPage(context, pageId, until),
    endVerification: (context, { pageId }) => endVerification(context, pageId),
    listArchivedPages: async ({ database, actor, workspaceId }) => ({ pages: await listArchivedPages(database, actor, workspaceId) }),
    listNamingBranch: ({ database, actor, workspaceId }, { pageId }) => listNamingBranch(database, actor, workspaceId, pageId),
  }, parts)
  mount(app, pageCopies, {
    duplicatePage: async (context, input) => ({ page: await duplicatePage(context, input, parts) }),
    keepPageTemplate: async (context, input) => ({ page: await keepPageTemplate(context, input, parts) }),
    beginPage: async (context, input) => ({ page: await beginPage(context, input, parts) }),
  }, parts)
}
