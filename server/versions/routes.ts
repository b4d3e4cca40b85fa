import type { FastifyInstance } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import { versions } from '@kopa/shared/versions/contract.ts'
import type { MemberContext } from '../core/context.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { findBoardDocument } from '../boards/queries.ts'
import type { Engine } from '../documents/engine.ts'
import { getPageRow } from '../pages/queries.ts'
import { listCompanies } from '../workspaces/queries.ts'
import { createVersion, eraseHistory, restoreVersion, type Versioned } from './commands.ts'
import { getVersion, listVersions } from './queries.ts'

export interface VersionsParts extends MountParts { documents: Engine }

/** Every one of them first looks whether the document exists for whoever asks: a page, a board, a side of one, or the page of a task. */
export function registerVersions(app: FastifyInstance, parts: VersionsParts): void {
  const { documents } = parts
  const page = async ({ database, actor, workspaceId }: MemberContext, pageId: string): Promise<Versioned> => {
    const ofBoard = await findBoardDocument(database, actor, workspaceId, pageId)
    if (!ofBoard) return { ...await getPageRow(database, actor, workspaceId, pageId), whenArchived: 'pageArchived', partners: [] }
    const companies = ofBoard.isShared ? await listCompanies(database, [workspaceId]) : []
    return { ...ofBoard, whenArchived: 'boardArchived', partners: companies.flatMap(({ id }) => (id === actor.companyId ? [] : [id])) }
  }
  mount(app, versions, {
    async listVersions(context, { pageId, before }) {
      await page(context, pageId)
      return { versions: await listVersions(context, documents, pageId, before) }
    },
    async createVersion(context, { pageId, name }) {
      await page(context, pageId)
      return { version: await createVersion(context, documents, pageId, name) }
    },
    async getVersion(context, { pageId, versionId }) {
      await page(context, pageId)
      return getVersion(context, documents, pageId, versionId)
    },
    async restoreVersion(context, { pageId, versionId }) {
      return restoreVersion(context, documents, await page(context, pageId), versionId)
    },
    async eraseHistory(context, { pageId, confirm }) {
      await page(context, pageId)
      if (!confirm) throw new AppError('notConfirmed')
      await eraseHistory(context, documents, pageId)
    },
  }, parts)
}
