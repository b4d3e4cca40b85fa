import type { FastifyInstance } from 'fastify'
import { pages } from '@kopa/shared/pages/contract.ts'
import { mount, type MountParts } from '../core/mount.ts'
import type { Engine } from '../documents/engine.ts'
import { openPageSide } from './side-commands.ts'
import { archivePage, changeWall, createPage, movePage, recordVisit, renamePage, restorePage } from './commands.ts'
import { entryOf, getPageRow, getText, listNamingPages, listPages, listRecentPages, searchPages } from './queries.ts'

export interface PagesParts extends MountParts { documents: Engine }

export function registerPages(app: FastifyInstance, parts: PagesParts): void {
  const { documents } = parts
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
