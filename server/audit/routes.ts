import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { audit } from '@kopa/shared/audit/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { admitMember, mount, type MountParts } from '../core/mount.ts'
import { exportLines } from './export.ts'
import { findChain } from './queries.ts'

export function registerAudit(app: FastifyInstance, parts: MountParts): void {
  mount(app, audit, {
    async exportAudit(context, _input, { reply }) {
      const { database, workspaceId, caller: { companyId }, now } = context
      const chain = await findChain(database, workspaceId)
      if (!chain) throw new AppError('notFound')
      const check = () => admitMember(context, workspaceId, 'audit.export', parts.findActor)
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="kopa-audit-${workspaceId}-${chain.head.sequence}.jsonl"`)
        .header('x-content-type-options', 'nosniff')
        .send(Readable.from(exportLines(database, { chain, companyId, now: now(), check })))
    },
  }, parts)
}
